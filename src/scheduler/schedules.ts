import type { Context, Services } from '../context.js';
import type { Tx } from '../db/types.js';
import type { Feature, Job } from '../feature.js';

/** The schedule's next slot is still to be worked out; the next tick does so. */
export const toBeWorkedOut = new Date(0);

/** A job that has no further slot in a workspace, until its settings change. */
export const never = new Date('9999-01-01T00:00:00Z');

/** How far a slot may lie back that is only found when its schedule is worked out. */
export const workedOutAfterMs = 60_000;

/** The jobs of all features by name. Throws when two have the same. */
export function jobsOf(features: readonly Feature[]): ReadonlyMap<string, Job> {
  const jobs = new Map<string, Job>();
  for (const job of features.flatMap((feature) => feature.jobs ?? [])) {
    if (jobs.has(job.name)) throw new Error(`Two jobs are called ${job.name}`);
    jobs.set(job.name, job);
  }
  return jobs;
}

/**
 * Gives a workspace its place in the schedule of every job: call it in the transaction that creates the
 * workspace, and in those that change a setting which jobs go by (hours, zone, times of digests). The next tick
 * works out when each job runs next; what was due already still runs.
 */
export async function ensureSchedules(
  tx: Tx,
  ctx: Pick<Context, 'services' | 'workspaceId' | 'now'>,
): Promise<void> {
  const { workspaceId, now } = ctx;
  const jobs = [...jobsOf(ctx.services.features).keys()];
  await tx.jobSchedule.updateMany({
    where: { workspaceId, job: { in: jobs }, nextAt: { gt: now } },
    data: { nextAt: toBeWorkedOut },
  });
  for (const job of jobs) await add(tx, { job, workspaceId });
}

/** No job runs in this workspace until `ensureSchedules` is called for it: Baton is not installed there. */
export async function pauseSchedules(tx: Tx, { workspaceId }: { workspaceId: string }): Promise<void> {
  await tx.jobSchedule.updateMany({ where: { workspaceId }, data: { nextAt: never, plannedAt: null } });
}

/** So many rows in one transaction: with thousands of workspaces nobody else would get to write for long. */
const chunk = 200;

/**
 * The same for whatever is missing (a job that came with this build), by one query per job; not in workspaces that
 * rest, which get theirs when Baton is installed again. Runs at start. On replicas that start together each row is
 * written once.
 */
export async function ensureAllSchedules(services: Services): Promise<void> {
  for (const job of jobsOf(services.features).keys()) {
    const lacking = await services.db.read.$queryRaw<{ id: string }[]>`
      SELECT w."id" FROM "Workspace" w
      WHERE NOT EXISTS (
        SELECT 1 FROM "JobSchedule" s WHERE s."job" = ${job} AND s."workspaceId" = w."id"
      ) AND NOT EXISTS (
        SELECT 1 FROM "Installation" i WHERE i."workspaceId" = w."id" AND i."revokedAt" IS NOT NULL
      )`;
    for (let from = 0; from < lacking.length; from += chunk) {
      await services.db.transaction(async (tx) => {
        for (const { id } of lacking.slice(from, from + chunk)) await add(tx, { job, workspaceId: id });
      });
    }
  }
}

async function add(tx: Tx, place: { job: string; workspaceId: string }): Promise<void> {
  await tx.jobSchedule.upsert({
    where: { job_workspaceId: place },
    create: { ...place, nextAt: toBeWorkedOut },
    // Changes nothing: one statement on both databases.
    update: { job: place.job },
  });
}
