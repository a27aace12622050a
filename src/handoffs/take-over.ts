import type { Context } from '../context.js';
import { columnOfRole, type OwnerRole } from '../customers/customer.js';
import { openFirstContactDuty } from '../customers/first-contact.js';
import { record } from '../db/history.js';
import type { Handoff, Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';

/** The role passes to its new owner, who is told and owes the first contact. Runs in the deciding transaction. */
export async function takeOver(
  tx: Tx,
  ctx: Context,
  { handoff, newOwnerId }: { handoff: Handoff; newOwnerId: string },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const column = columnOfRole[handoff.ownerRole as OwnerRole];
  const before = await tx.customer.findFirst({
    where: { id: handoff.customerId, workspaceId },
    select: { [column]: true },
  });
  const customer = await tx.customer.update({
    where: { id: handoff.customerId },
    data: { [column]: newOwnerId, lastActivityAt: now },
  });
  await tx.staff.update({ where: { id: newOwnerId }, data: { lastAssignedAt: now }, select: { id: true } });
  await record(tx, ctx, {
    subject: { type: 'customer', id: handoff.customerId },
    event: 'customer.owner-changed',
    before: { [column]: before?.[column as keyof typeof before] ?? null },
    after: { [column]: newOwnerId, handoffId: handoff.id },
  });
  await openFirstContactDuty(tx, ctx, { customer, ownerId: newOwnerId });
  const decider = ctx.actor.type === 'person' ? ctx.actor.staff.id : null;
  if (decider !== newOwnerId) {
    await enqueue(tx, ctx, {
      key: `handoff.assigned:${handoff.id}`,
      destination: { staffId: newOwnerId },
      template: 'handoff.assigned',
      params: { handoffId: handoff.id },
    });
  }
}
