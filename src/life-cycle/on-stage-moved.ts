import type { Context } from '../context.js';
import { addNote } from '../customers/add-note.js';
import type { Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import type { StageMoved } from '../feature.js';
import { ask } from './ask.js';

/**
 * Once funded, nobody has to arrange the funding any more, and the account manager asks when and how the customer
 * trades. Once closed, the account manager is told at once and owes
 * the reason within a working day, unless they gave it as they closed it (docs/processes.md#life-cycle).
 */
export async function followStage(
  tx: Tx,
  ctx: Context,
  { customer, reason, from, to }: StageMoved,
): Promise<void> {
  if (from === null) return;
  const subject = { type: 'customer', id: customer.id };
  if (to === 'activated' || to === 'vip') {
    await closeDuties(tx, ctx, { subject, kind: 'life-cycle.fund', outcome: 'done' });
  }
  const ownerId = customer.accountManagerId ?? customer.serviceSpecialistId;
  const habits = 'life-cycle.ask-habits';
  if (to === 'activated' && from !== 'vip') {
    await ask(tx, ctx, { kind: habits, customer, ownerId, departmentKey: 'market' });
  }
  if (to === 'lead' || to === 'invited' || to === 'visited' || to === 'opened') {
    await closeDuties(tx, ctx, { subject, kind: habits, outcome: 'cancelled' });
  }
  if (to !== 'closed') {
    await closeDuties(tx, ctx, { subject, kind: 'life-cycle.reason', outcome: 'cancelled' });
    return;
  }
  const actorId = ctx.actor.type === 'person' ? ctx.actor.staff.id : null;
  if (reason && actorId === ownerId) {
    await addNote(tx, ctx, { customer, kind: 'closing-reason', text: reason });
    return;
  }
  await ask(tx, ctx, { kind: 'life-cycle.reason', customer, ownerId, departmentKey: 'market' });
}
