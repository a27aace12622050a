import { describe, expect, it } from 'vitest';
import { clocksDifferMs, happenedAt } from '../../src/calendar/happened-at.js';

const now = new Date('2026-11-25T02:00:00Z');
const ahead = (ms: number) => new Date(now.getTime() + ms);

describe('happenedAt', () => {
  it('takes the past as it is told', () => {
    expect(happenedAt(ahead(-1), now)).toEqual(ahead(-1));
    expect(happenedAt(now, now)).toEqual(now);
  });

  it('takes as now what another clock puts minutes ahead, and nothing further', () => {
    expect(happenedAt(ahead(1), now)).toEqual(now);
    expect(happenedAt(ahead(clocksDifferMs), now)).toEqual(now);
    expect(happenedAt(ahead(clocksDifferMs + 1), now)).toBeNull();
  });
});
