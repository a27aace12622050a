import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/db/types.js';
import type { Job } from '../../src/feature.js';
import { messages } from '../../src/messages/index.js';
import { schedulerFeature } from '../../src/scheduler/feature.js';
import { createScheduler } from '../../src/scheduler/scheduler.js';
import { ensureSchedules } from '../../src/scheduler/schedules.js';
import { at } from '../duties/company.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { contextOf, makeStaff, makeWorkspace, testServices } from '../support/factories.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const hourMs = 3_600_000;
let jobs = 0;

/** A job on every full hour, with a name of its own, that notes its runs. */
function hourly({
  late = 'run',
  run = async () => {},
}: {
  late?: Job['late'];
  run?: Job['run'];
} = {}): Job & { runs: string[] } {
  const runs: string[] = [];
  return {
    name: `test.hourly-${++jobs}`,
    late,
    runs,
    next: ({ after }) => new Date((Math.floor(after.getTime() / hourMs) + 1) * hourMs),
    async run(input) {
      runs.push(`${shanghai(input.slot)} ${input.workspaceId}`);
      await run(input);
    },
  };
}

const shanghai = (instant: Date) =>
  new Date(instant.getTime() + 8 * hourMs).toISOString().slice(0, 16).replace('T', ' ');

describe('a clock that was weeks ahead for a while', () => {
  it('leaves no job at its next year, and none of the slots to come as if it had run', async () => {
    const job = hourly();
    const { scheduler, slots } = await prepare(job);
    const next = () => database.db.read.jobSchedule.findFirstOrThrow({ where: { job: job.name } });
    await scheduler.tick(at('2026-12-20 10:20'));
    expect((await next()).nextAt).toEqual(at('2026-12-20 11:00'));
    await scheduler.tick(at('2026-11-25 10:22'));
    expect((await next()).nextAt).toEqual(at('2026-11-25 11:00'));
    expect(await slots()).toEqual([]);
    await scheduler.tick(at('2026-11-25 11:00'));
    expect(await slots()).toEqual(['2026-11-25 11:00 done 1']);
  });

  it('keeps no run of a job waiting', async () => {
    const job = hourly({ run: async () => Promise.reject(new Error('no')) });
    const { scheduler, slots } = await prepare(job);
    await scheduler.tick(at('2026-11-25 11:00'));
    await database.db.transaction((tx) =>
      tx.jobSlot.updateMany({ where: { job: job.name }, data: { retryAt: new Date(Date.now() + hourMs) } }),
    );
    await scheduler.tick(at('2026-11-25 11:01'));
    expect(await slots()).toEqual(['2026-11-25 11:00 failed 2']);
  });
});

/** A workspace with an administrator, and a scheduler for one job. */
async function prepare(job: Job, retryAfterMs: readonly number[] = [0, 0]) {
  const services = testServices({
    db: database.db,
    features: [{ name: 'test', jobs: [job] }],
    start: at('2026-11-25 10:20'),
  });
  // Workspaces of the other tests would run the job too.
  await database.db.transaction(async (tx) => {
    await tx.jobSchedule.deleteMany();
    await tx.staff.deleteMany();
    await tx.workspace.deleteMany();
  });
  const { id: workspaceId } = await makeWorkspace(database.db);
  const admin = await makeStaff(database.db, { workspaceId, admin: true });
  const scheduler = createScheduler({ services, retryAfterMs });
  await scheduler.tick(services.clock.now());
  return {
    services,
    workspaceId,
    admin,
    scheduler,
    slots: async () =>
      (await database.db.read.jobSlot.findMany({ where: { job: job.name }, orderBy: { slot: 'asc' } })).map(
        ({ slot, state, attempts }) => `${shanghai(slot)} ${state} ${attempts}`,
      ),
    messages: () =>
      database.db.read.outboxOperation.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } }),
    tick(instant: Date) {
      if (instant > services.clock.now()) services.clock.set(instant);
      return scheduler.tick(instant);
    },
  };
}

