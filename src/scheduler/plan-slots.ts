import type { Services } from '../context.js';
import type { Workspace } from '../db/types.js';
import type { Job } from '../feature.js';
import { never, toBeWorkedOut, workedOutAfterMs } from './schedules.js';

/** A slot found later than this was missed: its job's `late` decides. Business time. */
const lateMs = 5 * 60_000;

/** Of a long downtime only the last slots are noted one by one. */
const mostNoted = 200;
const dayMs = 86_400_000;

/** What has come of a job in a workspace, and when it comes next. */
export interface Plan {
  job: Job;
  workspaceId: string;
  /** Where its schedule stood. */
  nextAt: Date;
  next: Date;
  /** In order; the last one runs if it is not too late for the job. */
  come: Date[];
  runs: boolean;
}

/**
 * `known`: the slot after `nextAt`, where it was worked out for many workspaces together; null for none.
 * @throws what the job's `next` throws, and when it names no later instant
 */
export async function plan({
  services,
  job,
  workspace,
  nextAt,
  now,
  known,
}: {
  services: Services;
  job: Job;
  workspace: Workspace;
  nextAt: Date;
  now: Date;
  known?: Date | null | undefined;
}): Promise<Plan> {
  const nextSlot = async (after: Date) => {
    const isKnown = known !== undefined && after.getTime() === nextAt.getTime();
    const next = (isKnown ? known : await job.next({ services, workspace, after })) ?? never;
    if (next <= after)
      throw new Error(`${job.name} names ${next.toISOString()}, not after ${after.toISOString()}`);
    return next;
  };
  const first =
    nextAt.getTime() === toBeWorkedOut.getTime()
      ? await nextSlot(new Date(now.getTime() - workedOutAfterMs))
      : nextAt;
  const { come, next } = await slotsCome({ nextSlot, first, now });
  const latest = come.at(-1);
  const runs = latest !== undefined && (job.late === 'run' || now.getTime() - latest.getTime() <= lateMs);
  return { job, workspaceId: workspace.id, nextAt, next, come, runs };
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
 * What comes after `nextAt` in each of several workspaces, asked at once of a job that can tell; empty for other
 * jobs, and when telling fails: then each is asked by itself, and one's fault is not everybody's.
 */
export async function knownTogether({
  services,
  job,
  workspaces,
  nextAt,
}: {
  services: Services;
  job: Job;
  workspaces: readonly Workspace[];
  nextAt: Date;
}): Promise<ReadonlyMap<string, Date | null>> {
  if (!job.nextOfMany || workspaces.length < 2 || nextAt.getTime() === toBeWorkedOut.getTime())
    return new Map();
  return job.nextOfMany({ services, workspaces, after: nextAt }).catch(() => new Map());
}
