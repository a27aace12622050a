import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import { askedLadder } from '../duties/asked-ladder.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import type { StageMoved } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { deskOf } from '../people/desk.js';
import { departmentByKey, staffById } from '../people/queries.js';
import { decideHandoff } from './decide.js';
import { createOffer } from './offer-handoff.js';
import { openHandoff } from './queries.js';

/**
 * An account just opened goes to Service by itself: papers, checklist, follow-up. A closed one's offers are taken
 * back (docs/processes.md#life-cycle).
 */
export async function offerOnOpening(tx: Tx, ctx: Context, moved: StageMoved): Promise<void> {
  const { customer, to } = moved;
  const { workspaceId } = ctx;
  const subject = { type: 'customer', id: customer.id };
  if (to === 'closed') {
    const open = await tx.handoff.findMany({
      where: { workspaceId, customerId: customer.id, state: 'offered' },
    });
    for (const handoff of open) await decideHandoff(tx, ctx, { handoff, event: 'withdraw', data: {} });
    return;
  }
  // Who is registered with an account open has been handed over before Baton knew them.
  if (to === 'opened' && isForward(moved)) {
    await offerToService(tx, ctx, customer);
    return;
  }
  await closeDuties(tx, ctx, { subject, kind: 'handoff.papers', outcome: 'cancelled' });
}

const isForward = ({ from }: StageMoved) => from === 'lead' || from === 'invited' || from === 'visited';

async function offerToService(tx: Tx, ctx: Context, customer: Customer): Promise<void> {
  const { workspaceId } = ctx;
  const ownerRole = 'service-specialist';
  const [service, manager, workspace] = await Promise.all([
    departmentByKey(tx, { workspaceId, key: 'service' }),
    staffById(tx, { workspaceId, staffId: customer.accountManagerId ?? '' }),
    tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { locale: true } }),
  ]);
  if (await openHandoff(tx, { workspaceId, customerId: customer.id, ownerRole })) return;
  const from = manager?.departmentId ?? null;
  const known = customer.serviceSpecialistId !== null;
  if (known || !service?.channelId || !manager || !from || from === service.id) {
    await askForPapers(tx, ctx, customer);
    return;
  }
  const texts = messages(localeOf(workspace.locale, 'en')).lifeCycle.opened;
  await createOffer(tx, ctx, {
    customer,
    ownerRole,
    from: { departmentId: from, staffId: manager.id },
    to: { departmentId: service.id, channelId: service.channelId },
    purpose: texts.purpose,
    checklist: texts.checklist,
    promises: '',
  });
}

/** Service has them already, cannot be asked, or nobody can offer them: whoever is nearest sees to the papers. */
async function askForPapers(tx: Tx, ctx: Context, customer: Customer): Promise<void> {
  const { workspaceId, now } = ctx;
  const ownerId = customer.serviceSpecialistId ?? customer.accountManagerId;
  const desk = await deskOf(tx, { workspaceId, ownerId, departmentKey: 'service' });
  const { departmentId, calendar, numbers } = desk;
  const dueAt = addWorkingDays(calendar, now, numbers.papersDays);
  await openDuty(tx, ctx, {
    kind: 'handoff.papers',
    key: `handoff.papers:${customer.id}`,
    subject: { type: 'customer', id: customer.id },
    customerId: customer.id,
    departmentId,
    ownerId,
    dueAt,
    ladder: askedLadder(calendar, { from: now, dueAt, leadDays: numbers.lifeCycleLeadDays }),
  });
}
