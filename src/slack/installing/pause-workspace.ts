import type { Context } from '../../context.js';
import type { Tx } from '../../db/types.js';
import { pauseDuties, resumeDuties } from '../../duties/pause-duties.js';
import { touchEveryHome } from '../../outbox/homes.js';
import { parkAll } from '../../outbox/park-all.js';
import { unparkAfterInstallation } from '../../outbox/retry-parked.js';
import { ensureSchedules, pauseSchedules } from '../../scheduler/schedules.js';

/** Baton is not installed any more: reminders, jobs and messages of this workspace wait. */
export async function pauseWorkspace(tx: Tx, { workspaceId }: Pick<Context, 'workspaceId'>): Promise<void> {
  await pauseDuties(tx, { workspaceId });
  await pauseSchedules(tx, { workspaceId });
  await parkAll(tx, { workspaceId });
}

/** It is installed again: what waited goes on. Slots that came meanwhile are not caught up with. */
export async function resumeWorkspace(
  tx: Tx,
  ctx: Pick<Context, 'services' | 'workspaceId' | 'now'>,
): Promise<void> {
  await resumeDuties(tx, ctx);
  await ensureSchedules(tx, ctx);
  await unparkAfterInstallation(tx, ctx);
  await touchEveryHome(tx, ctx);
}
