import { instantAt, localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { insertMany, newId } from '../db/insert-many.js';
import type { Callback, Customer, Tx } from '../db/types.js';
import type { LadderStep } from '../duties/ladder.js';
import { type NewDuty, openDuty, openNewDuties } from '../duties/open-duty.js';
import { setDutyOwner } from '../duties/set-owner.js';
import { type Desk, deskOf, desksOf } from '../people/desk.js';
import type { Numbers } from '../settings/numbers.js';
import { callSlot, type PlannedKind, workingFrom } from './callback.js';

type Caller = Pick<Customer, 'serviceSpecialistId' | 'accountManagerId' | 'technicalGuideId'>;

/** Who calls a customer: Service, else who manages the account, else the technical guide. */
export function callerOf(customer: Caller): string | null {
  return customer.serviceSpecialistId ?? customer.accountManagerId ?? customer.technicalGuideId;
}

/** A call to be planned. */
interface Wanted {
  customer: Caller & Pick<Customer, 'id'>;
  /** or how to tell it from the workspace's numbers */
  at: Date | ((numbers: Numbers) => Date);
  attempt?: number;
  /** The customer named the time: it stands as it is */
  agreed?: boolean;
}

/**
 * Plans a call in the caller's transaction, with the duty of whoever calls; never in the customer's rest hours:
 * put off to the next allowed time (docs/processes.md#callbacks). One of each kind is planned at a time: a second
 * is answered with the first.
 */
export async function planCall(
  tx: Tx,
  ctx: Context,
  { kind, ...wanted }: Wanted & { kind: PlannedKind },
): Promise<Callback> {
  const { workspaceId } = ctx;
  const customerId = wanted.customer.id;
  const planned = await tx.callback.findFirst({ where: { workspaceId, customerId, kind, state: 'planned' } });
  if (planned) return planned;
  const desk = await callingDesk(tx, ctx, wanted.customer);
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
  const ownerIds = lacking.map(({ customer }) => callerOf(customer));
  const desks = await desksOf(tx, { workspaceId, ownerIds, departmentKey: 'service' });
  const rows = lacking.map((wanted) => {
    const ownerId = callerOf(wanted.customer);
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

/** The row of a call, and its duty once it has an id. */
function callOf(
  { workspaceId, now }: Context,
  { kind, wanted, desk }: { kind: PlannedKind; wanted: Wanted; desk: CallingDesk },
) {
  const { customer, at, attempt = 1, agreed = false } = wanted;
  const { ownerId, departmentId, calendar, numbers } = desk;
  const asked = typeof at === 'function' ? at(numbers) : at;
  const from = asked < now ? now : asked;
  const plannedAt = agreed ? from : callSlot({ calendar, numbers, at: from });
  return {
    workspaceId,
    customerId: customer.id,
    kind,
    attempt,
    plannedAt,
    movedFrom: plannedAt.getTime() === from.getTime() ? null : from,
    duty: (callId: string): NewDuty => ({
      kind: `callback.${kind}`,
      key: `callback:${callId}`,
      subject: { type: 'customer', id: customer.id },
      customerId: customer.id,
      departmentId,
      ownerId,
      dueAt: plannedAt,
      ladder: [
        ...(agreed ? morningOf(calendar, { at: plannedAt, now }) : []),
        { rung: 'due', at: plannedAt },
        { rung: 'lead', at: addWorkingDays(calendar, plannedAt, numbers.callLeadDays) },
      ],
    }),
  };
}

/** An agreed time may lie outside working hours: whoever calls hears of it when that day's work begins. */
function morningOf(calendar: WorkCalendar, { at, now }: { at: Date; now: Date }): LadderStep[] {
  const day = localDate(calendar.timeZone, at);
  const morning = workingFrom(calendar, instantAt(calendar.timeZone, day, '00:00'));
  return morning && morning > now && morning < at ? [{ rung: 'before', at: morning }] : [];
}

interface CallingDesk extends Desk {
  ownerId: string | null;
}

/** Who calls, for which department, when that works, and by which numbers. */
export async function callingDesk(tx: Tx, { workspaceId }: Context, customer: Caller): Promise<CallingDesk> {
  const ownerId = callerOf(customer);
  return { ownerId, ...(await deskOf(tx, { workspaceId, ownerId, departmentKey: 'service' })) };
}

/** Service took a customer over: the calls that are planned are theirs from now on. */
export async function passCallsOn(tx: Tx, ctx: Context, { customer }: { customer: Customer }): Promise<void> {
  const { ownerId } = await callingDesk(tx, ctx, customer);
  const duties = await tx.duty.findMany({
    where: {
      workspaceId: ctx.workspaceId,
      customerId: customer.id,
      state: 'open',
      key: { startsWith: 'callback:' },
    },
  });
  for (const duty of duties) {
    if (duty.ownerId !== ownerId) await setDutyOwner(tx, ctx, { duty, ownerId });
  }
}
