import { randomUUID } from 'node:crypto';
import { realNow } from '../clock.js';
import type { Services } from '../context.js';
import type { Workspace } from '../db/types.js';
import type { Job } from '../feature.js';
import { never, toBeWorkedOut, workedOutAfterMs } from './schedules.js';

/** A slot that this process runs: nobody else does, as long as its lease is renewed. */
export interface Claim {
  job: Job;
  workspaceId: string;
  slot: Date;
  /** This run's number, from 1. */
  attempts: number;
}

/** How long a claim holds without being renewed. Real time. */
export const leaseMs = 120_000;

/** A slot found later than this was missed: its job's `late` decides. Business time. */
const lateMs = 5 * 60_000;

/** Of a long downtime only the last slots are noted one by one. */
const mostNoted = 200;
const dayMs = 86_400_000;
const page = 50;

/**
 * Takes what is due, page by page: run the slots of one before asking for the next, or their leases run out. For
 * each (job, workspace) it is the latest slot that has come, and its schedule moves on. A conditional update and
 * the slot's unique row make it one process's. Older slots missed are noted 'skipped'. A job that cannot say
 * when it runs next is logged and left for the next tick.
 */
export async function* claimDueSlots({
  services,
  jobs,
  now,
}: {
  services: Services;
  jobs: ReadonlyMap<string, Job>;
  now: Date;
}): AsyncGenerator<Claim[]> {
  let failed = 0;
  for (;;) {
    const due = await services.db.read.jobSchedule.findMany({
      where: { nextAt: { lte: now }, job: { in: [...jobs.keys()] } },
      orderBy: [{ nextAt: 'asc' }, { job: 'asc' }, { workspaceId: 'asc' }],
      take: page,
      // Those that failed stay at the head of the line.
      skip: failed,
    });
    if (due.length === 0) return;
    const claims: Claim[] = [];
    const workspaces = await services.db.read.workspace.findMany({
      where: { id: { in: [...new Set(due.map(({ workspaceId }) => workspaceId))] } },
    });
    for (const { job: name, workspaceId, nextAt } of due) {
      try {
        const job = jobs.get(name);
        const workspace = workspaces.find(({ id }) => id === workspaceId);
        if (!job || !workspace) throw new Error(`There is no job ${name} or no workspace ${workspaceId}`);
        const claim = await claimLatest({ services, job, workspace, nextAt, now });
        if (claim) claims.push(claim);
      } catch (error) {
        failed++;
        const reference = randomUUID().slice(0, 8);
        services.log.error({ reference, job: name, workspaceId, err: error }, 'job could not be scheduled');
      }
    }
    yield claims;
  }
}

async function claimLatest({
  services,
  job,
  workspace,
  nextAt,
  now,
}: {
  services: Services;
  job: Job;
  workspace: Workspace;
  nextAt: Date;
  now: Date;
}): Promise<Claim | null> {
  const name = job.name;
  const workspaceId = workspace.id;
  const nextSlot = async (after: Date) => {
    const next = (await job.next({ services, workspace, after })) ?? never;
    if (next <= after)
      throw new Error(`${name} names ${next.toISOString()}, not after ${after.toISOString()}`);
    return next;
  };
  const first =
    nextAt.getTime() === toBeWorkedOut.getTime()
      ? await nextSlot(new Date(now.getTime() - workedOutAfterMs))
      : nextAt;
  const { come, next } = await slotsCome({ nextSlot, first, now });
  const latest = come.at(-1);
  const runs = latest && (job.late === 'run' || now.getTime() - latest.getTime() <= lateMs);
  return services.db.transaction(async (tx) => {
    const { count } = await tx.jobSchedule.updateMany({
      where: { job: name, workspaceId, nextAt },
      data: { nextAt: next },
    });
    if (count === 0 || !latest) return null;
    // A clock that was set back, or a changed setting, names a slot again: it ran then.
    const ran = await tx.jobSlot.findMany({
      where: { job: name, workspaceId, slot: { in: come } },
      select: { slot: true },
    });
    const known = new Set(ran.map(({ slot }) => slot.getTime()));
    const fresh = come.filter((slot) => !known.has(slot.getTime()));
    const isRun = (slot: Date) => runs && slot === latest;
    if (fresh.length === 0) return null;
    await tx.jobSlot.createMany({
      data: fresh.map((slot) =>
        isRun(slot)
          ? { job: name, workspaceId, slot, state: 'running', attempts: 1, claimedUntil: leaseEnd() }
          : { job: name, workspaceId, slot, state: 'skipped' },
      ),
    });
    return fresh.some(isRun) ? { job, workspaceId, slot: latest, attempts: 1 } : null;
  });
}

/** The slots from `first` until now, the latest last, and the one after. */
async function slotsCome({
  nextSlot,
  first,
  now,
}: {
  nextSlot: (after: Date) => Promise<Date>;
  first: Date;
  now: Date;
}): Promise<{ come: Date[]; next: Date }> {
  let come: Date[] = [];
  let slot = first;
  let jumped = false;
  while (slot <= now) {
    come.push(slot);
    if (come.length > mostNoted) {
      come = come.slice(-mostNoted);
      const yesterday = new Date(now.getTime() - dayMs);
      if (!jumped && slot < yesterday) slot = yesterday;
      jumped = true;
    }
    slot = await nextSlot(slot);
  }
  return { come, next: slot };
}

/**
 * Takes over slots whose back-off is over or whose process died: failed ones, and running ones with an expired
 * lease. Real time.
 */
export async function claimAgain({
  services,
  jobs,
}: {
  services: Services;
  jobs: ReadonlyMap<string, Job>;
}): Promise<Claim[]> {
  const real = realNow();
  const waiting = await services.db.read.jobSlot.findMany({
    where: {
      job: { in: [...jobs.keys()] },
      OR: [
        { state: 'failed', retryAt: { lte: real } },
        { state: 'running', claimedUntil: { lte: real } },
      ],
    },
    orderBy: { slot: 'asc' },
    take: page,
  });
  if (waiting.length === 0) return [];
  return services.db.transaction(async (tx) => {
    const claims: Claim[] = [];
    for (const { job: name, workspaceId, slot, state, attempts } of waiting) {
      const job = jobs.get(name);
      const { count } = await tx.jobSlot.updateMany({
        where: { job: name, workspaceId, slot, state, attempts },
        data: { state: 'running', attempts: attempts + 1, retryAt: null, claimedUntil: leaseEnd() },
      });
      if (job && count === 1) claims.push({ job, workspaceId, slot, attempts: attempts + 1 });
    }
    return claims;
  });
}

export function leaseEnd(): Date {
  return new Date(realNow().getTime() + leaseMs);
}
