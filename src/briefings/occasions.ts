import { dayNumber, isoDate, isoWeekday } from '../calendar/local-date.js';
import { instantAt, localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import { isWorkingDay } from '../calendar/working-time.js';

/** What of a schedule says when it is published. */
export interface Timing {
  publishAt: string;
  /** ISO weekdays in order; '' is every working day. */
  weekdays: string;
}

/** One publication: its local date and its instant. */
export interface Occasion {
  date: string;
  at: Date;
}

/** A longer pause than this has no end worth waiting for. */
const longestPauseDays = 400;

/**
 * Whether a schedule publishes on a local date. "Working days" follow the calendar with its holidays and make-up
 * days; chosen weekdays stand as they are, but rest on holidays.
 */
export function publishesOn(timing: Timing, calendar: WorkCalendar, date: string): boolean {
  if (timing.weekdays === '') return isWorkingDay(calendar, date);
  return (
    timing.weekdays.includes(String(isoWeekday(dayNumber(date)))) && calendar.days.dayKind(date) !== 'off'
  );
}

/** The instant of a local date's publication: a time that the clocks skip is right after the gap, one that comes twice the first. */
export function occasionOn(timing: Timing, calendar: WorkCalendar, date: string): Occasion {
  return { date, at: instantAt(calendar.timeZone, date, timing.publishAt) };
}

/** The publications from the local date of `from` on, without end but for a pause of more than a year. */
export function* occasionsFrom(
  timing: Timing,
  calendar: WorkCalendar,
  from: Date,
): Generator<Occasion, void, undefined> {
  let day = dayNumber(localDate(calendar.timeZone, from));
  for (let idle = 0; idle < longestPauseDays; day++, idle++) {
    const date = isoDate(day);
    if (!publishesOn(timing, calendar, date)) continue;
    idle = 0;
    yield occasionOn(timing, calendar, date);
  }
}

/** The end of a local date: a briefing that has not come by then is not published any more. */
export function endOfDay({ timeZone }: Pick<WorkCalendar, 'timeZone'>, date: string): Date {
  return instantAt(timeZone, date, '24:00');
}

/** Whose turn it is on each of these dates (in order): the authors take turns by publication day from `rotaFrom` on. */
export function turns(
  schedule: Timing & { rotaFrom: string },
  {
    calendar,
    authorIds,
    dates,
  }: { calendar: WorkCalendar; authorIds: readonly string[]; dates: readonly string[] },
): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const last = dates.reduce((latest, date) => (date > latest ? date : latest), '');
  if (authorIds.length <= 1) return new Map(dates.map((date) => [date, authorIds[0] ?? null]));
  const wanted = new Set(dates);
  let turn = 0;
  for (let day = dayNumber(schedule.rotaFrom); last && day <= dayNumber(last); day++) {
    const date = isoDate(day);
    if (wanted.has(date)) found.set(date, authorIds[turn % authorIds.length] ?? null);
    if (publishesOn(schedule, calendar, date)) turn++;
  }
  for (const date of dates) if (!found.has(date)) found.set(date, authorIds[0] ?? null);
  return found;
}
