import type { Weekday } from './types.js';

/** The next piece of a line of working hours; `text` is what it takes up of the line. */
export type Token = { text: string } & (
  | { kind: 'season' /** `MM-DD`, not yet known to exist */; from: string }
  | { kind: 'days'; days: Weekday[] }
  | { kind: 'span'; start: string; end: string }
  | { kind: 'closed' }
  | { kind: 'fault'; code: 'unknown-word' | 'bad-time' | 'bad-date' }
);

const ENGLISH_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CHINESE_DAYS = '一二三四五六日';

const WORD = /^[^\s,;、。]+/;
const SEASON =
  /^(?:(?:from\b|自|从|從)\s*)(\d{1,2})(?:[-/]|\s*月\s*)(\d{1,2})(?:\s*[日号])?(?:\s*起)?(?!\d|:\d)/i;
const SEASON_ZH = /^(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?\s*起?/;
const SEASON_WORD = /^(?:from\b|自|从|從)\s*[^\s,;、。]*/i;
const SPAN = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})(?![\d:-])/;
const CLOSED = /^(?:closed\b|off\b|休息?)/i;
const EVERY_DAY = /^(?:daily\b|every\s?day\b|每天|每日)/i;
const WEEKDAYS = /^(?:weekdays\b|工作日)/i;
const WEEKEND = /^(?:weekends?\b|周末|週末)/i;
const DAY = '(?:[a-z]+\\.?|(?:周|週|星期|礼拜)?[一二三四五六日天])';
const DAYS = new RegExp(`^(${DAY})(?:-(${DAY}))?`, 'i');

/** Reads the piece that a half-width, non-empty line without leading separators starts with. */
export function readToken(line: string): Token {
  const season = SEASON.exec(line) ?? SEASON_ZH.exec(line);
  if (season) {
    const from = `${season[1]?.padStart(2, '0')}-${season[2]?.padStart(2, '0')}`;
    return { kind: 'season', text: season[0], from };
  }
  const word = SEASON_WORD.exec(line);
  if (word) return { kind: 'fault', code: 'bad-date', text: word[0] };
  return readSpan(line) ?? readClosed(line) ?? readDays(line) ?? unknown(line, 'unknown-word');
}

function readSpan(line: string): Token | null {
  if (!/^\d/.test(line)) return null;
  const match = SPAN.exec(line);
  const start = match && clock(match[1], match[2]);
  const end = match && clock(match[3], match[4]);
  if (!match || !start || !end || start === '24:00') return unknown(line, 'bad-time');
  return { kind: 'span', text: match[0], start, end };
}

function clock(hour = '', minute = ''): string | null {
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return Number(minute) < 60 && time <= '24:00' ? time : null;
}

function readClosed(line: string): Token | null {
  const match = CLOSED.exec(line);
  return match && { kind: 'closed', text: match[0] };
}

function readDays(line: string): Token | null {
  const named: [RegExp, number, number][] = [
    [EVERY_DAY, 1, 7],
    [WEEKDAYS, 1, 5],
    [WEEKEND, 6, 7],
  ];
  for (const [pattern, first, last] of named) {
    const match = pattern.exec(line);
    if (match) return { kind: 'days', text: match[0], days: daysFrom(first, last) };
  }
  const match = DAYS.exec(line);
  if (!match) return null;
  const first = weekday(match[1]);
  const last = match[2] === undefined ? first : weekday(match[2]);
  return first && last ? { kind: 'days', text: match[0], days: daysFrom(first, last) } : null;
}

/** 1 to 7; null for what is no day. English names may be cut to three letters or more. */
function weekday(text = ''): number | null {
  const name = text.toLowerCase().replace(/\.$/, '');
  const english = name.length < 3 ? -1 : ENGLISH_DAYS.findIndex((day) => day.startsWith(name));
  const chinese = CHINESE_DAYS.indexOf(name.replace('天', '日').slice(-1));
  return Math.max(english, chinese) + 1 || null;
}

/** From one weekday to another, over the weekend if need be. */
function daysFrom(first: number, last: number): Weekday[] {
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => String(((first - 1 + i) % 7) + 1) as Weekday);
}

function unknown(line: string, code: 'unknown-word' | 'bad-time'): Token {
  return { kind: 'fault', code, text: WORD.exec(line)?.[0] ?? line };
}
