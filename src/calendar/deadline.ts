import { addCalendarDays } from './local-time.js';
import type { WorkCalendar } from './types.js';
import { addWorkingDays, addWorkingMinutes } from './working-time.js';

/** `hours` are hours of the clock; hours may be fractions, days are whole. */
export interface DeadlinePolicy {
  amount: number;
  unit: 'working-hours' | 'working-days' | 'calendar-days' | 'hours';
}

/**
 * By when something that began at `from` is due (`docs/processes.md#complaints`): working hours run in `cal`'s
 * working time, working days end at close of business, calendar days at the local midnight that ends them.
 * Which calendar applies is the caller's choice: a department's for hours, the workspace's for days.
 * @throws NoWorkingTimeError when a year of `cal` has no working time
 * @throws RangeError when the amount is negative, not finite, or a fraction of a day
 */
export function deadline(cal: WorkCalendar, policy: DeadlinePolicy, from: Date): Date {
  switch (policy.unit) {
    case 'working-hours':
      return addWorkingMinutes(cal, from, policy.amount * 60);
    case 'working-days':
      return addWorkingDays(cal, from, policy.amount);
    case 'calendar-days':
      return addCalendarDays(cal.timeZone, from, policy.amount);
    case 'hours':
      if (!(policy.amount >= 0 && policy.amount < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`Not a number of hours: ${policy.amount}`);
      }
      return new Date(from.getTime() + Math.round(policy.amount * 3_600_000));
  }
}

/**
 * Close of business of the n-th working day after a deadline. A deadline at midnight belongs to the day that it
 * ends: one working day after the end of Thursday is Friday's close.
 * @throws NoWorkingTimeError, RangeError as addWorkingDays does
 */
export function workingDaysAfterDeadline(cal: WorkCalendar, dueAt: Date, n: number): Date {
  return addWorkingDays(cal, new Date(dueAt.getTime() - 1), n);
}
