import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  coverageWarning,
  coveredUntil,
  dayCalendar,
  holidayName,
  type OwnDay,
} from '../../src/calendar/holidays.js';

const china = dayCalendar({ kind: 'china' });
const own: OwnDay[] = [
  { date: '2027-05-04', kind: 'off', name: 'Founders’ day' },
  { date: '2026-12-26', kind: 'make-up', name: 'Stocktaking' },
];

describe('the Chinese calendar', () => {
  it.each([
    ['2026-09-20', 'make-up'],
    ['2026-09-30', 'ordinary'],
    ['2026-10-01', 'off'],
    ['2026-10-07', 'off'],
    ['2026-10-08', 'ordinary'],
    ['2026-10-10', 'make-up'],
    ['2026-10-11', 'ordinary'],
    ['2026-02-14', 'make-up'],
    ['2026-02-17', 'off'],
    ['2026-11-23', 'ordinary'],
  ])('%s is %s', (date, kind) => {
    expect(china.dayKind(date)).toBe(kind);
  });

  it('names the holiday of a free day and of the day that makes up for it', () => {
    const nationalDay = { en: 'National Day', 'zh-CN': '国庆节' };
    expect(holidayName({ kind: 'china' }, '2026-10-01')).toEqual(nationalDay);
    expect(holidayName({ kind: 'china' }, '2026-10-10')).toEqual(nationalDay);
    expect(holidayName({ kind: 'china' }, '2026-11-23')).toBeNull();
  });

  it('does not depend on the zone that the process runs in', () => {
    const script = `import { dayCalendar } from './src/calendar/holidays.ts';
      const { dayKind } = dayCalendar({ kind: 'china' });
      console.log(['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10'].map(dayKind).join());`;
    const env = { ...process.env, TZ: 'America/Los_Angeles' };
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const output = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
    expect(output.trim()).toBe('ordinary,off,off,ordinary,make-up');
  });

  it('takes the company’s own days on top', () => {
    const { dayKind } = dayCalendar({
      kind: 'china',
      own: [...own, { date: '2026-10-10', kind: 'off', name: 'Outing' }],
    });
    expect([dayKind('2027-05-04'), dayKind('2026-12-26'), dayKind('2026-10-10')]).toEqual([
      'off',
      'make-up',
      'off',
    ]);
    expect(dayKind('2026-10-01')).toBe('off');
    expect(china.dayKind('2026-10-10')).toBe('make-up');
  });
});

describe('other calendars', () => {
  it('none knows no holidays, own only its list', () => {
    expect(dayCalendar({ kind: 'none', own }).dayKind('2027-05-04')).toBe('ordinary');
    expect(dayCalendar({ kind: 'none' }).dayKind('2026-10-01')).toBe('ordinary');
    expect(dayCalendar({ kind: 'own', own }).dayKind('2027-05-04')).toBe('off');
    expect(dayCalendar({ kind: 'own', own }).dayKind('2026-10-01')).toBe('ordinary');
    expect(holidayName({ kind: 'own', own }, '2026-12-26')).toEqual({
      en: 'Stocktaking',
      'zh-CN': 'Stocktaking',
    });
  });
});

describe('coverage', () => {
  it('reaches to the end of the last year that is known', () => {
    const china = coveredUntil('china');
    expect(china).toMatch(/^20\d\d-12-31$/);
    expect(china && china >= '2026-12-31').toBe(true);
    expect(coveredUntil('own', own)).toBe('2027-12-31');
    expect(coveredUntil('own', [])).toBeNull();
    expect(coveredUntil('none')).toBeNull();
  });

  it('of China grows when next year’s National Day is entered by hand, not with any own day', () => {
    const year = Number(coveredUntil('china')?.slice(0, 4)) + 1;
    const day = (date: string): OwnDay => ({ date, kind: 'off', name: 'x' });
    expect(coveredUntil('china', [day(`${year}-05-04`)])).toBe(`${year - 1}-12-31`);
    expect(coveredUntil('china', [day(`${year}-05-04`), day(`${year}-10-01`)])).toBe(`${year}-12-31`);
  });

  it.each([
    ['2027-11-01T00:00+08:00', null],
    ['2027-11-01T23:59+08:00', null],
    ['2027-11-02T00:00+08:00', { coveredUntil: '2027-12-31' }],
    ['2028-03-01T00:00+08:00', { coveredUntil: '2027-12-31' }],
  ])('warns 60 days ahead: at %s %o', (at, expected) => {
    const calendar = { kind: 'own' as const, own };
    expect(coverageWarning({ calendar, at: new Date(at), timeZone: 'Asia/Shanghai', days: 60 })).toEqual(
      expected,
    );
  });
});
