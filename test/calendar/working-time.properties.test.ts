import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayCalendar } from '../../src/calendar/holidays.js';
import type { DayKind, WorkCalendar, WorkingHours } from '../../src/calendar/types.js';
import {
  addWorkingMinutes,
  isWorkingTime,
  nextWorkingInstant,
  workingMinutesBetween,
} from '../../src/calendar/working-time.js';
import { dayKinds, workingHours } from './arbitraries.js';
import { countMinutes, type Window, windowOf } from './minute-counter.js';

const china = dayCalendar({ kind: 'china' });

// National Day with both its make-up days; and each week in which clocks change.
const windows: Window[] = [
  windowOf('Asia/Shanghai', '2026-09-17T16:00:00Z', 26),
  windowOf('Europe/London', '2026-03-27T00:00:00Z', 6),
  windowOf('Europe/London', '2026-10-23T00:00:00Z', 6),
  windowOf('America/New_York', '2026-03-06T05:00:00Z', 6),
  windowOf('America/New_York', '2026-10-30T04:00:00Z', 6),
  windowOf('Australia/Lord_Howe', '2026-04-03T13:00:00Z', 6),
  windowOf('Australia/Lord_Howe', '2026-10-02T13:30:00Z', 6),
  windowOf('Africa/Cairo', '2026-04-22T22:00:00Z', 5), // clocks go forward at midnight
];

// A broken rule fails nearly always; looking for its simplest case must not take minutes.
const shrinking = { interruptAfterTimeLimit: 15_000, markInterruptAsFailure: true };

describe.each(windows)('working time against a minute counter, $timeZone from $start', (window) => {
  const { timeZone, dates, walls } = window;
  const hours = workingHours(['01-01', '11-02', ...dates.map((date) => date.slice(5))]);
  const kinds =
    timeZone === 'Asia/Shanghai'
      ? fc.constant(new Map(dates.map((date) => [date, china.dayKind(date)])))
      : dayKinds(dates);
  const minute = fc.integer({ min: 0, max: walls.length - 1 });
  const milliseconds = fc.nat(59_999);

  function calendar(hours: WorkingHours, kinds: Map<string, DayKind>): WorkCalendar {
    return { timeZone, hours, days: { dayKind: (date) => kinds.get(date) ?? 'ordinary' } };
  }
  function instant(minute: number, ms = 0): Date {
    return new Date(window.start.getTime() + minute * 60_000 + ms);
  }

  it('counts the same minutes between two instants, either way round', () => {
    fc.assert(
      fc.property(hours, kinds, minute, minute, (hours, kinds, a, b) => {
        const counts = countMinutes(window, hours, kinds);
        const expected = (counts[b] as number) - (counts[a] as number);
        expect(workingMinutesBetween(calendar(hours, kinds), instant(a), instant(b))).toBe(expected);
      }),
      { numRuns: 60, ...shrinking },
    );
  });

  it('says the same of each instant, and finds the same next one', () => {
    fc.assert(
      fc.property(hours, kinds, minute, milliseconds, (hours, kinds, a, ms) => {
        const cal = calendar(hours, kinds);
        const counts = countMinutes(window, hours, kinds);
        const at = instant(a, ms);
        const working = (counts[a + 1] as number) > (counts[a] as number);
        expect(isWorkingTime(cal, at)).toBe(working);
        const next = counts.findIndex((count) => count > (counts[a] as number)) - 1;
        if (next >= 0) expect(nextWorkingInstant(cal, at)).toEqual(working ? at : instant(next));
      }),
      { numRuns: 60, ...shrinking },
    );
  });

  it('adds minutes to the first instant by which they have passed', () => {
    fc.assert(
      fc.property(hours, kinds, minute, minute, (hours, kinds, a, b) => {
        const counts = countMinutes(window, hours, kinds);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const minutes = (counts[to] as number) - (counts[from] as number);
        const first = minutes === 0 ? from : counts.indexOf(counts[to] as number);
        expect(addWorkingMinutes(calendar(hours, kinds), instant(from), minutes)).toEqual(instant(first));
      }),
      { numRuns: 60, ...shrinking },
    );
  });

  it('gives back the minutes that were added', () => {
    // A season of a single day may offer its weekday once in years: that is no working time, and another test.
    const longSeasons = workingHours(['01-01', '06-15', '11-02']);
    fc.assert(
      fc.property(longSeasons, kinds, minute, milliseconds, fc.nat(2_000), (hours, kinds, a, ms, minutes) => {
        const cal = calendar(hours, kinds);
        const from = instant(a, ms);
        expect(workingMinutesBetween(cal, from, addWorkingMinutes(cal, from, minutes))).toBe(minutes);
      }),
      { numRuns: 40, ...shrinking },
    );
  });
});
