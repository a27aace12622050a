import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { touchHomes } from '../outbox/homes.js';
import { UserError } from '../slack/user-error.js';

/**
 * Sets the hours of the day in which the one who asks wants reminders, `HH:mm`; both null for at any time. Urgent
 * matters do not wait for them.
 * @throws UserError notAllowed, reminderHoursHalf
 */
export function changeReminderHours(
  ctx: Context,
  { from, until }: { from: string | null; until: string | null },
): Promise<void> {
  return commit(ctx, async (tx) => {
    if (ctx.actor.type !== 'person') throw new UserError('notAllowed');
    const { staff } = ctx.actor;
    if ((from === null) !== (until === null) || (from !== null && from === until)) {
      throw new UserError('reminderHoursHalf', undefined, { field: 'until' });
    }
    const data = { remindFrom: from, remindUntil: until };
    await tx.staff.update({ where: { id: staff.id }, data, select: { id: true } });
    await record(tx, ctx, {
      subject: { type: 'staff', id: staff.id },
      event: 'staff.reminder-hours',
      before: { remindFrom: staff.remindFrom, remindUntil: staff.remindUntil },
      after: data,
    });
    await touchHomes(tx, ctx);
  });
}
