import { describe, expect, it } from 'vitest';
import { addCalendarDays, instantAt, localDate, nextLocalTime } from '../../src/calendar/local-time.js';

const utc = (text: string) => new Date(`${text}Z`);

describe('instantAt', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-23', '09:00', '2026-11-23T01:00'],
    ['Europe/London', '2026-03-29', '00:59', '2026-03-29T00:59'],
    // 01:00–02:00 is skipped
    ['Europe/London', '2026-03-29', '01:00', '2026-03-29T01:00'],
    ['Europe/London', '2026-03-29', '01:30', '2026-03-29T01:00'],
    ['Europe/London', '2026-03-29', '02:00', '2026-03-29T01:00'],
    ['Europe/London', '2026-03-29', '02:01', '2026-03-29T01:01'],
    // 01:00–02:00 comes twice
    ['Europe/London', '2026-10-25', '00:59', '2026-10-24T23:59'],
    ['Europe/London', '2026-10-25', '01:00', '2026-10-25T00:00'],
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30'],
    ['Europe/London', '2026-10-25', '02:00', '2026-10-25T02:00'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30'],
    ['America/New_York', '2026-11-01', '02:00', '2026-11-01T07:00'],
    // half an hour: 02:00–02:30 skipped in October, 01:30–02:00 twice in April
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:45', '2026-10-03T15:45'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45'],
    ['Australia/Lord_Howe', '2026-04-05', '02:00', '2026-04-04T15:30'],
    // a day without midnight, and a day that was left out
    ['Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00'],
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00'],
    ['Asia/Kathmandu', '2026-01-01', '00:00', '2025-12-31T18:15'],
    ['Asia/Shanghai', '2026-12-31', '24:00', '2026-12-31T16:00'],
  ])('%s %s %s is %s', (zone, date, time, expected) => {
    expect(instantAt(zone, date, time)).toEqual(utc(expected));
  });

  it.each([
    ['2026-02-29', '09:00'],
    ['2026-2-1', '09:00'],
    ['2026-02-01', '9:00'],
    ['2026-02-01', '24:01'],
    ['2026-02-01', '12:60'],
  ])('refuses %s %s', (date, time) => {
    expect(() => instantAt('UTC', date, time)).toThrow(RangeError);
  });

  it('refuses an unknown zone and an invalid instant', () => {
    expect(() => instantAt('Mars/Olympus', '2026-01-01', '09:00')).toThrow(RangeError);
    expect(() => localDate('UTC', new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('localDate', () => {
  it.each([
    ['Asia/Shanghai', '2026-12-31T15:59:59.999', '2026-12-31'],
    ['Asia/Shanghai', '2026-12-31T16:00', '2027-01-01'],
    ['America/New_York', '2026-11-01T03:59', '2026-10-31'],
    ['America/New_York', '2026-11-02T04:59', '2026-11-01'],
  ])('%s at %sZ is %s', (zone, at, date) => {
    expect(localDate(zone, utc(at))).toBe(date);
  });

  it('agrees with Intl on both sides of every change of a year', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Casablanca' });
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 1_800_000) {
      expect(localDate('Africa/Casablanca', new Date(at))).toBe(format.format(at));
    }
  });
});

describe('nextLocalTime', () => {
  it('is strictly after', () => {
    const nine = utc('2026-11-23T01:00');
    expect(nextLocalTime('Asia/Shanghai', utc('2026-11-23T00:59:59.999'), '09:00')).toEqual(nine);
    expect(nextLocalTime('Asia/Shanghai', nine, '09:00')).toEqual(utc('2026-11-24T01:00'));
  });

  it('comes once on the night that is an hour short', () => {
    const skipped = nextLocalTime('Europe/London', utc('2026-03-28T12:00'), '01:30');
    expect(skipped).toEqual(utc('2026-03-29T01:00'));
    expect(nextLocalTime('Europe/London', skipped, '01:30')).toEqual(utc('2026-03-30T00:30'));
  });

  it('comes once on the night that is an hour longer', () => {
    const first = nextLocalTime('Europe/London', utc('2026-10-24T12:00'), '01:30');
    expect(first).toEqual(utc('2026-10-25T00:30'));
    expect(nextLocalTime('Europe/London', first, '01:30')).toEqual(utc('2026-10-26T01:30'));
  });
});

describe('addCalendarDays', () => {
  it('ends with the n-th day after today', () => {
    // Monday 10:00 in Shanghai; three days end with Thursday
    expect(addCalendarDays('Asia/Shanghai', utc('2026-11-23T02:00'), 3)).toEqual(utc('2026-11-26T16:00'));
    expect(addCalendarDays('Asia/Shanghai', utc('2026-11-23T15:59'), 0)).toEqual(utc('2026-11-23T16:00'));
    expect(addCalendarDays('Asia/Shanghai', utc('2026-11-23T16:00'), 0)).toEqual(utc('2026-11-24T16:00'));
  });

  it('ends at local midnight also when clocks change on the way', () => {
    expect(addCalendarDays('Europe/London', utc('2026-03-27T12:00'), 2)).toEqual(utc('2026-03-29T23:00'));
    expect(addCalendarDays('Europe/London', utc('2026-10-23T12:00'), 2)).toEqual(utc('2026-10-26T00:00'));
    expect(addCalendarDays('Africa/Cairo', utc('2026-04-22T12:00'), 1)).toEqual(utc('2026-04-23T22:00'));
  });

  it('takes whole days only', () => {
    expect(() => addCalendarDays('UTC', utc('2026-01-01T00:00'), 1.5)).toThrow(RangeError);
    expect(() => addCalendarDays('UTC', utc('2026-01-01T00:00'), -1)).toThrow(RangeError);
  });
});
