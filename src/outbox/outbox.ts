import { elapsedMs, realNow } from '../clock.js';
import type { Services } from '../context.js';
import { createFaultLog } from '../fault-log.js';
import { createAlarm } from './alarm.js';
import { type BurstSettings, burst } from './burst.js';
import { dueWorkspaces } from './due.js';
import { createGates } from './gates.js';
import { endLeasesOfTheDead, holderName } from './lease.js';
import { type OutboxLimits, type OutboxTimings, slackLimits, usualTimings } from './limits.js';
import { createPlaces } from './places.js';
import { recoverFarInstants } from './recover-far-instants.js';
import type { SendingClient, WorkspaceMemory } from './sending.js';

export interface Outbox {
  /** Begins to send: what is pending at once, then on nudges and when something becomes due. */
  start(): void;
  /** Lets calls under way finish (at most 10 s), gives the leases back. */
  stop(): Promise<void>;
  /** Says that something was queued for a workspace. Cheap; does nothing before start(). */
  nudge(workspaceId: string): void;
  /** Resolves when nothing more can be sent at this real and business time. Works without start(). */
  drain(): Promise<void>;
}

/** How often it looks for what a clock far ahead has put off, in milliseconds. */
const recoverEveryMs = 30_000;

/** So many workspaces are served at once; the others follow. */
const maxWorkspaces = 20;

interface Running {
  wake(): void;
  finished: Promise<number>;
}

/**
 * The sender of everything queued (docs/decisions/0004-outbox.md). One per process; leases keep several
 * processes apart. `clientFor` gives the client that it sends with (no retries of its own, a timeout);
 * `now` is real time; `elapsed` goes on evenly whatever that is set to, and counts what is remembered meanwhile.
 */
