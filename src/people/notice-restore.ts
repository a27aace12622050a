import type { Services } from '../context.js';
import { raiseCounter } from '../db/counter.js';
import { record } from '../db/history.js';
import type { Home, LastNumber } from '../db/home.js';
import { enqueue } from '../outbox/enqueue.js';
import { administrators } from './queries.js';

/** In the history: numbers that were given and whose records are lost. */
export const numbersLost = 'workspace.numbers-lost';

const onlyRow = 1;

/**
 * At start: whether this database was put back from a backup, or moved, since it was last used. If so, no workspace
 * gives a number until an administrator has said the last one; they are told. Numbers that were noted beside the
 * database are never given again in any case (docs/processes.md#after-a-restore).
 */
export async function noticeRestore(
  services: Pick<Services, 'db' | 'log' | 'clock'>,
  home: Home,
): Promise<void> {
  const { db, log, clock } = services;
  const { home: before = null } = (await db.read.instance.findUnique({ where: { id: onlyRow } })) ?? {};
  const present = await db.read.counter.findMany();
  const workspaces = await db.read.workspace.findMany({ select: { id: true } });
  const known = new Set(workspaces.map(({ id }) => id));
  const lost = home.numbers.filter((one) => known.has(one.workspaceId) && one.n > lastOf(present, one));
  const moved = before !== null && before !== home.id;
  const now = clock.now();
  if (moved || lost.length > 0) {
    log.warn('the database was put back from a backup, or moved: numbers wait for an administrator');
    for (const { id: workspaceId } of workspaces) {
      await db.transaction(async (tx) => {
        const ctx = { workspaceId, now, actor: { type: 'system' } } as const;
        for (const one of lost.filter((each) => each.workspaceId === workspaceId)) {
          await raiseCounter(tx, one);
          await record(tx, ctx, {
            subject: { type: 'workspace', id: workspaceId },
            event: numbersLost,
            after: { series: one.name, from: lastOf(present, one) + 1, to: one.n },
          });
        }
        await tx.workspace.update({
          where: { id: workspaceId },
          data: { numbersUnsureSince: now },
          select: { id: true },
        });
        for (const { id: staffId } of await administrators(tx, { workspaceId })) {
          await enqueue(tx, ctx, {
            // Replicas that start together say it once.
            key: `people.restored:${home.id}:${now.toISOString().slice(0, 16)}:${staffId}`,
            destination: { staffId },
            template: 'people.restored',
          });
        }
      });
    }
  }
  if (before !== home.id) {
    await db.transaction((tx) => tx.instance.updateMany({ where: { id: onlyRow }, data: { home: home.id } }));
  }
  await home.keep();
}

function lastOf(present: readonly LastNumber[], { workspaceId, name }: LastNumber): number {
  return present.find((one) => one.workspaceId === workspaceId && one.name === name)?.n ?? 0;
}
