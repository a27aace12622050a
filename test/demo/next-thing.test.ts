import { describe, expect, it } from 'vitest';
import { hasName, nextThingName } from '../../src/demo/next-thing.js';
import { features } from '../../src/features.js';

describe('the next thing, as the playground’s clock names it', () => {
  const things = features.flatMap(({ duties = [], jobs = [] }) => [
    ...duties.map(({ kind }) => `duty:${kind}`),
    ...jobs.map(({ name }) => `job:${name}`),
  ]);

  it('has a short name of its own for every duty and every job', () => {
    expect(things.filter((thing) => !hasName(thing))).toEqual([]);
    for (const thing of things) expect(nextThingName(thing).en.length).toBeLessThanOrEqual(24);
  });

  it('says at least of what kind a thing is that it does not know', () => {
    expect(nextThingName('duty:of.tomorrow')).toEqual({ en: 'Reminder', zh: '提醒' });
  });
});
