import { type DayNumber, isoDate, isoWeekday, minutesOfDay } from './local-date.js';
import { instantOf, localDay } from './local-time.js';
import { NoWorkingTimeError } from './no-working-time-error.js';
import type { Season, Span, Weekday, WorkCalendar, WorkingHours } from './types.js';

/** Minutes since local midnight, start before end. */
export interface MinuteSpan {
  start: number;
  end: number;
}

/** Two instants in milliseconds, start before end. */
export interface Interval {
  start: number;
  end: number;
}

interface SeasonInMinutes {
  from: string;
  weekdays: MinuteSpan[][];
  /** For a day that works although its own weekday does not. */
  makeUp: MinuteSpan[];
}

/** A calendar without working time for longer than this has none. */
export const LONGEST_BREAK_DAYS = 366;
const WEEKDAYS: Weekday[] = ['1', '2', '3', '4', '5', '6', '7'];

const inMinutes = new WeakMap<WorkingHours, SeasonInMinutes[]>();

/** Spans as minutes of the day, in order. */
export function minuteSpans(spans: readonly Span[]): MinuteSpan[] {
  return spans
    .map((span) => ({ start: minutesOfDay(span.start), end: minutesOfDay(span.end) }))
    .sort((a, b) => a.start - b.start);
}

/** The working spans of one local day by season, weekday and day calendar. */
export function workingSpans(cal: WorkCalendar, day: DayNumber): MinuteSpan[] {
  const date = isoDate(day);
  const kind = cal.days.dayKind(date);
  if (kind === 'off') return [];
  const season = seasonOn(cal.hours, date.slice(5));
  const spans = season?.weekdays[isoWeekday(day) - 1] ?? [];
  return kind === 'ordinary' || spans.length > 0 ? spans : (season?.makeUp ?? []);
}

/**
 * One day's spans as instants. A span is one stretch from the first time its start is shown until the first time
 * its end is shown: the hour that comes twice when clocks go back belongs to whatever was running when it was put
 * back, and a span inside the hour that is skipped is empty and left out.
 */
export function dayIntervals(timeZone: string, day: DayNumber, spans: readonly MinuteSpan[]): Interval[] {
  const intervals: Interval[] = [];
  for (const span of spans) {
    const start = instantOf(timeZone, day, span.start);
    const end = instantOf(timeZone, day, span.end);
    if (start < end) intervals.push({ start, end });
  }
  return intervals;
}

/**
 * The intervals that end after `from`, in order, the first one cut at `from`; day by day, as far as they are asked
 * for or until one starts at `until`.
 * @throws NoWorkingTimeError when a year has none and no `until` bounds the search
 */
export function* intervalsAfter(params: {
  timeZone: string;
  spansOf: (day: DayNumber) => readonly MinuteSpan[];
  from: number;
  until?: number;
}): Generator<Interval, void, undefined> {
  const { timeZone, spansOf, from, until } = params;
  const firstDay = localDay(timeZone, from);
  let lastWorked = firstDay;
  // The day before as well: where clocks go back across midnight the date comes twice.
  for (let day = firstDay - 1; ; day++) {
    const intervals = dayIntervals(timeZone, day, spansOf(day));
    for (const { start, end } of intervals) {
      if (until !== undefined && start >= until) return;
      if (end <= from) continue;
      lastWorked = day;
      yield { start: Math.max(start, from), end };
    }
    if (day - lastWorked < LONGEST_BREAK_DAYS && until === undefined) continue;
    if (until === undefined) throw new NoWorkingTimeError(isoDate(lastWorked));
    if (day > localDay(timeZone, until)) return;
  }
}

function seasonOn(hours: WorkingHours, monthDay: string): SeasonInMinutes | undefined {
  let seasons = inMinutes.get(hours);
  if (!seasons) {
    seasons = hours.seasons.map(seasonInMinutes).sort((a, b) => (a.from < b.from ? -1 : 1));
    inMinutes.set(hours, seasons);
  }
  // Before the year's first start the last season of the year before still runs.
  return seasons.findLast((season) => season.from <= monthDay) ?? seasons.at(-1);
}

function seasonInMinutes(season: Season): SeasonInMinutes {
  const weekdays = WEEKDAYS.map((weekday) => minuteSpans(season.spans[weekday]));
  return { from: season.from, weekdays, makeUp: weekdays.find((spans) => spans.length > 0) ?? [] };
}
