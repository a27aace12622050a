import { dayNumber, isoDate } from '../calendar/local-date.js';
import type { WorkCalendar } from '../calendar/types.js';
import { isWorkingDay } from '../calendar/working-time.js';

/** Tomorrow up to the next working day: nobody is at work in between to be told. `YYYY-MM-DD` */
export function daysAhead(calendar: WorkCalendar, today: string): string[] {
  const day = dayNumber(today);
  const ahead = [isoDate(day + 1)];
  while (ahead.length < 31 && !isWorkingDay(calendar, ahead.at(-1) ?? '')) {
    ahead.push(isoDate(day + 1 + ahead.length));
  }
  return ahead;
}

/** The birthdays (`MM-DD`) that are kept on these days: those of 29 February on 1 March in other years. */
export function birthdaysOf(days: readonly string[]): string[] {
  return days.flatMap((day) => {
    const monthDay = day.slice(5);
    const leap = new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCMonth() === 1;
    return monthDay === '03-01' && !leap ? ['02-29', monthDay] : [monthDay];
  });
}
