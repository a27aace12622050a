import { describe, expect, it } from 'vitest';
import { deadline, workingDaysAfterDeadline } from '../../src/calendar/deadline.js';
import { dayCalendar } from '../../src/calendar/holidays.js';
import { nextAllowed } from '../../src/calendar/next-allowed.js';
import { NoWorkingTimeError } from '../../src/calendar/no-working-time-error.js';
import type { Season, Span, WorkCalendar } from '../../src/calendar/types.js';
import { defaultWorkingHours } from '../../src/calendar/working-hours.js';
import {
  addWorkingDays,
  addWorkingMinutes,
  closeOfBusiness,
  isWorkingDay,
  isWorkingTime,
  nextWorkingInstant,
  workingMinutesBetween,
} from '../../src/calendar/working-time.js';

const shanghai: WorkCalendar = {
  timeZone: 'Asia/Shanghai',
  hours: defaultWorkingHours,
  days: dayCalendar({ kind: 'china' }),
};
/** Shanghai time. */
const cn = (text: string) => new Date(`${text}+08:00`);

const none: Span[] = [];
const week = (spans: Span[], weekend = none): Season => ({
  from: '01-01',
  spans: { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: weekend, 7: weekend },
});
const allDay: Span[] = [{ start: '00:00', end: '24:00' }];

function calendar(timeZone: string, season: Season): WorkCalendar {
  return { timeZone, hours: { seasons: [season] }, days: dayCalendar({ kind: 'none' }) };
}

describe('working minutes in China, 2026', () => {
  it.each([
    ['over lunch', '2026-11-23T11:30', 60, '2026-11-23T14:00'],
    ['to closing time, not to the next opening', '2026-11-23T16:00', 60, '2026-11-23T17:00'],
    ['from lunch', '2026-11-23T12:10', 30, '2026-11-23T14:00'],
    ['over a weekend', '2026-11-20T16:30', 60, '2026-11-23T09:30'],
    ['longer afternoons in summer', '2026-07-01T16:00', 120, '2026-07-01T18:00'],
    ['the last summer afternoon and the first winter one', '2026-10-30T17:30', 60, '2026-11-02T09:30'],
    ['from 30 April into the Labour Day holiday', '2026-04-30T16:30', 60, '2026-05-06T09:30'],
    ['from 30 September over National Day', '2026-09-30T17:00', 120, '2026-10-08T10:00'],
    ['on the make-up Saturday', '2026-10-09T17:00', 120, '2026-10-10T10:00'],
    ['on the make-up Sunday before', '2026-09-18T17:30', 60, '2026-09-20T09:30'],
    ['nothing', '2026-11-22T10:00', 0, '2026-11-22T10:00'],
  ])('%s', (_, from, minutes, expected) => {
    expect(addWorkingMinutes(shanghai, cn(from), minutes)).toEqual(cn(expected));
  });

  it('counts a make-up Saturday as a day and the Sunday after it as none', () => {
    expect(workingMinutesBetween(shanghai, cn('2026-10-10T00:00'), cn('2026-10-11T00:00'))).toBe(420);
    expect(workingMinutesBetween(shanghai, cn('2026-10-11T00:00'), cn('2026-10-12T00:00'))).toBe(0);
    expect(workingMinutesBetween(shanghai, cn('2026-10-01T00:00'), cn('2026-10-08T00:00'))).toBe(0);
  });

  it('is negative when the end comes first', () => {
    expect(workingMinutesBetween(shanghai, cn('2026-11-23T10:00'), cn('2026-11-23T09:30'))).toBe(-30);
  });

  it('includes the opening instant and not the closing one', () => {
    expect(isWorkingTime(shanghai, cn('2026-11-23T08:59:59.999'))).toBe(false);
    expect(isWorkingTime(shanghai, cn('2026-11-23T09:00'))).toBe(true);
    expect(isWorkingTime(shanghai, cn('2026-11-23T11:59:59.999'))).toBe(true);
    expect(isWorkingTime(shanghai, cn('2026-11-23T12:00'))).toBe(false);
    expect(nextWorkingInstant(shanghai, cn('2026-11-23T12:00'))).toEqual(cn('2026-11-23T13:30'));
    expect(nextWorkingInstant(shanghai, cn('2026-11-23T13:30'))).toEqual(cn('2026-11-23T13:30'));
  });

  it('lets a make-up day with its own hours keep them', () => {
    const saturdays = week(allDay, [{ start: '10:00', end: '11:00' }]);
    const cal = { ...shanghai, hours: { seasons: [saturdays] } };
    expect(closeOfBusiness(cal, '2026-10-10')).toEqual(cn('2026-10-10T11:00'));
  });
});

