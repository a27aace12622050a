import type { Season, Span, Weekday, WorkingHours } from './types.js';
import { hasHours, isMonthDay } from './working-hours.js';
import { readToken, type Token } from './working-hours-tokens.js';

/** What is wrong with a line of working hours; texts for people are made from it in `messages/`. */
export type WorkingHoursFault =
  /** nothing written, or no hours in the whole year */
  | 'empty'
  /** a word that is neither a day, a time nor a season */
  | 'unknown-word'
  /** not `H:mm-H:mm` */
  | 'bad-time'
  /** a span that ends before or when it starts; one across midnight has to be two */
  | 'end-before-start'
  /** a season's start is not `MM-DD` */
  | 'bad-date'
  /** times before any day is named */
  | 'days-missing'
  /** days without times behind them */
  | 'hours-missing'
  /** a day named twice in one season */
  | 'day-repeated'
  | 'spans-overlap'
  /** two seasons with the same start */
  | 'season-repeated'
  /** more than 12 seasons, or more than 24 spans a day */
  | 'too-many';

export type ParsedWorkingHours =
  | { ok: true; hours: WorkingHours }
  | {
      ok: false;
      code: WorkingHoursFault /** as it was typed, but half-width; may be empty */;
      piece: string;
    };

const MOST_SEASONS = 12;
const MOST_SPANS = 24;

interface Reading {
  seasons: Season[];
  /** Days of the season at hand that have been named. */
  named: Set<Weekday>;
  /** The days that the next times are for. */
  days: Weekday[];
  /** The text of the days whose times have not come yet; null when they have. */
  waiting: string | null;
}

type Fault = Extract<ParsedWorkingHours, { ok: false }>;

/**
 * Reads working hours typed as one line: days, then their times; further days; further seasons after `from MM-DD`.
 * `Mon-Fri 09:00-12:00 13:30-17:00, Sat 9:00-12:00; from 05-01 Mon-Fri 09:00-12:00 14:00-18:00`. A first season
 * without a date starts on 1 January; each runs until the next one's start, the last one into the next year. Days
 * that are not named, or are `closed`, have no hours. Chinese (周一至周五、从5月1日、休息) and full-width signs are
 * read as well.
 */
export function parseWorkingHours(text: string): ParsedWorkingHours {
  let rest = halfWidth(text);
  const reading: Reading = { seasons: [], named: new Set(), days: [], waiting: null };
  while (rest !== '') {
    const token = readToken(rest);
    const fault = take(reading, token);
    if (fault) return fault;
    rest = rest.slice(token.text.length).replace(SEPARATORS, '');
  }
  const missing = hoursMissing(reading);
  if (missing) return missing;
  const seasons = reading.seasons.sort((a, b) => (a.from < b.from ? -1 : 1));
  if (!seasons.some(hasHours)) return fault('empty', '');
  return { ok: true, hours: { seasons } };
}

const SEPARATORS = /^(?:[\s,;:、。]|\.(?=\s|$))+/;

function halfWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/[\u2010-\u2015\u2212~\u301C\u223C—至到]|\bto\b/gi, '-')
    .replace(/[∶︰]/g, ':')
    .replace(/\s*-+\s*/g, '-')
    .replace(SEPARATORS, '');
}

function take(reading: Reading, token: Token): Fault | null {
  switch (token.kind) {
    case 'season':
      return hoursMissing(reading) ?? startSeason(reading, token.from, token.text);
    case 'days':
      return nameDays(reading, token.days, token.text);
    case 'span':
      return addSpan(reading, token);
    case 'closed':
      return close(reading);
    case 'fault':
      return fault(token.code, token.text);
  }
}

function startSeason(reading: Reading, from: string, text: string): Fault | null {
  if (!isMonthDay(from)) return fault('bad-date', text);
  if (reading.seasons.some((season) => season.from === from)) return fault('season-repeated', text);
  if (reading.seasons.length === MOST_SEASONS) return fault('too-many', text);
  reading.seasons.push({ from, spans: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } });
  reading.named = new Set();
  reading.days = [];
  // A season that says nothing else is a mistake, not a closed season.
  reading.waiting = text;
  return null;
}

function nameDays(reading: Reading, days: Weekday[], text: string): Fault | null {
  if (reading.seasons.length === 0) startSeason(reading, '01-01', text);
  if (days.some((day) => reading.named.has(day))) return fault('day-repeated', text);
  for (const day of days) reading.named.add(day);
  const listGoesOn = reading.waiting !== null && reading.days.length > 0;
  reading.days = listGoesOn ? [...reading.days, ...days] : days;
  reading.waiting = text;
  return null;
}

function addSpan(reading: Reading, token: Extract<Token, { kind: 'span' }>): Fault | null {
  const { start, end, text } = token;
  const season = reading.seasons.at(-1);
  if (!season || reading.days.length === 0) return fault('days-missing', text);
  if (start >= end) return fault('end-before-start', text);
  for (const day of reading.days) {
    const spans: Span[] = season.spans[day];
    if (spans.some((span) => start < span.end && span.start < end)) return fault('spans-overlap', text);
    if (spans.length === MOST_SPANS) return fault('too-many', text);
    spans.push({ start, end });
    spans.sort((a, b) => (a.start < b.start ? -1 : 1));
  }
  reading.waiting = null;
  return null;
}

function close(reading: Reading): Fault | null {
  if (reading.seasons.length === 0) startSeason(reading, '01-01', '');
  reading.days = [];
  reading.waiting = null;
  return null;
}

function hoursMissing(reading: Reading): Fault | null {
  return reading.waiting === null ? null : fault('hours-missing', reading.waiting);
}

function fault(code: WorkingHoursFault, piece: string): Fault {
  return { ok: false, code, piece: piece.slice(0, 60) };
}
