import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { addNote } from './add-note.js';
import { customerAffair } from './affair.js';
import { customerById } from './queries.js';

/**
 * The customer was reached for the first time, and what was said is kept: the duty is done
 * (docs/processes.md#customers).
 * @throws UserError customerNotFound, notAllowed, formRequired
 */
export function recordFirstContact(
  ctx: Context,
  { customerId, note }: { customerId: string; note: string },
): Promise<{ customerId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'customer.change', affair)) {
      throw new UserError('notAllowed');
    }
    const text = note.trim();
    if (!text) throw new UserError('formRequired', undefined, { field: 'note' });
    await addNote(tx, ctx, { customer, kind: 'first-contact', text });
    await noteFirstContact(tx, ctx, { customerId });
    return { customerId };
  });
}

/**
 * The same inside another use-case's transaction: a call that reached the customer, with a note of
 * what was said, is a first contact too.
 */
export async function noteFirstContact(
  tx: Tx,
  ctx: Context,
  { customerId }: { customerId: string },
): Promise<void> {
  const subject = { type: 'customer', id: customerId };
  const closed = await closeDuties(tx, ctx, { subject, kind: 'customer.first-contact', outcome: 'done' });
  if (closed === 0) return;
  await tx.customer.update({
    where: { id: customerId },
    data: { lastActivityAt: ctx.now },
    select: { id: true },
  });
  await record(tx, ctx, { subject, event: 'customer.first-contact' });
}
