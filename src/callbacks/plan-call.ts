import { addCalendarDays, instantAt, localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { insertMany, newId } from '../db/insert-many.js';
import type { Callback, Customer, Duty, Tx } from '../db/types.js';
import { type NewDuty, openDuty, openNewDuties } from '../duties/open-duty.js';
import { setDutyOwner } from '../duties/set-owner.js';
import { type Desk, deskOf, desksOf } from '../people/desk.js';
import type { Numbers } from '../settings/numbers.js';
import { type CallSlot, lastSlotWithin, nextSlot, type PlannedKind, workingFrom } from './callback.js';
import { notByOf, storedNotBy } from './not-by.js';

type Caller = Pick<Customer, 'serviceSpecialistId' | 'accountManagerId' | 'technicalGuideId'>;

/** Who calls a customer: Service, else who manages the account, else the technical guide. */
export function callerOf(customer: Caller, notBy: readonly string[] = []): string | null {
  const { serviceSpecialistId, accountManagerId, technicalGuideId } = customer;
  return (
    [serviceSpecialistId, accountManagerId, technicalGuideId].find((id) => id && !notBy.includes(id)) ?? null
  );
}

/** When a call is wanted. */
export type When =
  /** within so many days, told by the workspace's numbers: in the last slot inside the term */
  | { withinDays: (numbers: Numbers) => number; since: Date }
  /** in the first slot from then on */
  | { from: Date }
  /** the customer named the time: it stands as it is */
  | { agreed: Date };

/** A call to be planned. */
interface Wanted {
  customer: Caller & Pick<Customer, 'id'>;
  when: When;
  attempt?: number;
  /** Staff who are not to make this call. */
  notBy?: readonly string[];
}

/**
 * Plans a call in the caller's transaction, with the duty of whoever calls, due by the end of its slot: never in the
 * customer's rest hours, and inside the term where there is one (docs/processes.md#callbacks). One of each kind is
 * planned at a time: a second is answered with the first.
 */
export async function planCall(
  tx: Tx,
  ctx: Context,
  { kind, ...wanted }: Wanted & { kind: PlannedKind },
): Promise<Callback> {
  const { workspaceId } = ctx;
  const customerId = wanted.customer.id;
  const planned = await tx.callback.findFirst({ where: { workspaceId, customerId, kind, state: 'planned' } });
  if (planned) return keptFrom(tx, ctx, { planned, wanted });
  const desk = await callingDesk(tx, ctx, wanted.customer, wanted.notBy);
  const { duty, ...data } = callOf(ctx, { kind, wanted, desk });
  const call = await tx.callback.create({ data });
  await openDuty(tx, ctx, duty(call.id));
  return call;
}

/**
 * The same for many customers, for whom a call of this kind is planned unless one is: the same few statements,
 * however many they are. Answers how many were planned.
 */
export async function planCalls(
  tx: Tx,
  ctx: Context,
  { kind, calls }: { kind: PlannedKind; calls: readonly Wanted[] },
): Promise<number> {
  if (calls.length === 0) return 0;
  const { workspaceId } = ctx;
  const customerId = { in: calls.map(({ customer }) => customer.id) };
  const planned = await tx.callback.findMany({
    where: { workspaceId, customerId, kind, state: 'planned' },
    select: { customerId: true },
  });
  const known = new Set(planned.map((call) => call.customerId));
  const lacking = calls.filter(({ customer }) => !known.has(customer.id));
  const ownerIds = lacking.map(({ customer, notBy }) => callerOf(customer, notBy));
  const desks = await desksOf(tx, { workspaceId, ownerIds, departmentKey: 'service' });
  const rows = lacking.map((wanted) => {
    const ownerId = callerOf(wanted.customer, wanted.notBy);
    return { id: newId(), ...callOf(ctx, { kind, wanted, desk: { ownerId, ...desks(ownerId) } }) };
  });
  await insertMany(
    tx,
    'Callback',
    rows.map(({ duty: _, ...row }) => row),
  );
  await openNewDuties(
    tx,
    ctx,
    rows.map(({ id, duty }) => duty(id)),
  );
  return rows.length;
}

/** A planned call that others, too, are not to make now; if one of them had it, somebody else has. */
async function keptFrom(
  tx: Tx,
  ctx: Context,
  { planned, wanted: { customer, notBy = [] } }: { planned: Callback; wanted: Wanted },
): Promise<Callback> {
  const before = notByOf(planned);
  if (notBy.every((id) => before.includes(id))) return planned;
  const call = await tx.callback.update({
    where: { id: planned.id },
    data: { notBy: storedNotBy([...before, ...notBy]) },
  });
  await giveTo(tx, ctx, {
    customer,
    calls: [call],
    to: (duty) => notByOf(call).includes(duty.ownerId ?? ''),
  });
  return call;
}

/** The row of a call, and its duty once it has an id. */
function callOf(
  { workspaceId, now }: Context,
  { kind, wanted, desk }: { kind: PlannedKind; wanted: Wanted; desk: CallingDesk },
) {
  const { customer, when, attempt = 1, notBy = [] } = wanted;
  const { ownerId, departmentId, calendar, numbers } = desk;
  const { start, end, movedFrom } = slotFor(when, { calendar, numbers, now });
  const remindAt =
    'agreed' in when
      ? workingFrom(calendar, midnightOf(calendar, start))
      : nextSlot({ calendar, numbers, from: midnightOf(calendar, start) }).start;
  const remind = [remindAt, start].find((one) => one && one > now && one < end);
  return {
    workspaceId,
    customerId: customer.id,
    kind,
    attempt,
    plannedAt: start,
    movedFrom,
    notBy: storedNotBy(notBy),
    duty: (callId: string): NewDuty => ({
      kind: `callback.${kind}`,
      key: `callback:${callId}`,
      subject: { type: 'customer', id: customer.id },
      customerId: customer.id,
      departmentId,
      ownerId,
      dueAt: end,
      ladder: [
        ...(remind ? [{ rung: 'before', at: remind }] : []),
        { rung: 'due', at: end },
        { rung: 'lead', at: addWorkingDays(calendar, end, numbers.callLeadDays) },
      ],
    }),
  };
}

/** When a call is to be made, and which time it had to leave. */
export function slotFor(
  when: When,
  { calendar, numbers, now }: { calendar: WorkCalendar; numbers: Numbers; now: Date },
): CallSlot & { movedFrom: Date | null } {
  if ('agreed' in when) {
    const at = later(when.agreed, now);
    return { start: at, end: at, movedFrom: null };
  }
  if ('from' in when) {
    const from = later(when.from, now);
    const slot = nextSlot({ calendar, numbers, from });
    return { ...slot, movedFrom: slot.start.getTime() === from.getTime() ? null : from };
  }
  const until = addCalendarDays(calendar.timeZone, when.since, when.withinDays(numbers));
  const inside = lastSlotWithin({ calendar, numbers, from: now, until });
  if (inside) return { ...inside, movedFrom: null };
  return { ...nextSlot({ calendar, numbers, from: later(until, now) }), movedFrom: until };
}

const later = (one: Date, other: Date) => (one < other ? other : one);

function midnightOf({ timeZone }: WorkCalendar, at: Date): Date {
  return instantAt(timeZone, localDate(timeZone, at), '00:00');
}

interface CallingDesk extends Desk {
  ownerId: string | null;
}

/** Who calls, for which department, when that works, and by which numbers. */
export async function callingDesk(
  tx: Tx,
  { workspaceId }: Context,
  customer: Caller,
  notBy?: readonly string[],
): Promise<CallingDesk> {
  const ownerId = callerOf(customer, notBy);
  return { ownerId, ...(await deskOf(tx, { workspaceId, ownerId, departmentKey: 'service' })) };
}

/** Service took a customer over: the calls that are planned are theirs from now on. */
export async function passCallsOn(tx: Tx, ctx: Context, { customer }: { customer: Customer }): Promise<void> {
  const { workspaceId } = ctx;
  const calls = await tx.callback.findMany({
    where: { workspaceId, customerId: customer.id, state: 'planned' },
  });
  await giveTo(tx, ctx, { customer, calls, to: () => true });
}

/** Gives the duties of these calls that are `to` go to whoever calls now. */
async function giveTo(
  tx: Tx,
  ctx: Context,
  {
    customer,
    calls,
    to,
  }: { customer: Wanted['customer']; calls: readonly Callback[]; to: (duty: Duty) => boolean },
): Promise<void> {
  const callOfKey = new Map(calls.map((call) => [`callback:${call.id}`, call]));
  const duties = await tx.duty.findMany({
    where: { workspaceId: ctx.workspaceId, customerId: customer.id, state: 'open' },
  });
  for (const duty of duties) {
    const call = callOfKey.get(duty.key);
    if (!call || !to(duty)) continue;
    const ownerId = callerOf(customer, notByOf(call));
    if (duty.ownerId !== ownerId) await setDutyOwner(tx, ctx, { duty, ownerId });
  }
}
