import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatSlackDate,
  formatTime,
  type Reader,
} from '../../../src/playground/page/text/format-date.js';
import { fromZoned, toZoned } from '../../../src/playground/page/text/zoned.js';

const now = Date.parse('2026-11-23T00:20:00Z');
const sam: Reader = { language: 'en', timeZone: 'Asia/Shanghai', now };
const mei: Reader = { language: 'zh', timeZone: 'Asia/Shanghai', now };
const olga: Reader = { language: 'en', timeZone: 'Europe/London', now };
const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('dates as the reader sees them', () => {
  it('shows <!date> in the reader’s zone and language', () => {
    const at = seconds('2026-11-23T06:00:00Z');
    expect(formatSlackDate(at, '{date_short_pretty} {time}', sam)).toBe('Today 2:00 PM');
    expect(formatSlackDate(at, '{date_short_pretty} {time}', mei)).toBe('今天 14:00');
    expect(formatSlackDate(at, '{date_short_pretty} {time}', olga)).toBe('Today 6:00 AM');
    expect(formatSlackDate(at, '{time} {date_short_pretty}', sam)).toBe('2:00 PM today');
    expect(formatSlackDate(at, '{date_num} {nonsense}', sam)).toBe('2026-11-23 {nonsense}');
  });

  it('names other days, with the year when it is another', () => {
    expect(formatSlackDate(seconds('2026-12-01T06:00:00Z'), '{date}', sam)).toBe('December 1st');
    expect(formatSlackDate(seconds('2027-01-02T06:00:00Z'), '{date}', sam)).toBe('January 2nd, 2027');
    expect(formatSlackDate(seconds('2026-12-11T06:00:00Z'), '{date}', mei)).toBe('12月11日');
    expect(formatDay(Date.parse('2026-11-22T02:00:00Z'), mei)).toBe('昨天');
    expect(formatDay(Date.parse('2026-11-22T17:00:00Z'), sam)).toBe('Today');
    expect(formatTime(Date.parse('2026-11-22T16:05:00Z'), mei)).toBe('00:05');
  });
});

describe('zoned times', () => {
  it.each(['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Asia/Kolkata'])(
    'go there and back (%s)',
    (zone) => {
      for (const date of ['2026-03-28', '2026-03-30', '2026-11-01', '2026-07-01']) {
        expect(toZoned(fromZoned(date, '08:20', zone), zone)).toEqual({ date, time: '08:20' });
      }
    },
  );
});
