import { createRequire } from 'node:module';
import { dayNumber } from './local-date.js';
import { localDay } from './local-time.js';
import type { DayCalendar } from './types.js';

export interface OwnDay {
  /** Local date, `YYYY-MM-DD`. */
  date: string;
  kind: 'off' | 'make-up';
  name: string;
}

/**
 * Where holidays come from: `china` (the State Council's arrangement with its make-up working days), `own` (the
 * company's list) or `none`. With `china`, own days are added to it and win over it; with `none` they are ignored.
 */
export interface HolidaySettings {
  kind: 'china' | 'none' | 'own';
  own?: readonly OwnDay[];
}

interface NamedDay {
  kind: 'off' | 'make-up';
  name: { en: string; 'zh-CN': string };
}

/** Dates with "English name,中文名,days". */
interface ChineseDays {
  holidays: Record<string, string>;
  workdays: Record<string, string>;
}

let chinese: Map<string, NamedDay> | undefined;

/** The day calendar of a choice of holidays. Dates that no list names are `ordinary`, also those not covered yet. */
export function dayCalendar(settings: HolidaySettings): DayCalendar {
  const days = namedDays(settings);
  return { dayKind: (date) => days.get(date)?.kind ?? 'ordinary' };
}

/** The holiday that a date belongs to, as a free day or as the working day that makes up for it; null for others. */
export function holidayName(settings: HolidaySettings, date: string): NamedDay['name'] | null {
  return namedDays(settings).get(date)?.name ?? null;
}

/**
 * The last date (`YYYY-MM-DD`) whose holidays are known; null when there is nothing to run out (no holidays, or an
 * own list still empty). China: the last year that has been announced, that is, of which National Day is listed (by
 * the library or by hand). Own: the year of the last day in the list.
 */
export function coveredUntil(kind: HolidaySettings['kind'], own: readonly OwnDay[] = []): string | null {
  if (kind === 'none') return null;
  const dates = [...namedDays({ kind, own }).keys()];
  const telling = kind === 'china' ? dates.filter((date) => date.endsWith('-10-01')) : dates;
  const last = telling.sort().at(-1);
  return last === undefined ? null : `${last.slice(0, 4)}-12-31`;
}

/**
 * Whether administrators should be told that the holidays run out: the covered dates end within `days` (60) of
 * today, or have ended.
 */
export function coverageWarning(params: {
  calendar: HolidaySettings;
  at: Date;
  timeZone: string;
  days?: number;
}): { coveredUntil: string } | null {
  const until = coveredUntil(params.calendar.kind, params.calendar.own);
  if (until === null) return null;
  const left = dayNumber(until) - localDay(params.timeZone, params.at.getTime());
  return left < (params.days ?? 60) ? { coveredUntil: until } : null;
}

function namedDays({ kind, own = [] }: HolidaySettings): ReadonlyMap<string, NamedDay> {
  if (kind === 'none') return new Map();
  if (kind === 'china' && own.length === 0) return chineseHolidays();
  const days = new Map(kind === 'china' ? chineseHolidays() : []);
  for (const { date, kind, name } of own) days.set(date, { kind, name: { en: name, 'zh-CN': name } });
  return days;
}

function chineseHolidays(): ReadonlyMap<string, NamedDay> {
  chinese ??= readLibrary();
  return chinese;
}

function readLibrary(): Map<string, NamedDay> {
  // The library's data file, not its functions: given a bare date those answer, west of Greenwich, for another day.
  const data: ChineseDays = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json');
  const days = new Map<string, NamedDay>();
  for (const [kind, listed] of [['off', data.holidays] as const, ['make-up', data.workdays] as const]) {
    for (const [date, names] of Object.entries(listed)) {
      const [en = '', zh = en] = names.split(',');
      days.set(date, { kind, name: { en, 'zh-CN': zh } });
    }
  }
  return days;
}
