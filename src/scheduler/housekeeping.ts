import type { Services } from '../context.js';
import { prune } from '../db/prune.js';

const dayMs = 86_400_000;

/** How long the notes of past slots are kept. */
const keepSlotsMs = 90 * dayMs;
const chunk = 500;

/**
 * Removes what nobody will ask for again: recorded answers, sent messages, past slots. On every replica once a
 * day; whoever comes second finds nothing left. `now` is real time, except that slots are business time, which
 * is never behind it.
 */
export async function keepHouse(services: Services, { now }: { now: Date }): Promise<void> {
  const { db, log } = services;
  const before = new Date(now.getTime() - keepSlotsMs);
  let slots = 0;
  for (;;) {
    const gone = await db.transaction(
      (tx) => tx.$executeRaw`
        DELETE FROM "JobSlot" WHERE ("job", "workspaceId", "slot") IN
          (SELECT "job", "workspaceId", "slot" FROM "JobSlot"
           WHERE "slot" < ${before} AND "state" <> 'running' AND "retryAt" IS NULL LIMIT ${chunk})`,
    );
    slots += gone;
    if (gone < chunk) break;
  }
  log.info({ slots, ...(await prune(db, { now })) }, 'housekeeping done');
}