describe('slots', () => {
  it('run once each, at their time', async () => {
    const job = hourly();
    const { tick, slots, workspaceId } = await prepare(job);
    expect(await slots()).toEqual([]);
    await tick(at('2026-11-25 10:59'));
    expect(job.runs).toEqual([]);
    await tick(at('2026-11-25 11:00'));
    await tick(at('2026-11-25 11:01'));
    await tick(at('2026-11-25 12:00'));
    expect(job.runs).toEqual([`2026-11-25 11:00 ${workspaceId}`, `2026-11-25 12:00 ${workspaceId}`]);
    expect(await slots()).toEqual(['2026-11-25 11:00 done 1', '2026-11-25 12:00 done 1']);
  });

  it('are claimed by one of several schedulers', async () => {
    const job = hourly();
    const { services, workspaceId } = await prepare(job);
    for (let n = 0; n < 5; n++) {
      const { id } = await makeWorkspace(database.db);
      await database.db.transaction((tx) => ensureSchedules(tx, contextOf(services, { workspaceId: id })));
    }
    await createScheduler({ services }).tick(services.clock.now());
    const replicas = [1, 2, 3].map(() => createScheduler({ services }));
    const now = at('2026-11-25 11:00');
    services.clock.set(now);
    await Promise.all(replicas.map((replica) => replica.tick(now)));
    expect(job.runs).toHaveLength(6);
    expect(new Set(job.runs).size).toBe(6);
    expect(job.runs).toContain(`2026-11-25 11:00 ${workspaceId}`);
  });

  it('are foreseen together where a job can; where that fails, one’s fault stays its own', async () => {
    const asked: number[] = [];
    let bad = '';
    const plain = hourly();
    const job: typeof plain = {
      ...plain,
      next: (input) => {
        if (input.workspace.id === bad) throw new Error('nonsense in its settings');
        return plain.next(input);
      },
      async nextOfMany({ services, workspaces, after }) {
        asked.push(workspaces.length);
        if (bad) throw new Error('nonsense in one of them');
        const next = await plain.next({ services, workspace: workspaces[0] as Workspace, after });
        return new Map(workspaces.map(({ id }) => [id, next]));
      },
    };
    const { services, workspaceId, tick } = await prepare(job);
    for (let n = 0; n < 2; n++) {
      const { id } = await makeWorkspace(database.db);
      await database.db.transaction((tx) => ensureSchedules(tx, contextOf(services, { workspaceId: id })));
    }
    await tick(at('2026-11-25 10:21'));
    expect(asked).toEqual([]);
    await tick(at('2026-11-25 11:00'));
    expect(asked).toEqual([3]);
    expect(job.runs).toHaveLength(3);
    bad = workspaceId;
    await tick(at('2026-11-25 12:00'));
    expect(asked[1]).toBe(3);
    expect(job.runs.slice(3)).toHaveLength(2);
    expect(job.runs.slice(3).join()).not.toContain(workspaceId);
  });

  it('queue what all workspaces have at one minute before any of it is sent', async () => {
    const waiting: boolean[] = [];
    const told: number[] = [];
    const job = hourly({
      async run({ services, workspaceId }) {
        services.nudge(workspaceId);
        told.push(nudged.length);
        waiting.push(scheduler.queueing());
      },
    });
    const { services, workspaceId, scheduler, tick } = await prepare(job);
    const { nudged } = services;
    const workspaces = [workspaceId];
    for (let n = 0; n < 60; n++) {
      const { id } = await makeWorkspace(database.db);
      workspaces.push(id);
      await database.db.transaction((tx) => ensureSchedules(tx, contextOf(services, { workspaceId: id })));
    }
    await scheduler.tick(services.clock.now());
    expect(scheduler.queueing()).toBe(false);
    nudged.length = 0;
    await tick(at('2026-11-25 11:00'));
    expect(job.runs).toHaveLength(workspaces.length);
    expect(new Set(told)).toEqual(new Set([0]));
    expect(new Set(waiting)).toEqual(new Set([true]));
    expect(nudged.toSorted()).toEqual(workspaces.toSorted());
    expect(scheduler.queueing()).toBe(false);
    expect(await database.db.read.jobSlot.count({ where: { job: job.name, state: 'done' } })).toBe(
      workspaces.length,
    );
  });

  it('missed during downtime: the latest runs, older ones are noted', async () => {
    const job = hourly({ late: 'run' });
    const { tick, slots } = await prepare(job);
    await tick(at('2026-11-25 14:40'));
    expect(job.runs.map((run) => run.slice(0, 16))).toEqual(['2026-11-25 14:00']);
    expect(await slots()).toEqual([
      '2026-11-25 11:00 skipped 0',
      '2026-11-25 12:00 skipped 0',
      '2026-11-25 13:00 skipped 0',
      '2026-11-25 14:00 done 1',
    ]);
    await tick(at('2026-11-25 15:00'));
    expect(job.runs).toHaveLength(2);
  });

  it('missed by a job that says skip: all are noted; a heartbeat’s delay is no downtime', async () => {
    const job = hourly({ late: 'skip' });
    const { tick, slots } = await prepare(job);
    await tick(at('2026-11-25 12:40'));
    expect(job.runs).toEqual([]);
    expect(await slots()).toEqual(['2026-11-25 11:00 skipped 0', '2026-11-25 12:00 skipped 0']);
    await tick(at('2026-11-25 13:02'));
    expect(job.runs).toHaveLength(1);
  });

  it('do not run again when the clock is set back', async () => {
    const job = hourly();
    const { scheduler, services, workspaceId } = await prepare(job);
    await scheduler.tick(at('2026-11-25 11:00'));
    await scheduler.tick(at('2026-11-25 10:30'));
    await scheduler.tick(at('2026-11-25 11:00'));
    // Nor when the schedule is worked out anew from an earlier instant.
    const ctx = { services, workspaceId, now: at('2026-11-25 10:30') };
    await database.db.transaction((tx) => ensureSchedules(tx, ctx));
    await scheduler.tick(at('2026-11-25 10:30'));
    await scheduler.tick(at('2026-11-25 11:00'));
    expect(job.runs).toHaveLength(1);
    await scheduler.tick(at('2026-11-25 12:00'));
    expect(job.runs).toHaveLength(2);
  });

  it('of years of downtime are caught up with in one go', async () => {
    const job: Job & { runs: string[] } = {
      ...hourly(),
      next: ({ after }) => new Date((Math.floor(after.getTime() / 60_000) + 1) * 60_000),
    };
    const { tick, slots } = await prepare(job);
    job.runs.length = 0;
    await tick(at('2027-02-25 10:20'));
    expect(job.runs.map((run) => run.slice(0, 16))).toEqual(['2027-02-25 10:20']);
    expect((await slots()).length).toBeLessThanOrEqual(1 + 200);
  });
});

