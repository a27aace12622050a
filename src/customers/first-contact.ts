import { addCalendarDays } from '../calendar/local-time.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import { openDuty } from '../duties/open-duty.js';
import { workCalendar } from '../people/work-calendar.js';

/** First contact within one week of assignment, with a complete record (docs/processes.md#customers). */
export async function openFirstContactDuty(
  tx: Tx,
  ctx: Context,
  { customer }: { customer: Customer },
): Promise<void> {
  const ownerId = customer.accountManagerId ?? customer.serviceSpecialistId;
  if (!ownerId || customer.stage !== 'lead') return;
  const calendar = await workCalendar(tx, { workspaceId: ctx.workspaceId, departmentId: null });
  const dueAt = addCalendarDays(calendar.timeZone, ctx.now, 7);
  await openDuty(tx, ctx, {
    kind: 'customer.first-contact',
    key: `customer.first-contact:${customer.id}`,
    subject: { type: 'customer', id: customer.id },
    customerId: customer.id,
    ownerId,
    dueAt,
    ladder: [
      { rung: 'before', at: addWorkingDays(calendar, ctx.now, 3) },
      { rung: 'due', at: dueAt },
      { rung: 'lead', at: addWorkingDays(calendar, dueAt, 1) },
    ],
  });
}
