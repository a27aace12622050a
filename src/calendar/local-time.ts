import { type DayNumber, dayNumber, isoDate, minutesOfDay } from './local-date.js';
import { clockChange, zoneOffset } from './zone-offset.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The local date (`YYYY-MM-DD`) in `timeZone` at an instant. */
export function localDate(timeZone: string, at: Date): string {
  return isoDate(localDay(timeZone, at.getTime()));
}

/** The local date at the instant `ms` as a day number. */
export function localDay(timeZone: string, ms: number): DayNumber {
  return Math.floor((ms + zoneOffset(timeZone, ms)) / DAY_MS);
}

/**
 * The instant at which clocks in `timeZone` show `time` (`HH:mm`, `24:00` is the next midnight) on a local date.
 * A time that a clock change skips gives the first instant after the gap; one that comes twice, the first time.
 */
export function instantAt(timeZone: string, date: string, time: string): Date {
  return new Date(instantOf(timeZone, dayNumber(date), minutesOfDay(time)));
}

/** As `instantAt`, in numbers: milliseconds since 1970 of a day number and minutes since midnight. */
export function instantOf(timeZone: string, day: DayNumber, minutes: number): number {
  const wall = day * DAY_MS + minutes * MINUTE_MS;
  // No zone is further than 14 hours from UTC: a day to either side lies surely before and after the moment.
  const before = zoneOffset(timeZone, wall - DAY_MS);
  const after = zoneOffset(timeZone, wall + DAY_MS);
  if (before === after) return wall - before;
  const [earlier, later] = [wall - Math.max(before, after), wall - Math.min(before, after)];
  if (earlier + zoneOffset(timeZone, earlier) === wall) return earlier;
  if (later + zoneOffset(timeZone, later) === wall) return later;
  return clockChange(timeZone, wall - DAY_MS, wall + DAY_MS);
}

/**
 * The first instant strictly after `after` at which clocks in `timeZone` show `time`: once a local day, also on the
 * days on which that time is skipped (then right after the gap) or comes twice (then the first time).
 */
export function nextLocalTime(timeZone: string, after: Date, time: string): Date {
  const minutes = minutesOfDay(time);
  let day = localDay(timeZone, after.getTime()) - 1;
  let instant = instantOf(timeZone, day, minutes);
  while (instant <= after.getTime()) instant = instantOf(timeZone, ++day, minutes);
  return new Date(instant);
}

/**
 * End of the n-th calendar day after `from`'s local date, that is the local midnight that ends it: three days from
 * Monday 10:00 end with Thursday, at Friday 00:00. With n = 0, the end of `from`'s own day.
 * `docs/processes.md#complaints`.
 * @throws RangeError unless `n` is a whole number of 0 or more
 */
export function addCalendarDays(timeZone: string, from: Date, n: number): Date {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Not a number of days: ${n}`);
  return new Date(instantOf(timeZone, localDay(timeZone, from.getTime()) + n + 1, 0));
}
