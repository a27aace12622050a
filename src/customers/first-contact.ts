import { workingDaysAfterDeadline } from '../calendar/deadline.js';
import { addCalendarDays } from '../calendar/local-time.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { newId } from '../db/insert-many.js';
import type { Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openNewDuties } from '../duties/open-duty.js';
import { workRules } from '../people/work-calendar.js';
import type { OwnerRole, Owners } from './customer.js';

const kind = 'customer.first-contact';

/**
 * First contact within one week of each assignment, or what the company set (docs/processes.md#customers): owed by the
 * service specialist; as long as there is none, by the account manager. What a former owner owed is closed. The same few
 * statements for one customer and for a hundred.
 * @param role the role that was given to somebody; null: the customers are new
 */
export async function openFirstContacts(
  tx: Tx,
  ctx: Context,
  { customers, role }: { customers: readonly (Owners & { id: string })[]; role: OwnerRole | null },
): Promise<void> {
  const owed = customers.flatMap((customer) => {
    const specialist = role === null || role === 'service-specialist' ? customer.serviceSpecialistId : null;
    const stillNone = !customer.serviceSpecialistId && role !== 'technical-guide';
    const ownerId = specialist ?? (stillNone ? customer.accountManagerId : null);
    return ownerId ? [{ id: customer.id, ownerId }] : [];
  });
  if (owed.length === 0) return;
  if (role !== null) {
    const subject = { type: 'customer', id: owed.map(({ id }) => id) };
    await closeDuties(tx, ctx, { subject, kind, outcome: 'cancelled' });
  }
  const { calendar, numbers } = await workRules(tx, { workspaceId: ctx.workspaceId, departmentId: null });
  const dueAt = addCalendarDays(calendar.timeZone, ctx.now, numbers.firstContactDays);
  const remindAt = addWorkingDays(calendar, ctx.now, numbers.firstContactReminderDays);
  const ladder = [
    ...(remindAt < dueAt ? [{ rung: 'before', at: remindAt }] : []),
    { rung: 'due', at: dueAt },
    { rung: 'lead', at: workingDaysAfterDeadline(calendar, dueAt, numbers.firstContactLeadDays) },
  ];
  await openNewDuties(
    tx,
    ctx,
    owed.map(({ id, ownerId }) => ({
      kind,
      // One for each assignment: the customer may come back to somebody who had them before.
      key: `${kind}:${id}:${newId()}`,
      subject: { type: 'customer', id },
      customerId: id,
      ownerId,
      dueAt,
      ladder,
    })),
  );
}
