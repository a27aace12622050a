import { passCallsOn } from '../callbacks/plan-call.js';
import type { Context } from '../context.js';
import { columnOfRole, type OwnerRole, ownerOf, ownersOf } from '../customers/customer.js';
import { openFirstContacts } from '../customers/first-contact.js';
import { record } from '../db/history.js';
import type { Handoff, Tx } from '../db/types.js';
import { setDutyOwner } from '../duties/set-owner.js';
import { enqueue } from '../outbox/enqueue.js';
import { touchHomes } from '../outbox/homes.js';

/** The role passes to its new owner, who is told and owes the first contact. Runs in the deciding transaction. */
export async function takeOver(
  tx: Tx,
  ctx: Context,
  { handoff, newOwnerId }: { handoff: Handoff; newOwnerId: string },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const role = handoff.ownerRole as OwnerRole;
  const column = columnOfRole[role];
  const before = await tx.customer.findFirst({
    where: { id: handoff.customerId, workspaceId },
    select: { accountManagerId: true, serviceSpecialistId: true, technicalGuideId: true },
  });
  const formerOwner = before && ownerOf(before, role);
  const customer = await tx.customer.update({
    where: { id: handoff.customerId },
    data: { [column]: newOwnerId, lastActivityAt: now },
  });
  await tx.staff.update({ where: { id: newOwnerId }, data: { lastAssignedAt: now }, select: { id: true } });
  await record(tx, ctx, {
    subject: { type: 'customer', id: handoff.customerId },
    event: 'customer.owner-changed',
    before: { [column]: formerOwner },
    after: { [column]: newOwnerId, handoffId: handoff.id },
  });
  await touchHomes(tx, ctx, { staffIds: [formerOwner] });
  if (formerOwner && formerOwner !== newOwnerId && !ownersOf(customer).includes(formerOwner)) {
    await passDutiesOn(tx, ctx, { customerId: customer.id, from: formerOwner, to: newOwnerId });
  }
  await openFirstContacts(tx, ctx, { customers: [customer], role });
  if (handoff.ownerRole === 'service-specialist') await passCallsOn(tx, ctx, { customer });
  // Whoever held the role and hears of it in no other way: the offer may have come from a colleague.
  if (formerOwner && formerOwner !== newOwnerId && formerOwner !== handoff.fromStaffId) {
    await enqueue(tx, ctx, {
      key: `handoff.released:${handoff.id}`,
      destination: { staffId: formerOwner },
      template: 'handoff.outcome',
      params: { handoffId: handoff.id },
    });
  }
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

/** What follows the customer: steps of complaints and their own first contact stay with whom they were given to. */
async function passDutiesOn(
  tx: Tx,
  ctx: Context,
  { customerId, from, to }: { customerId: string; from: string; to: string },
): Promise<void> {
  const duties = await tx.duty.findMany({
    where: {
      workspaceId: ctx.workspaceId,
      customerId,
      ownerId: from,
      state: 'open',
      subjectType: { in: ['customer', 'vip'] },
      kind: { notIn: ['customer.first-contact', 'vip.add', 'vip.remove'] },
    },
  });
  for (const duty of duties) await setDutyOwner(tx, ctx, { duty, ownerId: to });
}
