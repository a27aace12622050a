import { describe, expect, it } from 'vitest';
import {
  ascending,
  numberKeys,
  numberProcesses,
  numbersIn,
  numbersOf,
  ruleOf,
  takes,
  usualNumbers,
} from '../../src/settings/numbers.js';

describe('the table of numbers', () => {
  it('takes its own defaults, whole numbers within their bounds and nothing else', () => {
    for (const key of numberKeys) {
      const { usual, min, max } = ruleOf(key);
      expect([key, takes(key, usual), takes(key, min), takes(key, max)]).toEqual([key, true, true, true]);
      for (const wrong of [min - 1, max + 1, usual + 0.5, Number.NaN]) expect(takes(key, wrong)).toBe(false);
    }
    for (const [lower, higher] of ascending) {
      expect(usualNumbers[lower], `${lower} < ${higher}`).toBeLessThan(usualNumbers[higher]);
    }
    expect(numberProcesses.flatMap(numbersIn).sort()).toEqual([...numberKeys].sort());
  });

  it('gives a workspace what it changed, the default where it did not, or where what stands there is no value', () => {
    const of = (settings: unknown) => numbersOf({ settings: JSON.stringify(settings) });
    expect(of({})).toEqual(usualNumbers);
    expect(of({ complaints: { policy: 'cfpb' }, numbers: { callAttempts: 5 } })).toEqual({
      ...usualNumbers,
      callAttempts: 5,
    });
    expect(of({ numbers: { callAttempts: 5000, vipLeadDays: '2', gone: 1, riskReachMinutes: 30 } })).toEqual({
      ...usualNumbers,
      riskReachMinutes: 30,
    });
    expect(of({ numbers: 'none' })).toEqual(usualNumbers);
    expect(of({}), 'parsed once').toBe(of({}));
  });
});