export function createOutbox({
  services,
  clientFor = (workspaceId) => services.slack.forSending(workspaceId),
  limits = { ...slackLimits, workspacePerMinute: services.config.messagesPerMinute },
  timings: changed = {},
  holder = holderName(),
  now = realNow,
  elapsed = now === realNow ? elapsedMs : () => now().getTime(),
  random = Math.random,
  busy = () => false,
}: {
  services: Services;
  clientFor?: (workspaceId: string) => Promise<SendingClient>;
  limits?: OutboxLimits;
  timings?: Partial<OutboxTimings>;
  holder?: string;
  now?: () => Date;
  elapsed?: () => number;
  random?: () => number;
  /** While true it looks for no work by itself: somebody queues a lot, and nudges afterwards. */
  busy?: () => boolean;
}): Outbox {
  const timings = { ...usualTimings, ...changed };
  if (timings.leaseMs <= timings.callMs) throw new RangeError('A lease must outlast a call');
  const { db, log, features } = services;
  const faults = createFaultLog(log);
  const running = new Map<string, Running>();
  const memories = new Map<string, WorkspaceMemory>();
  const places = createPlaces(maxWorkspaces);
  /** Workspaces without a usable client, and when to ask for one again. */
  const unreachable = new Map<string, { until: number; attempts: number }>();
  let state: 'made' | 'started' | 'stopped' = 'made';
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let recoveredAt = Number.NEGATIVE_INFINITY;
  let poll: NodeJS.Timeout | null = null;

  const settings: BurstSettings = {
    services,
    clientFor,
    renderers: {
      cards: new Map(features.flatMap(({ cards = [] }) => cards.map((card) => [card.kind, card]))),
      templates: new Map(features.flatMap(({ templates = [] }) => templates.map((t) => [t.template, t]))),
    },
    holder,
    timings,
    now,
    elapsed,
    random,
    faults,
    wakeAt,
    stopping: () => state === 'stopped',
  };

  const alarm = createAlarm({ elapsed, ring: look });

  function wakeAt(at: Date): void {
    if (state === 'started') alarm.set(at.getTime() - now().getTime());
  }

  function memoryOf(workspaceId: string): WorkspaceMemory {
    let memory = memories.get(workspaceId);
    if (!memory) {
      memory = {
        gates: createGates({ limits }),
        directChannels: new Map(),
        reopened: new Set(),
        pauses: new Map(),
        limited: null,
        usedAt: elapsed(),
      };
      memories.set(workspaceId, memory);
    }
    return memory;
  }

  function forgetIdle(): void {
    const before = elapsed() - timings.forgetMs;
    for (const [workspaceId, memory] of memories) {
      if (running.has(workspaceId) || memory.usedAt > before) continue;
      memory.gates.close();
      memories.delete(workspaceId);
    }
  }

  /** Runs bursts for a workspace until nothing is due; joins the one that runs. Returns how many rows moved. */
  function run(workspaceId: string): Promise<number> {
    const current = running.get(workspaceId);
    if (current) {
      current.wake();
      return current.finished;
    }
    let woken = false;
    let ring: () => void = () => {};
    const bell = {
      take() {
        const was = woken;
        woken = false;
        return was;
      },
      wait: () =>
        new Promise<void>((resolve) => {
          ring = resolve;
          if (woken) resolve();
        }),
    };
    const work = async () => {
      let moved = 0;
      const free = await places.take();
      try {
        do {
          bell.take();
          const memory = memoryOf(workspaceId);
          moved += await burst(settings, { workspaceId, memory, woken: bell });
          memory.usedAt = elapsed();
          unreachable.delete(workspaceId);
          faults.succeeded(workspaceId);
        } while (woken && state !== 'stopped');
      } catch (error) {
        const attempts = (unreachable.get(workspaceId)?.attempts ?? 0) + 1;
        const waitMs = Math.min(timings.backoffMaxMs, timings.backoffMs * 2 ** attempts);
        unreachable.set(workspaceId, { until: elapsed() + waitMs, attempts });
        wakeAt(new Date(now().getTime() + waitMs));
        faults.failed(workspaceId, { workspaceId, err: error }, 'outbox: cannot send for this workspace now');
      } finally {
        free();
        running.delete(workspaceId);
      }
      return moved;
    };
    const finished = work();
    running.set(workspaceId, {
      wake() {
        woken = true;
        ring();
      },
      finished,
    });
    return finished;
  }

  /** Workspaces with something due that nobody serves, but for those that could not be served a moment ago. */
  async function ableWorkspaces(): Promise<string[]> {
    const at = { now: now(), businessNow: services.clock.now() };
    const due = await dueWorkspaces(db.read, at, { holder });
    return due.filter((id) => (unreachable.get(id)?.until ?? 0) <= elapsed());
  }

  /** Serves every workspace with something due. Returns how many rows moved. */
  async function runDue(): Promise<number> {
    const moved = await Promise.all((await ableWorkspaces()).map(run));
    return moved.reduce((sum, each) => sum + each, 0);
  }

  function recover(): void {
    if (elapsed() - recoveredAt < recoverEveryMs) return;
    recoveredAt = elapsed();
    recoverFarInstants(db, now()).then(
      (count) => {
        if (count === 0) return;
        log.warn({ count }, 'outbox: waited for instants of a clock that was far ahead; sending now');
        look();
      },
      (error: unknown) => log.error({ err: error }, 'outbox: could not look for instants far ahead'),
    );
  }

  /** Looks for due workspaces without waiting for what they send. */
  function look(): void {
    if (state !== 'started') return;
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = ableWorkspaces()
      .then((able) => {
        faults.succeeded('look');
        for (const id of able) void run(id);
      })
      .catch((error: unknown) => faults.failed('look', { err: error }, 'outbox: could not look for work'))
      .finally(() => {
        looking = null;
        if (!lookAgain) return;
        lookAgain = false;
        look();
      });
  }

  return {
    start() {
      if (state !== 'made') return;
      state = 'started';
      recover();
      endLeasesOfTheDead({ db }).then(look, (error: unknown) => {
        log.error({ err: error }, 'outbox: could not end old leases');
      });
      poll = setInterval(() => {
        forgetIdle();
        recover();
        if (!busy()) look();
      }, timings.pollMs);
      poll.unref();
    },
    nudge(workspaceId) {
      if (state === 'started') void run(workspaceId);
    },
    async drain() {
      if (state === 'made') await endLeasesOfTheDead({ db });
      while (state !== 'stopped' && (await runDue()) > 0);
    },
    async stop() {
      if (state === 'stopped') return;
      state = 'stopped';
      if (poll) clearInterval(poll);
      alarm.stop();
      for (const { gates } of memories.values()) gates.close();
      let handle: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        handle = setTimeout(resolve, timings.stopMs);
      });
      const all = Promise.all([looking, ...[...running.values()].map(({ finished }) => finished)]);
      await Promise.race([all, patience]);
      clearTimeout(handle);
    },
  };
}
