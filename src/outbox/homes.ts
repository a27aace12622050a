import { realNow } from '../clock.js';
import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/**
 * Says that what App Home shows to these people has changed, and to whoever acts: the homes that were opened once
 * are published anew, several changes at once as one. `departmentIds`: everybody there. In the caller's
 * transaction; one statement for up to 200 people.
 */
export async function touchHomes(
  tx: Tx,
  { workspaceId, actor }: Pick<Context, 'workspaceId' | 'actor'>,
  {
    staffIds = [],
    departmentIds = [],
  }: { staffIds?: readonly (string | null | undefined)[]; departmentIds?: readonly (string | null)[] } = {},
): Promise<void> {
  const people = new Set([...staffIds, actor.type === 'person' ? actor.staff.id : null].filter((id) => !!id));
  const departments = new Set(departmentIds.filter((id) => id !== null));
  const who = [
    ...pagesOf([...people] as string[]).flatMap((ids) => [
      // Nobody but a person's stand-ins has their id there; the workspace's opened homes are few.
      [{ staffId: { in: ids } }, ...ids.map((id) => ({ standsFor: { contains: id } }))],
    ]),
    ...(departments.size > 0 ? [[{ departmentId: { in: [...departments] } }]] : []),
  ];
  // One statement for fewer people than its parameters are enough for, which is nearly always.
  const together = who.length <= 2 ? [who.flat()] : who;
  for (const some of together) {
    if (some.length > 0) await tx.homeView.updateMany({ where: { workspaceId, OR: some }, data: anew });
  }
}

const atOnce = 200;

function pagesOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, n) =>
    ids.slice(n * atOnce, (n + 1) * atOnce),
  );
}

/** The same for everybody of the workspace who opened it since: a new day changes what is due. */
export async function touchAllHomes(
  tx: Tx,
  { workspaceId }: Pick<Context, 'workspaceId'>,
  { openedSince }: { openedSince: Date },
): Promise<void> {
  await tx.homeView.updateMany({ where: { workspaceId, openedAt: { gte: openedSince } }, data: anew });
}

/** Everybody's, whenever they opened it: after a time in which none could be published. */
export async function touchEveryHome(tx: Tx, { workspaceId }: Pick<Context, 'workspaceId'>): Promise<void> {
  await tx.homeView.updateMany({ where: { workspaceId }, data: anew });
}

/** Somebody opened App Home, or turned its pages: it is published in any case. One statement. */
export async function wantHome(
  tx: Tx,
  { workspaceId, now }: Pick<Context, 'workspaceId' | 'now'>,
  { staffId, place }: { staffId: string; place?: string },
): Promise<void> {
  await tx.homeView.upsert({
    where: { staffId },
    create: { staffId, workspaceId, openedAt: now, nextAt: realNow(), ...(place ? { place } : {}) },
    update: { ...anew, openedAt: now, shown: '', nextAt: realNow(), ...(place ? { place } : {}) },
  });
}

const anew = { wantedVersion: { increment: 1 }, pending: true };
