import { expect, it } from 'vitest';
import { sweepDuties } from '../../src/duties/sweep.js';
import type { Feature, Job } from '../../src/feature.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { advanceTo } from '../../src/scheduler/advance.js';
import { createScheduler } from '../../src/scheduler/scheduler.js';
import { at, company, featureOf, kindWith, useDatabase, usualRungs } from '../duties/company.js';
import { testServices } from '../support/factories.js';

const database = useDatabase();

async function prepare(extra: Feature[] = []) {
  const repeating = { ...usualRungs, daily: { tells: 'owner', repeats: 'each-working-day' } } as const;
  const services = testServices({
    db: database.current.db,
    features: [featureOf(kindWith(repeating)), ...extra],
    start: at('2026-11-25 10:00'),
  });
  const people = await company(services);
  const scheduler = createScheduler({ services });
  const steps: string[] = [];
  const outbox = {
    async drain() {
      steps.push(local(services.clock.now()));
    },
  };
  const advance = (to: Date) => advanceTo({ services, scheduler, outbox, clock: services.clock, to });
  return { ...people, services, scheduler, steps, advance };
}

const local = (instant: Date) =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

it('stops at every instant on the way, in order, and sends before going on', async () => {
  const { open, advance, steps, told, services } = await prepare();
  const { id } = await open({
    before: at('2026-11-25 11:00'),
    due: at('2026-11-25 12:30'),
    lead: at('2026-11-27 16:00'),
    daily: at('2026-11-27 16:30'),
  });
  await advance(at('2026-12-01 12:00'));
  expect(steps).toEqual([
    '11-25 10:00',
    '11-25 11:00',
    '11-25 12:30', // lunch: waits
    '11-25 13:30',
    '11-27 16:00',
    '11-27 16:30',
    '11-30 09:00', // over the weekend
    '12-01 09:00',
    '12-01 12:00',
  ]);
  expect(services.clock.now()).toEqual(at('2026-12-01 12:00'));
  expect(await told(id)).toEqual([
    'before→Mei',
    'due→Mei',
    'lead→Lead',
    'daily→Mei',
    'daily→Mei',
    'daily→Mei',
  ]);
  const fired = await services.db.read.dutyNotice.findMany({
    where: { dutyId: id },
    orderBy: { firedAt: 'asc' },
  });
  expect(fired.map(({ firedAt }) => local(firedAt))).toEqual([
    '11-25 11:00',
    '11-25 13:30',
    '11-27 16:00',
    '11-27 16:30',
    '11-30 09:00',
    '12-01 09:00',
  ]);
});

it('comes to an end although something stays due', async () => {
  const failing: Job = {
    name: 'test.failing',
    late: 'run',
    next: ({ after }) => new Date((Math.floor(after.getTime() / 3_600_000) + 1) * 3_600_000),
    run: () => Promise.reject(new Error('No paper')),
  };
  const silent: Job = {
    ...failing,
    name: 'test.silent',
    next: () => {
      throw new Error('No idea');
    },
  };
  const act = () => Promise.reject(new Error('The act is broken'));
  const broken = kindWith({ due: { tells: 'owner', act } }, 'test.broken');
  const { open, advance, steps, services } = await prepare([
    { name: 'more', jobs: [failing, silent], duties: [broken] },
  ]);
  await open({ due: at('2026-11-25 10:10') }, { kind: 'test.broken' });
  await advance(at('2026-11-25 14:00'));
  expect(services.clock.now()).toEqual(at('2026-11-25 14:00'));
  expect(steps).toEqual([...new Set(steps)].sort());
  expect(steps.length).toBeLessThan(30);
});

it('stops for messages that are held back', async () => {
  const { ctx, advance, steps, services, scheduler, mei } = await prepare();
  await services.db.transaction((tx) =>
    enqueue(tx, ctx(), {
      key: 'held',
      destination: { staffId: mei.id },
      template: 'test.held',
      notBefore: at('2026-11-25 15:00'),
    }),
  );
  expect(await scheduler.nextAt()).toEqual({ at: at('2026-11-25 15:00'), what: 'message:test.held' });
  await advance(at('2026-11-25 16:00'));
  expect(steps).toEqual(['11-25 10:00', '11-25 15:00', '11-25 16:00']);
});

it('names what happens next over jobs, duties and messages', async () => {
  const { open, scheduler, services } = await prepare();
  expect(await scheduler.nextAt(at('2026-11-25 15:00'))).toBeNull();
  await open({ due: at('2026-11-25 16:00') });
  expect(await scheduler.nextAt(at('2026-11-25 15:00'))).toEqual({
    at: at('2026-11-25 16:00'),
    what: 'duty:test.thing',
  });
  expect(await scheduler.nextAt(at('2026-11-25 16:00'))).toBeNull();
  await sweepDuties(services, at('2026-11-25 16:00'));
});

it('does not go back', async () => {
  const { advance, steps, services } = await prepare();
  await advance(at('2026-11-25 09:00'));
  expect(services.clock.now()).toEqual(at('2026-11-25 10:00'));
  expect(steps).toEqual([]);
});
