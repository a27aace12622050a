import type { Tx } from '../db/types.js';
import { enqueue } from './enqueue.js';
import type { Sending } from './sending.js';

/** The template of the message to administrators. */
export const parkedTemplate = 'outbox.parked';

/** The error of replies whose parent is parked; they wait with it and nobody is told twice. */
export const parentParked = 'parent_parked';

/** Unique while the trouble lasts, so that administrators hear of it once. */
export function noticeKey({ destination, error }: { destination: string; error: string }): string {
  return `outbox.parked:${destination}:${error}`;
}

/** The key of a notice that has had its day. */
export function spentKey(key: string, id: number): string {
  return `${key}:${id}`;
}

/** In the transaction that parks a row: tells one administrator, once for this destination and error. */
export async function tellAdministrator(
  tx: Tx,
  { services, workspace }: Sending,
  { destination, error }: { destination: string; error: string },
): Promise<void> {
  const now = services.clock.now();
  const administrators = await tx.staff.findMany({
    where: { workspaceId: workspace.id, admin: true, active: true },
    select: { id: true, awayFrom: true, awayUntil: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const reachable = administrators.filter(({ id }) => destination !== `person:${id}`);
  const present = reachable.find(
    ({ awayFrom, awayUntil }) => !awayFrom || awayFrom > now || (awayUntil !== null && awayUntil <= now),
  );
  const administrator = present ?? reachable[0];
  if (!administrator) {
    services.log.error({ workspaceId: workspace.id, destination, error }, 'outbox: no administrator to tell');
    return;
  }
  await enqueue(
    tx,
    { workspaceId: workspace.id, now },
    {
      key: noticeKey({ destination, error }),
      destination: { staffId: administrator.id },
      template: parkedTemplate,
      params: { destination, error },
    },
  );
}
