import type { Database } from '../db/types.js';

/** Nothing is put off for longer, in real time: what lies further ahead was written by a clock that ran ahead. */
export const farAheadMs = 15 * 60_000;

/**
 * Makes due what waits for an instant that a clock far ahead has written (it was set back since, or was another
 * machine's). By the indexes that the sender looks for work with, so it costs nothing when there is nothing.
 * @param now real time
 */
export async function recoverFarInstants(db: Database, now: Date): Promise<number> {
  const far = { gt: new Date(now.getTime() + farAheadMs) };
  const due = { nextAt: now };
  const counts = await db.transaction(async (tx) => [
    await tx.outboxOperation.updateMany({
      where: { state: { in: ['pending', 'sending'] }, nextAt: far },
      data: due,
    }),
    await tx.card.updateMany({ where: { pending: true, parked: false, nextAt: far }, data: due }),
    await tx.homeView.updateMany({
      where: { pending: true, nextAt: far },
      data: { ...due, claimedUntil: null },
    }),
  ]);
  return counts.reduce((sum, { count }) => sum + count, 0);
}
