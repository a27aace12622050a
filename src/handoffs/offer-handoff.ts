import type { Context } from '../context.js';
import { columnOfRole, departmentOfRole, type OwnerRole, ownerOf, ownersOf } from '../customers/customer.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Customer, Department, Handoff, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import { wantCard } from '../outbox/cards.js';
import { type Affair, may } from '../people/may.js';
import { notYetColleague, withChannel } from '../people/need.js';
import { departmentKeys, type Person } from '../people/person.js';
import { departmentById, staffById, staffByIds } from '../people/queries.js';
import { workRules } from '../people/work-calendar.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { decideHandoff } from './decide.js';
import { rollOnInstants } from './handoff.js';
import { bouncesOf, openHandoff } from './queries.js';
import { takeOver } from './take-over.js';

/**
 * Offers one owner role of a customer to another department, or to a named colleague of the same one, whose lead may
 * assign it at once (docs/processes.md#handoffs). The sender stays the
 * owner until it is accepted; for a first owner the sender keeps the duty. It rolls on by itself: the receiving
 * lead is told after 4 working hours, after 8 it is assigned by balance.
 * @throws UserError notAllowed, setupOwnDepartment, customerNotFound, handoffDepartmentGone, setupChannel,
 *   handoffColleagueMissing, handoffColleagueElsewhere, handoffAlreadyTheirs, handoffRoleElsewhere,
 *   handoffAlreadyOffered, handoffPurposeMissing
 */
export function offerHandoff(
  ctx: Context,
  params: {
    customerId: string;
    ownerRole: OwnerRole;
    toDepartmentId: string;
    /** Within the sender's own department: whom it is offered to. */
    toStaffId?: string | null;
    /** A lead assigns it to that colleague without asking. */
    atOnce?: boolean;
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
    const toStaffId =
      to.id === department.id
        ? await needColleague(tx, { workspaceId, sender, department: to, ownerId, ...params })
        : null;
    if (!toStaffId && params.toStaffId) {
      throw new UserError('handoffColleagueElsewhere', undefined, { field: 'colleague' });
    }
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
      to: { departmentId: to.id, channelId, staffId: toStaffId },
      purpose,
      checklist: params.checklist,
      promises: params.promises.trim(),
    });
    if (toStaffId && params.atOnce) {
      const data = { newOwnerId: toStaffId };
      const decided = await decideHandoff(tx, ctx, { handoff, event: 'accept', data });
      await takeOver(tx, ctx, { handoff: decided, newOwnerId: toStaffId });
    }
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
 * Whom a role passes to within a department: nobody takes a customer from a colleague but by the owner's or the lead's
 * wish.
 */
async function needColleague(
  tx: Tx,
  {
    workspaceId,
    sender,
    department,
    ownerId,
    toStaffId = null,
    atOnce = false,
  }: {
    workspaceId: string;
    sender: Person;
    department: Department;
    ownerId: string | null;
    toStaffId?: string | null;
    atOnce?: boolean;
  },
): Promise<string> {
  const field = 'colleague';
  if (!may(sender, 'handoff.pass-on', { department, ownerIds: [ownerId] })) throw new UserError('notAllowed');
  if (atOnce && !may(sender, 'handoff.assign', { department })) throw new UserError('notAllowed');
  if (!toStaffId) throw new UserError('handoffColleagueMissing', undefined, { field });
  const colleague = await staffById(tx, { workspaceId, staffId: toStaffId });
  if (!colleague?.active || colleague.departmentId !== department.id) {
    throw new UserError('handoffColleagueElsewhere', undefined, { field });
  }
  if (colleague.id === ownerId)
    throw new UserError('handoffAlreadyTheirs', { name: colleague.name }, { field });
  return colleague.id;
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
    to: { departmentId: string; channelId: string; staffId?: string | null };
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
      toStaffId: to.staffId ?? null,
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
      ...(to.staffId ? { toStaffId: to.staffId } : {}),
      [columnOfRole[ownerRole]]: ownerId,
    },
  });
  await openDuty(tx, ctx, {
    kind: 'handoff.accept',
    key: `handoff.accept:${handoff.id}`,
    subject,
    customerId,
    departmentId: to.departmentId,
    ownerId: to.staffId ?? null,
    dueAt: assignAt,
    ladder: [
      ...(to.staffId ? [{ rung: 'asked', at: now }] : []),
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
