import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWorkingHours } from '../../src/calendar/format-working-hours.js';
import { parseWorkingHours } from '../../src/calendar/parse-working-hours.js';
import type { Span, Weekday, WorkingHours } from '../../src/calendar/types.js';
import { defaultWorkingHours, workingHoursSchema } from '../../src/calendar/working-hours.js';
import { messages } from '../../src/messages/index.js';
import { workingHours } from './arbitraries.js';

/** What the line means, written our way. */
function read(text: string): string {
  const parsed = parseWorkingHours(text);
  return parsed.ok ? formatWorkingHours(parsed.hours) : `${parsed.code} ${parsed.piece}`;
}

describe('parseWorkingHours', () => {
  const winterSummer = 'Mon-Fri 09:00-12:00 13:30-17:00; from 05-01 Mon-Fri 09:00-12:00 14:00-18:00';

  it.each([
    [winterSummer, winterSummer],
    ['周一-周五 09:00-12:00 13:30-17:00；从05-01 周一至周五 09:00-12:00 14:00-18:00', winterSummer],
    [
      '周一至周五９：００－１２：００，13：30～17：00；5月1日起，星期一到星期五9:00至12:00、14:00~18:00',
      winterSummer,
    ],
    ['周一至五 9:00—12:00 13:30–17:00\n自5月1号起 工作日 9:00-12:00 14:00-18:00', winterSummer],
    [
      'monday to friday: 9:00 to 12:00, 13:30 - 17:00. From 5/1: Mon.-Fri. 9:00 - 12:00, 14:00 - 18:00.',
      winterSummer,
    ],
    ['周一至周五：9:00-12:00', 'Mon-Fri 09:00-12:00'],
    ['Monday – Friday 9:00 – 12:00', 'Mon-Fri 09:00-12:00'],
    ['Mon, Wed, Fri 09:00-17:00', 'Mon 09:00-17:00, Wed 09:00-17:00, Fri 09:00-17:00'],
    ['周一、三、五 9:00-17:00', 'Mon 09:00-17:00, Wed 09:00-17:00, Fri 09:00-17:00'],
    ['Mon-Fri 13:00-17:00 08:00-12:00; Sat 9:00-12:00', 'Mon-Fri 08:00-12:00 13:00-17:00, Sat 09:00-12:00'],
    ['Sat-Mon 10:00-11:00', 'Mon 10:00-11:00, Sat-Sun 10:00-11:00'],
    ['周日休息，周一至周六 9:00-18:00', 'Mon-Sat 09:00-18:00'],
    ['每天 0:00-24:00', 'Mon-Sun 00:00-24:00'],
    ['daily 08:00-20:00', 'Mon-Sun 08:00-20:00'],
    ['weekdays 8:00-12:00 weekend 10:00-11:00', 'Mon-Fri 08:00-12:00, Sat-Sun 10:00-11:00'],
    [
      'Mon-Fri 9:00-17:00; from 08-01 closed; from 09-01 Mon 9:00-17:00',
      'Mon-Fri 09:00-17:00; from 08-01 closed; from 09-01 Mon 09:00-17:00',
    ],
    [
      'from 11-01 Mon 9:00-17:00; from 02-29 Mon 9:00-16:00',
      'from 02-29 Mon 09:00-16:00; from 11-01 Mon 09:00-17:00',
    ],
    ['週六 10:00-11:00 星期天 11:00-12:00', 'Sat 10:00-11:00, Sun 11:00-12:00'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['', 'empty '],
    ['  ；。 ', 'empty '],
    ['closed', 'empty '],
    ['Mon-Fri 09:00-12:00 lunch 13:00-17:00', 'unknown-word lunch'],
    ['Mo 09:00-12:00', 'unknown-word Mo'],
    ['周八 09:00-12:00', 'unknown-word 周八'],
    ['<!channel> 😀', 'unknown-word <!channel>'],
    ['Mon-Fri 9-17', 'bad-time 9-17'],
    ['Mon-Fri 09:00', 'bad-time 09:00'],
    ['Mon-Fri 09:00-25:00', 'bad-time 09:00-25:00'],
    ['Mon-Fri 09:60-12:00', 'bad-time 09:60-12:00'],
    ['Mon-Fri 24:00-24:00', 'bad-time 24:00-24:00'],
    ['Mon-Fri 09:00-24:30', 'bad-time 09:00-24:30'],
    ['Mon-Fri 22:00-06:00', 'end-before-start 22:00-06:00'],
    ['Mon-Fri 09:00-09:00', 'end-before-start 09:00-09:00'],
    ['09:00-12:00', 'days-missing 09:00-12:00'],
    ['Mon-Fri', 'hours-missing Mon-Fri'],
    ['Mon 9:00-12:00, Tue', 'hours-missing Tue'],
    ['Mon 9:00-12:00; from 05-01', 'hours-missing from 05-01'],
    ['Mon 9:00-12:00; from 05-01; from 06-01 Mon 9:00-12:00', 'hours-missing from 05-01'],
    ['Mon-Fri 9:00-12:00, Fri 13:00-14:00', 'day-repeated Fri'],
    ['Mon-Fri 9:00-12:00 11:59-14:00', 'spans-overlap 11:59-14:00'],
    ['Mon 9:00-12:00; from 13-01 Mon 9:00-12:00', 'bad-date from 13-01'],
    ['Mon 9:00-12:00; from 02-30 Mon 9:00-12:00', 'bad-date from 02-30'],
    ['Mon 9:00-12:00; from May Mon 9:00-12:00', 'bad-date from May'],
    ['Mon 9:00-12:00; from 01-01 Tue 9:00-12:00', 'season-repeated from 01-01'],
  ])('refuses %j with %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('reads back what it writes, and only what may be stored', () => {
    fc.assert(
      fc.property(workingHours(['01-01', '02-29', '05-01', '11-01', '12-31']), (hours) => {
        expect(workingHoursSchema.parse(hours)).toEqual(hours);
        expect(parseWorkingHours(formatWorkingHours(hours))).toEqual({ ok: true, hours });
        expect(parseWorkingHours(formatWorkingHours(hours, messages('zh-CN').people.hoursWords))).toEqual({
          ok: true,
          hours,
        });
      }),
    );
  });

  it('answers to anything that can be typed', () => {
    const words = fc.constantFrom(
      'Mon',
      '周',
      '一',
      '-',
      'from',
      '05-01',
      '9:00',
      '-12:00',
      ' ',
      '从',
      '月',
      'closed',
      ';',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 30 }).map((w) => w.join('')),
        ),
        (text) => {
          const parsed = parseWorkingHours(text);
          if (parsed.ok) expect(workingHoursSchema.safeParse(parsed.hours).success).toBe(true);
        },
      ),
    );
    const started = performance.now();
    for (const long of [' ', '-', 'from ', '一', '9']) parseWorkingHours(`Mon${long.repeat(3000)}x`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('workingHoursSchema', () => {
  const stored = () => structuredClone(defaultWorkingHours);
  function withSpan(hours: WorkingHours, day: Weekday, span: Span): WorkingHours {
    hours.seasons[0]?.spans[day].push(span);
    return hours;
  }

  it('takes the default', () => {
    expect(workingHoursSchema.parse(JSON.parse(JSON.stringify(defaultWorkingHours)))).toEqual(
      defaultWorkingHours,
    );
    expect(formatWorkingHours(defaultWorkingHours)).toBe(
      'from 05-01 Mon-Fri 09:00-12:00 14:00-18:00; from 11-01 Mon-Fri 09:00-12:00 13:30-17:00',
    );
  });

  it.each<[string, (hours: WorkingHours) => unknown]>([
    ['no season', (h) => ({ ...h, seasons: [] })],
    ['seasons out of order', (h) => ({ seasons: h.seasons.reverse() })],
    ['a season twice', (h) => ({ seasons: [h.seasons[0], h.seasons[0]] })],
    ['a date that does not exist', (h) => ({ seasons: [{ ...h.seasons[0], from: '02-30' }] })],
    [
      'a missing weekday',
      (h) => ({ seasons: [{ from: '01-01', spans: { ...h.seasons[0]?.spans, 7: undefined } }] }),
    ],
    ['overlapping spans', (h) => withSpan(h, '1', { start: '17:59', end: '19:00' })],
    ['a span backwards', (h) => withSpan(h, '6', { start: '12:00', end: '12:00' })],
    ['a span from 24:00', (h) => withSpan(h, '6', { start: '24:00', end: '24:00' })],
    [
      'no hours at all',
      () => {
        const spans = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
        return { seasons: [{ from: '01-01', spans }] };
      },
    ],
  ])('refuses %s', (_, change) => {
    expect(workingHoursSchema.safeParse(change(stored())).success).toBe(false);
  });
});
