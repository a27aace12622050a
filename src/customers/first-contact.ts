import { workingDaysAfterDeadline } from '../calendar/deadline.js';
import { addCalendarDays } from '../calendar/local-time.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import { workRules } from '../people/work-calendar.js';

/**
 * First contact within one week of assignment (or what the company set), with a complete record
 * (docs/processes.md#customers). A new owner owes it anew; the former owner's is closed.
 */
export async function openFirstContactDuty(
  tx: Tx,
  ctx: Context,
  { customer, ownerId }: { customer: Customer; ownerId: string },
): Promise<void> {
  const subject = { type: 'customer', id: customer.id };
  await closeDuties(tx, ctx, { subject, kind: 'customer.first-contact', outcome: 'cancelled' });
  const { calendar, numbers } = await workRules(tx, { workspaceId: ctx.workspaceId, departmentId: null });
  const dueAt = addCalendarDays(calendar.timeZone, ctx.now, numbers.firstContactDays);
  const remindAt = addWorkingDays(calendar, ctx.now, numbers.firstContactReminderDays);
  await openDuty(tx, ctx, {
    kind: 'customer.first-contact',
    key: `customer.first-contact:${customer.id}:${ownerId}`,
    subject,
    customerId: customer.id,
    ownerId,
    dueAt,
    ladder: [
      ...(remindAt < dueAt ? [{ rung: 'before', at: remindAt }] : []),
      { rung: 'due', at: dueAt },
      { rung: 'lead', at: workingDaysAfterDeadline(calendar, dueAt, numbers.firstContactLeadDays) },
    ],
  });
}
