import { nextLocalTime } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingDays, addWorkingMinutes, nextWorkingInstant } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import type { Customer, Tx, VipGroup, VipMembership } from '../db/types.js';
import type { LadderStep } from '../duties/ladder.js';
import { openDuty } from '../duties/open-duty.js';
import { wantCard } from '../outbox/cards.js';
import { deskOf } from '../people/desk.js';
import { may } from '../people/may.js';
import { departmentByKey } from '../people/queries.js';
import type { Numbers } from '../settings/numbers.js';
import { UserError } from '../slack/user-error.js';
import { advance } from './advance.js';
import { completeJoin } from './complete-join.js';
import { belongsInGroup } from './membership.js';
import { membershipOf, vipGroup } from './queries.js';

/**
 * Asks for a customer to be brought into the group who was funded before anybody was asked
 * (docs/processes.md#vip-group).
 * @throws UserError customerNotFound, notAllowed, vipNoGroup, vipNotFunded
 */
export function askToJoin(
  ctx: Context,
  { customerId }: { customerId: string },
): Promise<{ customerId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const department = await departmentByKey(tx, { workspaceId, key: 'tech' });
    const affair = { ...(await customerAffair(tx, { customer, now })), department };
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'vip.invite', affair)) {
      throw new UserError('notAllowed');
    }
    if (!belongsInGroup(customer.stage)) throw new UserError('vipNotFunded', { name: customer.name });
    if (!(await vipGroup(tx, { workspaceId }))) throw new UserError('vipNoGroup');
    await want(tx, ctx, { customer });
    return { customerId };
  });
}

/**
 * A customer should be in the group: two duties, reminders and a card, in the caller's transaction. Who is in it
 * already has joined. Without a group it is kept until one is set up: until then the account manager tells the
 * customer, and the lead of Tech hears what to set.
 */
export async function want(
  tx: Tx,
  ctx: Context,
  { customer, evenIfSeen = true }: { customer: Customer; evenIfSeen?: boolean },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const known = await membershipOf(tx, { workspaceId, customerId: customer.id });
  const membership = known
    ? ((await advance(tx, ctx, { membership: known, event: 'want' })) ?? known)
    : await tx.vipMembership.create({
        data: { workspaceId, customerId: customer.id, state: 'wanted', wantedAt: now },
      });
  const group = await vipGroup(tx, { workspaceId });
  if (membership.state !== 'wanted' && membership.state !== 'invited') return;
  if (!group) {
    await askWithoutGroup(tx, ctx, { membership, customer });
    return;
  }
  if (evenIfSeen && group.kind === 'slack' && membership.slackUserId) {
    const { slackUserId } = membership;
    const where = { workspaceId_slackUserId: { workspaceId, slackUserId } };
    if (await tx.vipPresence.findUnique({ where })) {
      await completeJoin(tx, ctx, { membership, customer });
      return;
    }
  }
  await openJoining(tx, ctx, { membership, customer, group });
}

/** Opens what is owed for a membership that is wanted or invited, and shows its card. Says it once. */
export async function openJoining(
  tx: Tx,
  ctx: Context,
  { membership, customer, group }: { membership: VipMembership; customer: Customer; group: VipGroup },
): Promise<void> {
  const subject = { type: 'vip', id: membership.id };
  if (membership.state === 'wanted') {
    await openOne(tx, ctx, { kind: 'vip.invite', subject, customer, ...inviterOf(customer) });
  }
  const { keeperId } = group;
  await openOne(tx, ctx, { kind: 'vip.add', subject, customer, ownerId: keeperId, departmentKey: 'tech' });
  await wantCard(tx, ctx, { kind: 'vip', subjectId: membership.id, channelId: group.cardsChannelId });
}

const inviterOf = ({ accountManagerId, serviceSpecialistId }: Customer) => ({
  ownerId: accountManagerId ?? serviceSpecialistId,
  departmentKey: 'market',
});

async function askWithoutGroup(
  tx: Tx,
  ctx: Context,
  { membership, customer }: { membership: VipMembership; customer: Customer },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const subject = { type: 'vip', id: membership.id };
  await openOne(tx, ctx, { kind: 'vip.tell', subject, customer, ...inviterOf(customer) });
  const desk = await deskOf(tx, { workspaceId, ownerId: null, departmentKey: 'tech' });
  await openDuty(tx, ctx, {
    kind: setUpDuty,
    key: setUpDuty,
    subject: { type: 'workspace', id: workspaceId },
    departmentId: desk.departmentId,
    dueAt: addWorkingDays(desk.calendar, now, desk.numbers.vipLeadDays),
    ladder: [{ rung: 'asked', at: now }],
  });
}

/** No group is set up although somebody is funded: said once, to the lead of Tech. */
export const setUpDuty = 'vip.set-up';

async function openOne(
  tx: Tx,
  ctx: Context,
  {
    kind,
    subject,
    customer,
    ownerId,
    departmentKey,
  }: {
    kind: 'vip.invite' | 'vip.add' | 'vip.tell';
    subject: { type: string; id: string };
    customer: Customer;
    ownerId: string | null;
    departmentKey: string;
  },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const desk = await deskOf(tx, { workspaceId, ownerId, departmentKey });
  const ladder = joiningLadder(desk, now);
  await openDuty(tx, ctx, {
    kind,
    key: `${kind}:${subject.id}`,
    subject,
    customerId: customer.id,
    departmentId: desk.departmentId,
    ownerId,
    dueAt: ladder[1]?.at ?? now,
    ladder,
  });
}

/** At once, after some working hours (usually 4), then each working day; the lead after the second day. */
export function joiningLadder(
  { calendar, numbers }: { calendar: WorkCalendar; numbers: Numbers },
  from: Date,
): LadderStep[] {
  const due = addWorkingMinutes(calendar, from, numbers.vipRemindHours * 60);
  const midnight = nextLocalTime(calendar.timeZone, due, '00:00');
  return [
    { rung: 'asked', at: from },
    { rung: 'due', at: due },
    { rung: 'daily', at: nextWorkingInstant(calendar, midnight) },
    { rung: 'lead', at: addWorkingDays(calendar, from, numbers.vipLeadDays) },
  ];
}
