import type { Services } from '../context.js';
import type { Database, Workspace } from '../db/types.js';
import type { FaultLog } from '../fault-log.js';
import { NotInstalledError } from '../slack/not-installed-error.js';
import { dueLanes, type Lane } from './due.js';
import { type Renderers, runLane } from './lane.js';
import { keepLease, type Lease, takeLease } from './lease.js';
import type { OutboxTimings } from './limits.js';
import { parkWhileRemoved } from './park-all.js';
import type { Sending, SendingClient, WorkspaceMemory } from './sending.js';

/** What every burst of an outbox shares. */
export interface BurstSettings {
  services: Services;
  renderers: Renderers;
  clientFor(workspaceId: string): Promise<SendingClient>;
  holder: string;
  timings: OutboxTimings;
  now: () => Date;
  /** Milliseconds that go on evenly whatever the clock is set to. */
  elapsed: () => number;
  random: () => number;
  faults: FaultLog;
  wakeAt(at: Date): void;
  stopping(): boolean;
}

/** So many destinations of a workspace are served at once. */
const maxLanes = 64;

/**
 * Sends what is due in one workspace, under its lease, until nothing is. `woken` resolves when somebody
 * queued more meanwhile. Returns how many rows moved; 0 also when another sender holds the lease. Where nothing is
 * due no lease is taken: most nudges, and workspaces that another process has served meanwhile, cost reads only.
 */
export async function burst(
  settings: BurstSettings,
  {
    workspaceId,
    memory,
    woken,
  }: { workspaceId: string; memory: WorkspaceMemory; woken: { take(): boolean; wait(): Promise<void> } },
): Promise<number> {
  const { services, holder, timings, now, elapsed } = settings;
  const { db, log } = services;
  const at = { now: now(), businessNow: services.clock.now() };
  const lanes = await dueLanes(db.read, workspaceId, at);
  const halfSent = await db.read.outboxOperation.count({ where: { workspaceId, state: 'sending' } });
  if (lanes.length === 0 && halfSent === 0) return 0;
  const lease = await takeLease({ db, workspaceId, holder, leaseMs: timings.leaseMs, now, elapsed });
  if (!lease) {
    // Whoever holds it may just have looked for the last time.
    settings.wakeAt(new Date(now().getTime() + Math.min(timings.pollMs, 500)));
    return 0;
  }
  let lost = false;
  let moves = 0;
  const endRenewal = keepLease(lease, {
    leaseMs: timings.leaseMs,
    lost: () => {
      lost = true;
    },
    failed: (error) => log.warn({ workspaceId, err: error }, 'outbox: could not renew the lease'),
  });

  try {
    const workspace = await db.read.workspace.findUnique({ where: { id: workspaceId } });
    if (!workspace) return 0;
    const left = halfSent > 0 ? await takeOver({ settings, workspace, lease }) : 0;
    moves += left;
    const sending: Sending = {
      ...settings,
      workspace,
      client: await settings.clientFor(workspaceId),
      lease,
      memory,
      ended: () => lost || settings.stopping(),
      lose: () => {
        lost = true;
      },
      moved: () => {
        moves += 1;
      },
    };
    await runLanes(sending, { renderers: settings.renderers, woken, known: left > 0 ? null : lanes });
    return moves;
  } catch (error) {
    if (!(error instanceof NotInstalledError)) throw error;
    return await parkWhileRemoved({ db, workspaceId });
  } finally {
    endRenewal();
    await lease.release();
  }
}

/** Rows that a sender left half-sent: whether Slack took them nobody knows, so they are sent (docs/decisions/0004-outbox.md). */
async function takeOver({
  settings,
  workspace,
  lease,
}: {
  settings: BurstSettings;
  workspace: Workspace;
  lease: Lease;
}): Promise<number> {
  const { db, log }: { db: Database; log: Services['log'] } = settings.services;
  const where = { workspaceId: workspace.id, state: 'sending' };
  const { count } = await db.transaction((tx) =>
    tx.outboxOperation.updateMany({
      where,
      data: { state: 'pending', claim: null, nextAt: settings.now(), lastError: 'outcome_unknown' },
    }),
  );
  if (count > 0)
    log.warn(
      { workspaceId: workspace.id, count, fence: lease.fence },
      'outbox: outcome unknown, sending again',
    );
  return count;
}

async function runLanes(
  sending: Sending,
  {
    renderers,
    woken,
    known,
  }: {
    renderers: Renderers;
    woken: { take(): boolean; wait(): Promise<void> };
    /** The lanes as they were just read; null: look first. */
    known: Lane[] | null;
  },
): Promise<void> {
  const { services, workspace, timings, now, elapsed } = sending;
  const active = new Map<string, Promise<void>>();
  /** Lanes that met a fault of our own (the database's), until when they rest. */
  const resting = new Map<string, number>();
  let queue: Lane[] = known ?? [];
  let looked = known !== null;

  function start(lane: Lane): void {
    const name = `${lane.kind} ${lane.destination}`;
    const rest = resting.get(name);
    if (active.has(name) || (rest && rest > elapsed())) return;
    const running = runLane(sending, { lane, renderers })
      .then(() => sending.faults.succeeded(`${workspace.id} ${name}`))
      .catch((error: unknown) => {
        resting.set(name, elapsed() + timings.backoffMs);
        sending.wakeAt(new Date(now().getTime() + timings.backoffMs));
        const about = { workspaceId: workspace.id, lane: name, err: error };
        sending.faults.failed(`${workspace.id} ${name}`, about, 'outbox: lane failed');
      })
      .finally(() => {
        active.delete(name);
        looked = false;
      });
    active.set(name, running);
  }

  while (!sending.ended()) {
    if (woken.take()) looked = false;
    if (!looked && queue.length === 0) {
      looked = true;
      const at = { now: now(), businessNow: services.clock.now() };
      queue = await dueLanes(services.db.read, workspace.id, at);
    }
    while (queue.length > 0 && active.size < maxLanes) start(queue.shift() as Lane);
    if (active.size === 0 && queue.length === 0 && looked) {
      if (woken.take()) {
        looked = false;
        continue;
      }
      return;
    }
    if (active.size > 0) await Promise.race([...active.values(), woken.wait()]);
  }
  await Promise.all(active.values());
}
