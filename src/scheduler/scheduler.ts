import { elapsedMs, realNow } from '../clock.js';
import type { Services } from '../context.js';
import { createFaultLog } from '../fault-log.js';
import { holderName } from '../outbox/lease.js';
import { type Claim, claimAgain, claimDueSlots } from './claim-slots.js';
import { createHeartbeat } from './heartbeat.js';
import { keepHouse } from './housekeeping.js';
import { type NextDue, nextDue } from './next-due.js';
import { createDoneNotes } from './note-done.js';
import { planAgain } from './plan-again.js';
import { defaultRetryAfterMs, runSlot } from './run-slot.js';
import { ensureAllSchedules, jobsOf } from './schedules.js';
import { sweepAlone } from './sweep-alone.js';

export interface Scheduler {
  /** Begins the heartbeat: once a minute, and at once. Does not wait for what it does. */
  start(): void;
  /** Ends it; resolves when what runs has finished. */
  stop(): Promise<void>;
  /** Everything that is due at a business instant: duties, then jobs. Resolves when all of it is done. */
  tick(now: Date): Promise<void>;
  /** What will happen next, strictly after an instant (default: now); null when nothing is planned. */
  nextAt(after?: Date): Promise<NextDue | null>;
  /** Whether jobs are running that queue messages; false when that takes longer than a few seconds. */
  queueing(): boolean;
}

/** How many jobs run side by side. */
const atOnce = 4;
/** So long what jobs queue waits for their end before it is sent. Real time. */
const queueFirstMs = 10_000;
/** Housekeeping begins when the start is over, then comes once a day. Real time. */
const firstHousekeepingMs = 10 * 60_000;
const housekeepingMs = 24 * 3_600_000;

/**
 * The heartbeat of duties and jobs. On any number of replicas each rung fires and each slot runs once. Duties
 * do not wait for long jobs. `retryAfterMs` (real time) is how long a failed job waits before each new attempt.
 */
export function createScheduler({
  services,
  retryAfterMs = defaultRetryAfterMs,
}: {
  services: Services;
  retryAfterMs?: readonly number[];
}): Scheduler {
  const jobs = jobsOf(services.features);
  const faults = createFaultLog(services.log);
  const queued = createLaterNudges(services);
  const notes = createDoneNotes(services);
  let stopping = false;
  let ensured: Promise<void> | null = null;
  let working = false;
  let housekeepingAt = elapsedMs() + firstHousekeepingMs;

  const holder = holderName();
  const sweep = inTurn((now) => sweepAlone(services, { holder, now, stopping: () => stopping }));

  const work = inTurn(async (now) => {
    if (jobs.size === 0) return;
    ensured ??= ensureAllSchedules(services).catch((error: unknown) => {
      ensured = null;
      throw error;
    });
    await ensured;
    await planAgain(services, now);
    try {
      // What failed before comes first; what fails now waits for its back-off, not for this loop.
      await runAll(await claimAgain({ services, jobs }), now);
      for await (const claims of claimDueSlots({ services, jobs, now })) {
        await runAll(claims, now);
        if (stopping) return;
      }
    } finally {
      queued.nudge();
    }
  });

  async function runAll(claims: readonly Claim[], now: Date): Promise<void> {
    const waiting = [...claims];
    const runner = async () => {
      for (let claim = waiting.shift(); claim; claim = waiting.shift()) {
        await runSlot({ services: queued.services, claim, now, retryAfterMs, done: notes.add });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, runner));
    await notes.flush();
  }

  async function housekeeping(): Promise<void> {
    if (stopping || elapsedMs() < housekeepingAt) return;
    housekeepingAt = elapsedMs() + housekeepingMs;
    await keepHouse(services, { now: realNow() }).catch((error: unknown) => {
      services.log.error({ err: error }, 'housekeeping failed, tried again tomorrow');
    });
  }

  async function beat(): Promise<void> {
    const now = services.clock.now();
    try {
      await sweep(now);
      faults.succeeded('sweep');
    } catch (error) {
      faults.failed('sweep', { err: error }, 'duties could not be swept');
    }
    if (working || stopping) return;
    working = true;
    work(now)
      .then(() => faults.succeeded('jobs'))
      .catch((error: unknown) => faults.failed('jobs', { err: error }, 'jobs could not be looked at'))
      .then(housekeeping)
      .finally(() => {
        working = false;
      });
  }

  const heartbeat = createHeartbeat({ beat, log: services.log });
  return {
    start: heartbeat.start,
    async stop() {
      stopping = true;
      await heartbeat.stop();
      await Promise.allSettled([sweep.idle(), work.idle()]);
    },
    async tick(now) {
      await sweep(now);
      await work(now);
    },
    nextAt: (after = services.clock.now()) => nextDue(services, after),
    queueing: queued.waiting,
  };
}

/**
 * What a minute brings is queued first and sent then: a thousand workspaces' messages would otherwise be sent while
 * the rest of them still waits to be queued. `services` is what jobs run with.
 */
function createLaterNudges(services: Services) {
  const workspaces = new Set<string>();
  let since = 0;
  const waiting = () => workspaces.size > 0 && elapsedMs() - since < queueFirstMs;
  const nudge = () => {
    for (const workspaceId of workspaces) services.nudge(workspaceId);
    workspaces.clear();
  };
  return {
    services: {
      ...services,
      nudge(workspaceId: string) {
        if (workspaces.size === 0) since = elapsedMs();
        workspaces.add(workspaceId);
        if (!waiting()) nudge();
      },
    },
    waiting,
    nudge,
  };
}

/** Calls come one after the other in this process; each runs, even if the one before it failed. */
function inTurn(run: (now: Date) => Promise<void>) {
  let last: Promise<void> = Promise.resolve();
  const next = (now: Date) => {
    const mine = last.then(() => run(now));
    last = mine.catch(() => {});
    return mine;
  };
  return Object.assign(next, { idle: () => last });
}
