import { randomUUID } from 'node:crypto';
import { realNow } from '../clock.js';
import type { Services } from '../context.js';
import type { Tx, Workspace } from '../db/types.js';
import type { Job } from '../feature.js';
import { knownTogether, type Plan, plan } from './plan-slots.js';

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

/** No lease and no back-off is as long. */
const farAheadMs = 15 * 60_000;

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
    const workspaces = await services.db.read.workspace.findMany({
      where: { id: { in: [...new Set(due.map(({ workspaceId }) => workspaceId))] } },
    });
    const plans: Plan[] = [];
    const refuse = (place: { job: string; workspaceId: string }, error: unknown) => {
      failed++;
      const reference = randomUUID().slice(0, 8);
      services.log.error({ reference, ...place, err: error }, 'job could not be scheduled');
    };
    const knownOf = knownFor({ services, due, workspaces });
    for (const { job: name, workspaceId, nextAt } of due) {
      try {
        const job = jobs.get(name);
        const workspace = workspaces.find(({ id }) => id === workspaceId);
        if (!job || !workspace) throw new Error(`There is no job ${name} or no workspace ${workspaceId}`);
        const known = (await knownOf(job, nextAt)).get(workspaceId);
        plans.push(await plan({ services, job, workspace, nextAt, now, known }));
      } catch (error) {
        refuse({ job: name, workspaceId }, error);
      }
    }
    yield await claimTogether(services, plans, now).catch(async () => {
      const claims: Claim[] = [];
      for (const one of plans) {
        try {
          claims.push(...(await claimTogether(services, [one], now)));
        } catch (error) {
          refuse({ job: one.job.name, workspaceId: one.workspaceId }, error);
        }
      }
      return claims;
    });
  }
}

/** What comes next, worked out once for those of a page that stand at the same job and minute. */
function knownFor({
  services,
  due,
  workspaces,
}: {
  services: Services;
  due: readonly { job: string; workspaceId: string; nextAt: Date }[];
  workspaces: readonly Workspace[];
}): (job: Job, nextAt: Date) => Promise<ReadonlyMap<string, Date | null>> {
  const asked = new Map<string, Promise<ReadonlyMap<string, Date | null>>>();
  return (job, nextAt) => {
    const key = `${job.name} ${nextAt.getTime()}`;
    const before = asked.get(key);
    if (before) return before;
    const alike = due.filter((one) => one.job === job.name && one.nextAt.getTime() === nextAt.getTime());
    const ids = new Set(alike.map(({ workspaceId }) => workspaceId));
    const answer = knownTogether({
      services,
      job,
      nextAt,
      workspaces: workspaces.filter(({ id }) => ids.has(id)),
    });
    asked.set(key, answer);
    return answer;
  };
}

/** One transaction, whatever the number: a thousand workspaces may have the same minute. */
async function claimTogether(services: Services, plans: readonly Plan[], now: Date): Promise<Claim[]> {
  if (plans.length === 0) return [];
  return services.db.transaction(async (tx) => {
    const come = (await moveOn(tx, plans, now)).filter((one) => one.come.length > 0);
    if (come.length === 0) return [];
    // A clock that was set back, or a changed setting, names a slot again: it ran then.
    const ran = await tx.jobSlot.findMany({
      where: {
        OR: come.map((one) => ({
          job: one.job.name,
          workspaceId: one.workspaceId,
          slot: { in: one.come },
        })),
      },
      select: { job: true, workspaceId: true, slot: true },
    });
    const known = new Set(ran.map(slotKey));
    const fresh = come.flatMap(({ job, workspaceId, come: slots, runs }) =>
      slots.flatMap((slot, n) => {
        const row = { job: job.name, workspaceId, slot };
        return known.has(slotKey(row)) ? [] : [{ job, row, isRun: runs && n === slots.length - 1 }];
      }),
    );
    if (fresh.length === 0) return [];
    await tx.jobSlot.createMany({
      data: fresh.map(({ row, isRun }) =>
        isRun
          ? { ...row, state: 'running', attempts: 1, claimedUntil: leaseEnd() }
          : { ...row, state: 'skipped' },
      ),
    });
    return fresh.flatMap(({ job, row: { workspaceId, slot }, isRun }) =>
      isRun ? [{ job, workspaceId, slot, attempts: 1 }] : [],
    );
  });
}

/** Moves the schedules on; those that another replica moved first are left out. A statement for each minute. */
async function moveOn(tx: Tx, plans: readonly Plan[], now: Date): Promise<Plan[]> {
  const alike = new Map<string, Plan[]>();
  for (const one of plans) {
    const key = [one.job.name, one.nextAt.getTime(), one.next.getTime()].join(' ');
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  const moved: Plan[] = [];
  for (const group of alike.values()) {
    const [{ job, nextAt, next }] = group as [Plan];
    const rows = await tx.jobSchedule.updateManyAndReturn({
      where: { job: job.name, nextAt, workspaceId: { in: group.map(({ workspaceId }) => workspaceId) } },
      data: { nextAt: next, plannedAt: now },
      select: { workspaceId: true },
    });
    const ours = new Set(rows.map(({ workspaceId }) => workspaceId));
    moved.push(...group.filter(({ workspaceId }) => ours.has(workspaceId)));
  }
  return moved;
}

const slotKey = ({ job, workspaceId, slot }: { job: string; workspaceId: string; slot: Date }) =>
  `${job} ${workspaceId} ${slot.getTime()}`;

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
  const farAhead = new Date(real.getTime() + farAheadMs);
  // A check, never a way to find them: nearly all slots of a job are done.
  const known = { NOT: { job: { notIn: [...jobs.keys()] } } };
  const { jobSlot } = services.db.read;
  const failed = (retryAt: { lte: Date } | { gt: Date }) =>
    jobSlot.findMany({
      where: { ...known, state: 'failed', retryAt },
      orderBy: { retryAt: 'asc' },
      take: page,
    });
  // What lies far ahead was written by a clock that was.
  const found = [
    ...(await failed({ lte: real })),
    ...(await failed({ gt: farAhead })),
    ...(await jobSlot.findMany({
      where: {
        ...known,
        state: 'running',
        OR: [{ claimedUntil: { lte: real } }, { claimedUntil: { gt: farAhead } }],
      },
    })),
  ];
  const waiting = found.sort((a, b) => a.slot.getTime() - b.slot.getTime()).slice(0, page);
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
