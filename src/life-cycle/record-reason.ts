import type { Context } from '../context.js';
import { addNote } from '../customers/add-note.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { closeDuties } from '../duties/close-duties.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';

/**
 * Why a customer closed their account (docs/processes.md#life-cycle).
 * @throws UserError customerNotFound, notAllowed, lifeCycleStillOpen, formRequired
 */
export function recordReason(
  ctx: Context,
  { customerId, reason }: { customerId: string; reason: string },
): Promise<{ customerId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'customer.note', affair)) {
      throw new UserError('notAllowed');
    }
    if (customer.stage !== 'closed') throw new UserError('lifeCycleStillOpen', { name: customer.name });
    const text = reason.trim();
    if (!text) throw new UserError('formRequired', undefined, { field: 'reason' });
    await addNote(tx, ctx, { customer, kind: 'closing-reason', text });
    const subject = { type: 'customer', id: customerId };
    await closeDuties(tx, ctx, { subject, kind: 'life-cycle.reason', outcome: 'done' });
    return { customerId };
  });
}