describe('working days', () => {
  it.each([
    ['a Monday morning', '2026-11-23T08:00', 3, '2026-11-26T17:00'],
    ['a Monday night', '2026-11-23T23:59', 3, '2026-11-26T17:00'],
    ['a Saturday', '2026-11-21T12:00', 1, '2026-11-23T17:00'],
    ['a Friday', '2026-11-20T12:00', 1, '2026-11-23T17:00'],
    ['before National Day', '2026-09-30T10:00', 3, '2026-10-10T18:00'],
    ['today, still open', '2026-11-23T16:00', 0, '2026-11-23T17:00'],
    ['today, closed already', '2026-11-23T18:00', 0, '2026-11-24T17:00'],
  ])('from %s', (_, from, n, expected) => {
    expect(addWorkingDays(shanghai, cn(from), n)).toEqual(cn(expected));
  });

  it('knows which days work', () => {
    expect(isWorkingDay(shanghai, '2026-10-01')).toBe(false);
    expect(isWorkingDay(shanghai, '2026-10-09')).toBe(true);
    expect(isWorkingDay(shanghai, '2026-10-10')).toBe(true);
    expect(isWorkingDay(shanghai, '2026-10-11')).toBe(false);
    expect(closeOfBusiness(shanghai, '2026-10-11')).toBeNull();
  });

  it('refuses half days', () => {
    expect(() => addWorkingDays(shanghai, cn('2026-11-23T08:00'), 0.5)).toThrow(RangeError);
  });
});

describe('nights on which clocks change', () => {
  const nights = calendar('Europe/London', week(none, [{ start: '00:00', end: '04:00' }]));

  it('has an hour less in spring and an hour more in autumn', () => {
    const minutes = (from: string, to: string) => workingMinutesBetween(nights, new Date(from), new Date(to));
    expect(minutes('2026-03-29T00:00Z', '2026-03-29T12:00Z')).toBe(180);
    expect(minutes('2026-10-24T23:00Z', '2026-10-25T12:00Z')).toBe(300);
  });

  it('ends a span at the first showing of its end, and a skipped span is none', () => {
    const twice = calendar('Europe/London', week(none, [{ start: '00:00', end: '01:30' }]));
    expect(closeOfBusiness(twice, '2026-10-25')).toEqual(new Date('2026-10-25T00:30Z'));
    const skipped = calendar('Europe/London', week(none, [{ start: '01:00', end: '02:00' }]));
    expect(isWorkingDay(skipped, '2026-03-29')).toBe(false);
    expect(isWorkingDay(skipped, '2026-03-28')).toBe(true);
  });

  it('works 23 and 25 hours round the clock', () => {
    const always = calendar('America/New_York', week(allDay, allDay));
    expect(addWorkingMinutes(always, new Date('2026-03-08T05:00Z'), 23 * 60)).toEqual(
      new Date('2026-03-09T04:00Z'),
    );
    expect(closeOfBusiness(always, '2026-11-01')).toEqual(new Date('2026-11-02T05:00Z'));
    const howe = calendar('Australia/Lord_Howe', week(allDay, allDay));
    const day = [new Date('2026-10-03T13:30Z'), new Date('2026-10-04T13:00Z')] as const;
    expect(workingMinutesBetween(howe, ...day)).toBe(23.5 * 60);
  });
});

