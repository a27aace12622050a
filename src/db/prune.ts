import type { Database } from './types.js';

const day = 24 * 60 * 60 * 1000;

/** How long rows of the plumbing are kept, in milliseconds of real time. */
export interface Keep {
  /** Recorded answers: Slack gives up repeating a request after an hour. */
  repeatsMs: number;
  /** Operations that were sent or dropped, since their last attempt. Pending and parked ones stay. */
  operationsMs: number;
}

export const usualKeep: Keep = { repeatsMs: 2 * day, operationsMs: 90 * day };

/**
 * Deletes what the plumbing no longer needs, a chunk to a transaction, so that nobody waits for it.
 * @param now real time
 * @returns how many rows went
 */
export async function prune(
  db: Database,
  { now, keep = usualKeep, chunk = 500 }: { now: Date; keep?: Keep; chunk?: number },
): Promise<{ repeats: number; operations: number }> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const repeatsBefore = before(keep.repeatsMs);
  const operationsBefore = before(keep.operationsMs);

  const repeats = await inChunks(() =>
    db.transaction(
      (tx) => tx.$executeRaw`
        DELETE FROM "Repeat" WHERE ("workspaceId", "key") IN
          (SELECT "workspaceId", "key" FROM "Repeat" WHERE "at" < ${repeatsBefore} LIMIT ${chunk})`,
    ),
  );
  const operations = await inChunks(() =>
    db.transaction(
      (tx) => tx.$executeRaw`
        DELETE FROM "OutboxOperation" WHERE "id" IN
          (SELECT "id" FROM "OutboxOperation"
           WHERE "state" IN ('sent', 'dropped') AND "nextAt" < ${operationsBefore} LIMIT ${chunk})`,
    ),
  );
  return { repeats, operations };

  async function inChunks(once: () => Promise<number>): Promise<number> {
    let gone = 0;
    for (;;) {
      const count = await once();
      gone += count;
      if (count < chunk) return gone;
    }
  }
}
