import { instantAt, localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Callback, Customer, Tx } from '../db/types.js';
import type { LadderStep } from '../duties/ladder.js';
import { openDuty } from '../duties/open-duty.js';
import { setDutyOwner } from '../duties/set-owner.js';
import { deskOf } from '../people/desk.js';
import type { Numbers } from '../settings/numbers.js';
import { callSlot, type PlannedKind, workingFrom } from './callback.js';

/** Who calls a customer: Service, else who manages the account, else the technical guide. */
export function callerOf(
  customer: Pick<Customer, 'serviceSpecialistId' | 'accountManagerId' | 'technicalGuideId'>,
): string | null {
  return customer.serviceSpecialistId ?? customer.accountManagerId ?? customer.technicalGuideId;
}

/**
 * Plans a call in the caller's transaction, with the duty of whoever calls; never in the customer's rest hours:
 * put off to the next allowed time (docs/processes.md#callbacks). One of each kind is planned at a time: a second
 * is answered with the first.
 */
export async function planCall(
  tx: Tx,
  ctx: Context,
  {
    customer,
    kind,
    at,
    attempt = 1,
    agreed = false,
  }: {
    customer: Customer;
    kind: PlannedKind;
    /** or how to tell it from the workspace's numbers */
    at: Date | ((numbers: Numbers) => Date);
    attempt?: number;
    /** The customer named the time: it stands as it is */
    agreed?: boolean;
  },
): Promise<Callback> {
  const { workspaceId, now } = ctx;
  const customerId = customer.id;
  const planned = await tx.callback.findFirst({ where: { workspaceId, customerId, kind, state: 'planned' } });
  if (planned) return planned;
  const { ownerId, departmentId, calendar, numbers } = await callingDesk(tx, ctx, customer);
  const asked = typeof at === 'function' ? at(numbers) : at;
  const wanted = asked < now ? now : asked;
  const plannedAt = agreed ? wanted : callSlot({ calendar, numbers, at: wanted });
  const call = await tx.callback.create({
    data: {
      workspaceId,
      customerId,
      kind,
      attempt,
      plannedAt,
      movedFrom: plannedAt.getTime() === wanted.getTime() ? null : wanted,
    },
  });
  await openDuty(tx, ctx, {
    kind: `callback.${kind}`,
    key: `callback:${call.id}`,
    subject: { type: 'customer', id: customerId },
    customerId,
    departmentId,
    ownerId,
    dueAt: plannedAt,
    ladder: [
      ...(agreed ? morningOf(calendar, { at: plannedAt, now }) : []),
      { rung: 'due', at: plannedAt },
      { rung: 'lead', at: addWorkingDays(calendar, plannedAt, numbers.callLeadDays) },
    ],
  });
  return call;
}

/** An agreed time may lie outside working hours: whoever calls hears of it when that day's work begins. */
function morningOf(calendar: WorkCalendar, { at, now }: { at: Date; now: Date }): LadderStep[] {
  const day = localDate(calendar.timeZone, at);
  const morning = workingFrom(calendar, instantAt(calendar.timeZone, day, '00:00'));
  return morning && morning > now && morning < at ? [{ rung: 'before', at: morning }] : [];
}

/** Who calls, for which department, when that works, and by which numbers. */
export async function callingDesk(
  tx: Tx,
  { workspaceId }: Context,
  customer: Customer,
): Promise<{
  ownerId: string | null;
  departmentId: string | null;
  calendar: WorkCalendar;
  numbers: Numbers;
}> {
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
