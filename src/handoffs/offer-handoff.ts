import type { Context } from '../context.js';
import { columnOfRole, departmentOfRole, type OwnerRole, ownerOf, ownersOf } from '../customers/customer.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Customer, Handoff, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import { wantCard } from '../outbox/cards.js';
import { type Affair, may } from '../people/may.js';
import { notYetColleague, withChannel } from '../people/need.js';
import type { Person } from '../people/person.js';
import { departmentKeys } from '../people/person.js';
import { departmentById, staffByIds } from '../people/queries.js';
import { workRules } from '../people/work-calendar.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { rollOnInstants } from './handoff.js';
import { bouncesOf, openHandoff } from './queries.js';

/**
 * Offers one owner role of a customer to another department (docs/processes.md#handoffs). The sender stays the
 * owner until it is accepted; for a first owner the sender keeps the duty. It rolls on by itself: the receiving
 * lead is told after 4 working hours, after 8 it is assigned by balance.
 * @throws UserError notAllowed, setupOwnDepartment, customerNotFound, handoffDepartmentGone, setupChannel,
 *   handoffSameDepartment, handoffRoleElsewhere, handoffAlreadyOffered, handoffPurposeMissing
 */
export function offerHandoff(
  ctx: Context,
  params: {
    customerId: string;
    ownerRole: OwnerRole;
    toDepartmentId: string;
    purpose: string;
    checklist: readonly string[];
    promises: string;
  },
): Promise<{ handoffId: string; assignAt: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const { customerId, ownerRole } = params;
    await oncePerForm(tx, ctx);
    const sender = ctx.actor.type === 'person' ? ctx.actor.staff : null;
    // Locks the customer's row: of two who offer the same role at once, the second sees the first one's offer.
    await tx.customer.updateMany({ where: { id: customerId, workspaceId }, data: { workspaceId } });
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const owners = await staffByIds(tx, { workspaceId, staffIds: ownersOf(customer) });
    const ownerId = ownerOf(customer, ownerRole);
    const from = (ownerId ? owners.get(ownerId)?.department : null) ?? sender?.department ?? null;
    if (!sender) throw new UserError('notAllowed');
    if (!from) throw notYetColleague(sender);
    const department = sender.department ?? from;
    const ownerDepartments = [...owners.values()].flatMap((owner) => owner.department ?? []);
    if (!mayOfferCustomer(sender, { ownerIds: ownersOf(customer), ownerDepartments })) {
      throw new UserError('notAllowed');
    }

    const to = await departmentById(tx, { workspaceId, departmentId: params.toDepartmentId });
    if (!to) throw new UserError('handoffDepartmentGone', undefined, { field: 'department' });
    const { channelId } = withChannel(to);
    if (to.id === department.id)
      throw new UserError('handoffSameDepartment', undefined, { field: 'department' });
    // A standard department takes over the role that is its own; a company's own departments take any.
    if (departmentKeys.some((key) => key === to.key) && departmentOfRole[ownerRole] !== to.key) {
      throw new UserError('handoffRoleElsewhere', { role: ownerRole }, { field: 'department' });
    }
    const purpose = params.purpose.trim();
    if (!purpose) throw new UserError('handoffPurposeMissing', undefined, { field: 'purpose' });
    if (await openHandoff(tx, { workspaceId, customerId, ownerRole })) {
      throw new UserError('handoffAlreadyOffered', { name: customer.name }, { field: 'role' });
    }

    const handoff = await createOffer(tx, ctx, {
      customer,
      ownerRole,
      from: { departmentId: department.id, staffId: sender.id },
      to: { departmentId: to.id, channelId },
      purpose,
      checklist: params.checklist,
      promises: params.promises.trim(),
    });
    return { handoffId: handoff.id, assignAt: handoff.assignAt.toISOString() };
  });
}

/** Owners and their colleagues: whoever takes the role over sees the customer's contacts. */
export function mayOfferCustomer(sender: Person, { ownerIds = [], ownerDepartments = [] }: Affair): boolean {
  return [...ownerDepartments, null].some((department) =>
    may(sender, 'handoff.offer', { ownerIds, department }),
  );
}

/**
 * The offer itself, in the caller's transaction, which has seen to it that it is allowed and that none waits for
 * an answer yet. What an account just opened hands over by itself is made here too.
 */
export async function createOffer(
  tx: Tx,
  ctx: Context,
  {
    customer,
    ownerRole,
    from,
    to,
    purpose,
    checklist,
    promises,
  }: {
    customer: Customer;
    ownerRole: OwnerRole;
    from: { departmentId: string; staffId: string };
    to: { departmentId: string; channelId: string };
    purpose: string;
    checklist: readonly string[];
    promises: string;
  },
): Promise<Handoff> {
  const { workspaceId, now } = ctx;
  const customerId = customer.id;
  const ownerId = ownerOf(customer, ownerRole);
  const rules = await workRules(tx, { workspaceId, departmentId: to.departmentId });
  const { tellLeadAt, assignAt } = rollOnInstants(rules, now);
  const handoff = await tx.handoff.create({
    data: {
      workspaceId,
      customerId,
      ownerRole,
      fromDepartmentId: from.departmentId,
      fromStaffId: from.staffId,
      toDepartmentId: to.departmentId,
      purpose,
      checklist: JSON.stringify(checklist),
      promises,
      state: 'offered',
      bounces: await bouncesOf(tx, { workspaceId, customerId, ownerRole }),
      offeredAt: now,
      tellLeadAt,
      assignAt,
    },
  });
  const subject = { type: 'handoff', id: handoff.id };
  await record(tx, ctx, {
    subject,
    event: 'handoff.offered',
    after: {
      customerId,
      ownerRole,
      from: from.departmentId,
      to: to.departmentId,
      [columnOfRole[ownerRole]]: ownerId,
    },
  });
  await openDuty(tx, ctx, {
    kind: 'handoff.accept',
    key: `handoff.accept:${handoff.id}`,
    subject,
    customerId,
    departmentId: to.departmentId,
    dueAt: assignAt,
    ladder: [
      { rung: 'lead', at: tellLeadAt },
      { rung: 'assign', at: assignAt },
    ],
  });
  // Somebody must look after the customer while the offer lies: the sender, visibly.
  await openDuty(tx, ctx, {
    kind: 'handoff.keep',
    key: `handoff.keep:${handoff.id}`,
    subject,
    customerId,
    ownerId: ownerId ?? from.staffId,
    dueAt: assignAt,
    ladder: [],
  });
  // Whatever an earlier return left to decide is decided by offering anew.
  await closeDuties(tx, ctx, {
    subject: { type: 'customer', id: customerId },
    kind: 'handoff.returned',
    outcome: 'done',
  });
  if (ownerRole === 'service-specialist') {
    await closeDuties(tx, ctx, { key: `handoff.papers:${customerId}`, outcome: 'done' });
  }
  await wantCard(tx, ctx, { kind: 'handoff', subjectId: handoff.id, channelId: to.channelId });
  return handoff;
}
