import { localDate } from '../calendar/local-time.js';
import { isWorkingDay } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { birthdaysOf, daysAhead } from '../customers/birthdays.js';
import { keyAccountsBornOn } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { workCalendar } from '../people/work-calendar.js';
import { planCalls } from './plan-call.js';

/** So many calls are planned in one transaction. */
const pageSize = 100;

/**
 * Key accounts are greeted one day before their birthday; over a weekend or holiday, on the last working day before
 * (docs/processes.md#callbacks). For the morning of each day: does nothing when nobody works.
 */
export async function planBirthdays(ctx: Context): Promise<{ planned: number }> {
  const { workspaceId, services, now } = ctx;
  const calendar = await workCalendar(services.db.read, { workspaceId, departmentId: null });
  const today = localDate(calendar.timeZone, now);
  if (!isWorkingDay(calendar, today)) return { planned: 0 };
  let planned = 0;
  for (const day of birthdaysOf(daysAhead(calendar, today))) {
    let after: string | null = null;
    do {
      const page: { planned: number; next: string | null } = await planPage(ctx, { day, after });
      planned += page.planned;
      after = page.next;
    } while (after);
  }
  return { planned };
}

function planPage(
  ctx: Context,
  { day, after }: { day: string; after: string | null },
): Promise<{ planned: number; next: string | null }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customers = await keyAccountsBornOn(tx, { workspaceId, day, after, limit: pageSize });
    const calls = customers.map((customer) => ({ customer, when: { withinDays: () => 0, since: now } }));
    const planned = await planCalls(tx, ctx, { kind: 'birthday', calls });
    return { planned, next: customers.length === pageSize ? (customers.at(-1)?.id ?? null) : null };
  });
}
