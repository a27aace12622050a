import { inChunks } from './in-chunks.js';
import type { Database, Tx } from './types.js';

const day = 24 * 60 * 60 * 1000;

/** How long rows are kept that are done with, in milliseconds. */
export interface Keep {
  /** Recorded answers: Slack gives up repeating a request after an hour. */
  repeatsMs: number;
  /** Operations that were sent or dropped, since their last attempt. Pending and parked ones stay. */
  operationsMs: number;
  /** The notes of past slots. What runs or is to be tried again stays. */
  slotsMs: number;
  /** That somebody was reminded, since they were: a rung that comes round again, by a clock set back, is not said twice. */
  noticesMs: number;
  /**
   * Duties since they were done or cancelled; open ones stay. Who comes back from an absence is told what happened to
   * the records that they owed something about until it was done meanwhile (people/back.ts): leave of a year, and a
   * month more. Nothing else asks for closed duties; the history keeps what was done.
   */
  dutiesMs: number;
}

export const usualKeep: Keep = {
  repeatsMs: 2 * day,
  operationsMs: 90 * day,
  slotsMs: 90 * day,
  noticesMs: 90 * day,
  dutiesMs: 400 * day,
};

/** How many rows of each went. */
export type Pruned = Record<'repeats' | 'operations' | 'slots' | 'notices' | 'duties', number>;

/**
 * Deletes what nobody asks for any more, by index, in chunks of a transaction each with a rest between them.
 * @param now real time; slots, notices and duties are noted in business time, which is never behind it
 * @param chunk the most rows of a transaction
 */
export async function prune(
  db: Database,
  { now, keep = usualKeep, chunk = 500 }: { now: Date; keep?: Keep; chunk?: number },
): Promise<Pruned> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  const inTransactions = (once: (tx: Tx, size: number) => Promise<number>) =>
    inChunks((size) => db.transaction((tx) => once(tx, size)), { most: chunk });

  return {
    repeats: await inTransactions(
      (tx, size) => tx.$executeRaw`
        DELETE FROM "Repeat" WHERE ("workspaceId", "key") IN
          (SELECT "workspaceId", "key" FROM "Repeat" WHERE "at" < ${before(keep.repeatsMs)} LIMIT ${size})`,
    ),
    operations: await inTransactions(
      (tx, size) => tx.$executeRaw`
        DELETE FROM "OutboxOperation" WHERE "id" IN
          (SELECT "id" FROM "OutboxOperation"
           WHERE "state" IN ('sent', 'dropped') AND "nextAt" < ${before(keep.operationsMs)} LIMIT ${size})`,
    ),
    slots: await inTransactions(
      (tx, size) => tx.$executeRaw`
        DELETE FROM "JobSlot" WHERE ("job", "workspaceId", "slot") IN
          (SELECT "job", "workspaceId", "slot" FROM "JobSlot"
           WHERE "slot" < ${before(keep.slotsMs)} AND "state" <> 'running' AND "retryAt" IS NULL LIMIT ${size})`,
    ),
    notices: await inTransactions(
      (tx, size) => tx.$executeRaw`
        DELETE FROM "DutyNotice" WHERE "id" IN
          (SELECT "id" FROM "DutyNotice" WHERE "deliveredAt" < ${before(keep.noticesMs)} LIMIT ${size})`,
    ),
    duties: await inTransactions(async (tx, size) => {
      const old = await tx.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "Duty" WHERE "closedAt" < ${before(keep.dutiesMs)} LIMIT ${size}`;
      const ids = old.map(({ id }) => id);
      await tx.dutyNotice.deleteMany({ where: { dutyId: { in: ids } } });
      const { count } = await tx.duty.deleteMany({ where: { id: { in: ids } } });
      return count;
    }),
  };
}
