import { dayNumber, isoDate } from '../calendar/local-date.js';
import { localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { isWorkingDay } from '../calendar/working-time.js';
import { UserError } from '../slack/user-error.js';

/** Tomorrow up to the next working day: nobody is at work in between to be told. `YYYY-MM-DD` */
export function daysAhead(calendar: WorkCalendar, today: string): string[] {
  const day = dayNumber(today);
  const ahead = [isoDate(day + 1)];
  while (ahead.length < 31 && !isWorkingDay(calendar, ahead.at(-1) ?? '')) {
    ahead.push(isoDate(day + 1 + ahead.length));
  }
  return ahead;
}

const earliestBirthday = '1900-01-01';

/**
 * Refuses a birthday that cannot be: later than today anywhere on earth, or before 1900. `YYYY-MM-DD`, empty for none.
 * @throws UserError customerBirthday
 */
export function checkBirthday(birthday: string | undefined, now: Date): void {
  if (!birthday) return;
  if (birthday < earliestBirthday || birthday > localDate('Pacific/Kiritimati', now)) {
    throw new UserError('customerBirthday', undefined, { field: 'birthday' });
  }
}

/** The birthdays (`MM-DD`) that are kept on these days: those of 29 February on 1 March in other years. */
export function birthdaysOf(days: readonly string[]): string[] {
  return days.flatMap((day) => {
    const monthDay = day.slice(5);
    const leap = new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCMonth() === 1;
    return monthDay === '03-01' && !leap ? ['02-29', monthDay] : [monthDay];
  });
}