describe('new places in the schedule', () => {
  it('a workspace gets its own when it is created, and loses no slot of the next minute', async () => {
    const job = hourly();
    const { services, tick } = await prepare(job);
    services.clock.set(at('2026-11-25 10:59'));
    const { id: workspaceId } = await makeWorkspace(database.db);
    await database.db.transaction((tx) => ensureSchedules(tx, contextOf(services, { workspaceId })));
    await tick(at('2026-11-25 11:00'));
    expect(job.runs).toContain(`2026-11-25 11:00 ${workspaceId}`);
  });

  it('a setting that changes moves the next slot', async () => {
    let every = hourMs;
    const job: Job & { runs: string[] } = {
      ...hourly(),
      next: ({ after }) => new Date((Math.floor(after.getTime() / every) + 1) * every),
    };
    const { services, scheduler, tick, workspaceId } = await prepare(job);
    expect(await scheduler.nextAt()).toEqual({ at: at('2026-11-25 11:00'), what: `job:${job.name}` });
    every = hourMs / 2;
    await database.db.transaction((tx) => ensureSchedules(tx, contextOf(services, { workspaceId })));
    await tick(at('2026-11-25 10:21'));
    expect(await scheduler.nextAt()).toEqual({ at: at('2026-11-25 10:30'), what: `job:${job.name}` });
  });

  it('a job without a slot waits for a change of settings', async () => {
    let off = true;
    const usual = hourly();
    const job: Job = { ...usual, next: (input) => (off ? null : usual.next(input)) };
    const { services, scheduler, tick, workspaceId } = await prepare(job);
    await tick(at('2026-11-25 12:00'));
    expect(usual.runs).toEqual([]);
    expect(await scheduler.nextAt()).toBeNull();
    off = false;
    await database.db.transaction((tx) => ensureSchedules(tx, contextOf(services, { workspaceId })));
    await tick(at('2026-11-25 12:10'));
    await tick(at('2026-11-25 13:00'));
    expect(usual.runs).toHaveLength(1);
  });
});