describe('deadline', () => {
  it.each([
    [4, 'working-hours', '2026-11-23T15:00', '2026-11-24T11:00'],
    [0.5, 'working-hours', '2026-11-23T16:45', '2026-11-24T09:15'],
    [3, 'working-days', '2026-11-23T15:00', '2026-11-26T17:00'],
    [3, 'calendar-days', '2026-11-23T15:00', '2026-11-27T00:00'],
    [24, 'hours', '2026-11-23T15:00', '2026-11-24T15:00'],
  ] as const)('%s %s from %s is %s', (amount, unit, from, expected) => {
    expect(deadline(shanghai, { amount, unit }, cn(from))).toEqual(cn(expected));
  });

  it.each(['working-hours', 'working-days', 'calendar-days', 'hours'] as const)(
    'refuses absurd %s',
    (unit) => {
      for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => deadline(shanghai, { amount, unit }, cn('2026-11-23T15:00'))).toThrow(RangeError);
      }
    },
  );
});

describe('a calendar without working time', () => {
  const at = cn('2026-11-23T15:00');
  const never = calendar('Asia/Shanghai', week(none));
  const alwaysOff: WorkCalendar = { ...shanghai, days: { dayKind: () => 'off' } };

  it.each([never, alwaysOff])('is refused instead of searched for ever', (cal) => {
    expect(() => nextWorkingInstant(cal, at)).toThrow(NoWorkingTimeError);
    expect(() => addWorkingMinutes(cal, at, 1)).toThrow(NoWorkingTimeError);
    expect(() => addWorkingDays(cal, at, 1)).toThrow(NoWorkingTimeError);
    expect(isWorkingTime(cal, at)).toBe(false);
    expect(workingMinutesBetween(cal, at, cn('2029-11-23T15:00'))).toBe(0);
  });

  it('is refused when it dries up on the way', () => {
    const days = {
      dayKind: (date: string) => (date > '2026-12-31' ? ('off' as const) : ('ordinary' as const)),
    };
    expect(() => addWorkingMinutes({ ...shanghai, days }, at, 60 * 420)).toThrow(NoWorkingTimeError);
    expect(() => addWorkingDays({ ...shanghai, days }, at, 60)).toThrow(NoWorkingTimeError);
  });
});

describe('nextAllowed', () => {
  const windows = [
    { start: '14:00', end: '20:00' },
    { start: '09:00', end: '12:00' },
  ];
  it.each([
    ['2026-11-22T09:00', '2026-11-22T09:00'],
    ['2026-11-22T12:00', '2026-11-22T14:00'],
    ['2026-11-22T19:59', '2026-11-22T19:59'],
    ['2026-11-22T20:00', '2026-11-23T09:00'],
    ['2026-11-22T03:00', '2026-11-22T09:00'],
  ])('moves %s to %s', (at, expected) => {
    expect(nextAllowed({ timeZone: 'Asia/Shanghai', windows, at: cn(at) })).toEqual(cn(expected));
  });

  it('refuses to search without any window', () => {
    const at = cn('2026-11-22T12:00');
    expect(() => nextAllowed({ timeZone: 'Asia/Shanghai', windows: [], at })).toThrow(NoWorkingTimeError);
  });
});

describe('speed', () => {
  it('adds sixty working days in well under a millisecond', () => {
    const from = cn('2026-09-18T10:00');
    const run = () => addWorkingMinutes(shanghai, from, 60 * 420);
    for (let i = 0; i < 50; i++) run();
    // The best of many: other work on the machine can only slow a run down.
    const times = Array.from({ length: 50 }, () => {
      const started = performance.now();
      run();
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(1);
  });
});

describe('working days after a deadline', () => {
  it('counts a deadline at midnight to the day that it ends', () => {
    // The end of Thursday 26 November 2026 in Shanghai: one working day later is Friday’s close.
    const calendar = {
      timeZone: 'Asia/Shanghai',
      hours: defaultWorkingHours,
      days: dayCalendar({ kind: 'none' }),
    };
    const endOfThursday = new Date('2026-11-26T16:00:00Z');
    expect(workingDaysAfterDeadline(calendar, endOfThursday, 1)).toEqual(new Date('2026-11-27T09:00:00Z'));
    const duringThursday = new Date('2026-11-26T06:00:00Z');
    expect(workingDaysAfterDeadline(calendar, duringThursday, 1)).toEqual(new Date('2026-11-27T09:00:00Z'));
  });
});
