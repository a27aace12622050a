import {
  dayIntervals,
  type Interval,
  intervalsAfter,
  LONGEST_BREAK_DAYS,
  workingSpans,
} from './day-spans.js';
import { type DayNumber, dayNumber, isoDate } from './local-date.js';
import { localDay } from './local-time.js';
import { NoWorkingTimeError } from './no-working-time-error.js';
import type { WorkCalendar } from './types.js';

const MINUTE_MS = 60_000;
/** Far beyond any deadline; an amount above it is a mistake that would only keep the process busy. */
const MOST_MINUTES = 10_000_000;
const MOST_DAYS = 10_000;

/** Whether `at` lies in working time. A span's end does not belong to it. */
export function isWorkingTime(cal: WorkCalendar, at: Date): boolean {
  const from = at.getTime();
  for (const interval of intervals(cal, from, from + 1)) return interval.start === from;
  return false;
}

/**
 * `at` itself if it lies in working time, else the start of the next working span.
 * @throws NoWorkingTimeError when a year has none
 */
export function nextWorkingInstant(cal: WorkCalendar, at: Date): Date {
  for (const interval of intervals(cal, at.getTime())) return new Date(interval.start);
  throw new NoWorkingTimeError(at.toISOString());
}

/**
 * The first instant by which `minutes` of working time have passed since `from`: exactly at closing time rather than
 * at the next opening, and `from` itself for 0. Fractions count to the millisecond.
 * @throws NoWorkingTimeError when a year has none
 * @throws RangeError when `minutes` is negative, not finite or beyond ten million
 */
export function addWorkingMinutes(cal: WorkCalendar, from: Date, minutes: number): Date {
  if (!(minutes >= 0 && minutes <= MOST_MINUTES)) throw new RangeError(`Not working minutes: ${minutes}`);
  let left = Math.round(minutes * MINUTE_MS);
  if (left === 0) return new Date(from);
  for (const { start, end } of intervals(cal, from.getTime())) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  throw new NoWorkingTimeError(from.toISOString());
}

/**
 * Working minutes from `from` to `to`, to the millisecond (not rounded to whole minutes); negative when `to` comes
 * first.
 */
export function workingMinutesBetween(cal: WorkCalendar, from: Date, to: Date): number {
  if (to < from) return 0 - workingMinutesBetween(cal, to, from);
  const until = to.getTime();
  let total = 0;
  for (const { start, end } of intervals(cal, from.getTime(), until)) total += Math.min(end, until) - start;
  return total / MINUTE_MS;
}

/** Whether the local date (`YYYY-MM-DD`) has any working time. */
export function isWorkingDay(cal: WorkCalendar, date: string): boolean {
  return closing(cal, dayNumber(date)) !== null;
}

/** The instant at which the last working span of a local date ends; null when nobody works that day. */
export function closeOfBusiness(cal: WorkCalendar, date: string): Date | null {
  const end = closing(cal, dayNumber(date));
  return end === null ? null : new Date(end);
}

/**
 * Close of business of the n-th working day after `from`'s local date, whatever the hour of `from`
 * (`docs/processes.md#complaints`). With n = 0, the first close of business that is not before `from`.
 * @throws NoWorkingTimeError when a year has no working day
 * @throws RangeError unless `n` is a whole number from 0 to 10,000
 */
export function addWorkingDays(cal: WorkCalendar, from: Date, n: number): Date {
  if (!(Number.isInteger(n) && n >= 0 && n <= MOST_DAYS)) throw new RangeError(`Not working days: ${n}`);
  const today = localDay(cal.timeZone, from.getTime());
  let left = Math.max(n, 1);
  let lastWorked = today;
  for (let day = n === 0 ? today : today + 1; day - lastWorked <= LONGEST_BREAK_DAYS; day++) {
    const end = closing(cal, day);
    if (end === null) continue;
    lastWorked = day;
    if (n === 0 && end < from.getTime()) continue;
    left--;
    if (left === 0) return new Date(end);
  }
  throw new NoWorkingTimeError(isoDate(lastWorked));
}

function intervals(cal: WorkCalendar, from: number, until?: number): Generator<Interval, void, undefined> {
  return intervalsAfter({
    timeZone: cal.timeZone,
    spansOf: (day) => workingSpans(cal, day),
    from,
    ...(until === undefined ? {} : { until }),
  });
}

function closing(cal: WorkCalendar, day: DayNumber): number | null {
  return dayIntervals(cal.timeZone, day, workingSpans(cal, day)).at(-1)?.end ?? null;
}