describe('a job that throws', () => {
  it('is tried three times; then administrators are told, once a day', async () => {
    const job = hourly({ run: () => Promise.reject(new Error('No paper')) });
    const { tick, slots, messages: queued, admin } = await prepare(job);
    await tick(at('2026-11-25 11:00'));
    expect(await slots()).toEqual(['2026-11-25 11:00 failed 1']);
    await tick(at('2026-11-25 11:01'));
    expect(await slots()).toEqual(['2026-11-25 11:00 failed 2']);
    expect(await queued()).toEqual([]);
    await tick(at('2026-11-25 11:02'));
    for (let n = 3; n < 6; n++) await tick(at(`2026-11-25 11:0${n}`));
    expect(await slots()).toEqual(['2026-11-25 11:00 failed 3']);
    expect(job.runs).toHaveLength(3);
    for (let n = 0; n < 4; n++) await tick(at(`2026-11-25 12:0${n}`));
    expect(job.runs).toHaveLength(6);
    const told = await queued();
    expect(told).toMatchObject([{ destination: `person:${admin.id}`, template: 'scheduler.job-failed' }]);
    expect(JSON.parse(told[0]?.params ?? '{}')).toEqual({
      job: job.name,
      slot: at('2026-11-25 11:00').toISOString(),
      reference: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  it('waits for its back-off, in real time', async () => {
    const job = hourly({ run: () => Promise.reject(new Error('No paper')) });
    const { tick } = await prepare(job, [60_000, 60_000]);
    await tick(at('2026-11-25 11:00'));
    await tick(at('2026-11-25 11:59'));
    expect(job.runs).toHaveLength(1);
  });

  it('does not stop others, nor does one that cannot say when it runs next', async () => {
    const failing = hourly({ run: () => Promise.reject(new Error('No paper')) });
    const silent: Job = {
      ...hourly(),
      next: () => {
        throw new Error('No idea');
      },
    };
    const good = hourly();
    const { services } = await prepare(good);
    const features = [{ name: 'test', jobs: [silent, failing, good] }];
    const scheduler = createScheduler({ services: { ...services, features } });
    await scheduler.tick(services.clock.now());
    services.clock.set(at('2026-11-25 11:00'));
    await scheduler.tick(at('2026-11-25 11:00'));
    expect(failing.runs).toHaveLength(1);
    expect(good.runs).toHaveLength(1);
  });

  it('is told to administrators in words', async () => {
    const workspace = await makeWorkspace(database.db);
    const [template] = schedulerFeature.templates ?? [];
    const input = {
      workspace,
      params: { job: 'digest.daily', slot: at('2026-11-25 11:00').toISOString(), reference: 'ab12cd34' },
    };
    for (const locale of ['en', 'zh-CN'] as const) {
      const rendered = await template?.render({ ...input, t: messages(locale) } as never);
      expect(rendered?.text).toMatch(/`digest\.daily`.*11:00.*`ab12cd34`/);
    }
  });
});

describe('a process that dies', () => {
  it('leaves its slot to others, once its lease has run out', async () => {
    const job = hourly();
    const { tick, workspaceId, slots } = await prepare(job);
    const dead = { job: job.name, workspaceId, slot: at('2026-11-25 10:00'), state: 'running', attempts: 1 };
    const lease = (claimedUntil: Date) =>
      database.db.transaction((tx) =>
        tx.jobSlot.upsert({
          where: { job_workspaceId_slot: { job: job.name, workspaceId, slot: dead.slot } },
          create: { ...dead, claimedUntil },
          update: { claimedUntil },
        }),
      );
    await lease(new Date(Date.now() + 60_000));
    await tick(at('2026-11-25 10:21'));
    expect(job.runs).toEqual([]);
    await lease(new Date(Date.now() - 1));
    await tick(at('2026-11-25 10:22'));
    expect(job.runs).toEqual([`2026-11-25 10:00 ${workspaceId}`]);
    expect(await slots()).toEqual(['2026-11-25 10:00 done 2']);
  });

  it('again and again has the slot given up', async () => {
    const job = hourly();
    const { tick, workspaceId, slots, messages: queued } = await prepare(job);
    await database.db.transaction((tx) =>
      tx.jobSlot.create({
        data: {
          job: job.name,
          workspaceId,
          slot: at('2026-11-25 10:00'),
          state: 'running',
          attempts: 3,
          claimedUntil: new Date(Date.now() - 1),
        },
      }),
    );
    await tick(at('2026-11-25 10:21'));
    expect(job.runs).toEqual([]);
    expect(await slots()).toEqual(['2026-11-25 10:00 failed 4']);
    expect(await queued()).toHaveLength(1);
  });
});

describe('the heartbeat', () => {
  it('beats at once when started, and ends when what runs has finished', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = () => {};
    const running = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const job = hourly({
      run: async () => {
        begun();
        await finished;
      },
    });
    const { services, scheduler, slots } = await prepare(job);
    services.clock.set(at('2026-11-25 11:00'));
    scheduler.start();
    await running;
    const stopped = scheduler.stop();
    finish();
    await stopped;
    expect(await slots()).toEqual(['2026-11-25 11:00 done 1']);
  });
});
