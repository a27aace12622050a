import { dayNumber, isoDate } from '../calendar/local-date.js';
import { instantAt, localDate, nextLocalTime } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { isWorkingDay } from '../calendar/working-time.js';
import { daysAhead } from '../customers/birthdays.js';

/** No break between working days is longer. */
const longestBreakDays = 400;

/** The first digest strictly after an instant: on a working day, at its local time; null when there are no such days. */
export function nextDigestAt(
  calendar: WorkCalendar,
  { time, after }: { time: string; after: Date },
): Date | null {
  let at = nextLocalTime(calendar.timeZone, after, time);
  for (let days = 0; days < longestBreakDays; days++) {
    if (isWorkingDay(calendar, localDate(calendar.timeZone, at))) return at;
    at = nextLocalTime(calendar.timeZone, at, time);
  }
  return null;
}

/** What a digest of a local day looks back and forward to. */
export interface DigestDays {
  today: string;
  /** From the beginning of the last working day before today to the beginning of today. */
  since: string;
  from: Date;
  to: Date;
  /** The end of today. */
  tomorrow: Date;
  /** Today's tomorrow up to the next working day: nobody reads a digest in between. `YYYY-MM-DD` */
  ahead: string[];
}

export function digestDays(calendar: WorkCalendar, now: Date): DigestDays {
  const { timeZone } = calendar;
  const today = localDate(timeZone, now);
  const day = dayNumber(today);
  const start = (number: number) => instantAt(timeZone, isoDate(number), '00:00');
  let before = day - 1;
  while (before > day - longestBreakDays && !isWorkingDay(calendar, isoDate(before))) before--;
  return {
    today,
    since: isoDate(before),
    from: start(before),
    to: start(day),
    tomorrow: start(day + 1),
    ahead: daysAhead(calendar, today),
  };
}
