import type { Context } from '../context.js';
import { addNote } from '../customers/add-note.js';
import { customerAffair } from '../customers/affair.js';
import { chooseOwnerByBalance } from '../customers/choose-owner.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Customer, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { may } from '../people/may.js';
import { departmentByKey } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { ask } from './ask.js';

/**
 * What was learned of a customer's trading and lots is noted; the technical guide, chosen by balance where there is
 * none, guides them by it, and Service files it (docs/processes.md#life-cycle).
 * @throws UserError customerNotFound, notAllowed, lifeCycleClosed, formRequired
 */
export function recordHabits(
  ctx: Context,
  { customerId, note }: { customerId: string; note: string },
): Promise<{ customerId: string; guideId: string | null }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'customer.note', affair)) {
      throw new UserError('notAllowed');
    }
    if (customer.stage === 'closed') throw new UserError('lifeCycleClosed', { name: customer.name });
    const text = note.trim();
    if (!text) throw new UserError('formRequired', undefined, { field: 'note' });
    await addNote(tx, ctx, { customer, kind: 'trading-habits', text });
    const subject = { type: 'customer', id: customerId };
    await closeDuties(tx, ctx, { subject, kind: 'life-cycle.ask-habits', outcome: 'done' });
    const guideId = customer.technicalGuideId ?? (await chooseGuide(tx, ctx, customer));
    await ask(tx, ctx, {
      kind: 'life-cycle.guide',
      customer,
      ownerId: guideId,
      departmentKey: 'tech',
    });
    await ask(tx, ctx, {
      kind: 'life-cycle.file-note',
      customer,
      ownerId: customer.serviceSpecialistId,
      departmentKey: 'service',
    });
    await tx.customer.update({ where: { id: customerId }, data: { lastActivityAt: now } });
    return { customerId, guideId };
  });
}

async function chooseGuide(tx: Tx, ctx: Context, customer: Customer): Promise<string | null> {
  const { workspaceId, now } = ctx;
  const tech = await departmentByKey(tx, { workspaceId, key: 'tech' });
  if (!tech) return null;
  const guideId = await chooseOwnerByBalance(tx, {
    workspaceId,
    departmentId: tech.id,
    ownerRole: 'technical-guide',
    now,
  });
  if (!guideId) return null;
  await tx.customer.update({
    where: { id: customer.id },
    data: { technicalGuideId: guideId },
    select: { id: true },
  });
  await record(tx, ctx, {
    subject: { type: 'customer', id: customer.id },
    event: 'customer.owner-changed',
    before: { technicalGuideId: null },
    after: { technicalGuideId: guideId, because: 'trading-habits' },
  });
  return guideId;
}
