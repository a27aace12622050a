import { localDate } from '../calendar/local-time.js';
import { isWorkingDay } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { birthdaysOf, daysAhead } from '../customers/birthdays.js';
import { keyAccountBirthdays } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { workCalendar } from '../people/work-calendar.js';
import { planCall } from './plan-call.js';

/** More key accounts are not born on a weekend. */
const most = 500;

/**
 * Key accounts are greeted one day before their birthday; over a weekend or holiday, on the last working day before
 * (docs/processes.md#callbacks). For the morning of each day: does nothing when nobody works.
 */
export function planBirthdays(ctx: Context): Promise<{ planned: number }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const calendar = await workCalendar(tx, { workspaceId, departmentId: null });
    const today = localDate(calendar.timeZone, now);
    if (!isWorkingDay(calendar, today)) return { planned: 0 };
    const days = birthdaysOf(daysAhead(calendar, today));
    const customers = await keyAccountBirthdays(tx, { workspaceId, days, limit: most });
    for (const customer of customers) await planCall(tx, ctx, { customer, kind: 'birthday', at: now });
    return { planned: customers.length };
  });
}
