import { realNow } from '../clock.js';
import type { Log } from '../log.js';
import type { Vault } from './sealing.js';
import type { Database, Tx } from './types.js';

/** Work on the rows of earlier builds that a migration cannot say in SQL: what is sealed, hashed or folded by us. */
export interface DataStep {
  /** Stays for ever: what was done under it is never done again. */
  name: string;
  /**
   * Does the next few rows and returns where to go on, or null when there are no more. Rows that are as they should
   * be are left alone. Keep it under a quarter of a second: nothing else is written meanwhile.
   */
  chunk(tx: Tx, input: { vault: Vault; cursor: string | null }): Promise<string | null>;
}

/** Milliseconds between two lines that say how far a step is. */
const tellEveryMs = 5_000;

/**
 * Does what is not done yet, before anything reads the rows. Ended half way it goes on where it was at the next
 * start; of several processes that start together, each chunk is done by one.
 */
export async function runDataSteps(
  steps: readonly DataStep[],
  { db, vault, log }: { db: Database; vault: Vault; log: Log },
): Promise<void> {
  if (steps.length === 0) return;
  const names = steps.map(({ name }) => name);
  const done = await db.read.dataStep.findMany({ where: { name: { in: names }, doneAt: { not: null } } });
  const doneNames = new Set(done.map(({ name }) => name));
  for (const step of steps) {
    if (!doneNames.has(step.name)) await runStep(step, { db, vault, log });
  }
}

async function runStep(
  step: DataStep,
  { db, vault, log }: { db: Database; vault: Vault; log: Log },
): Promise<void> {
  const { name } = step;
  let told = realNow().getTime();
  for (let chunks = 1; ; chunks += 1) {
    const finished = await db.transaction(async (tx) => {
      // Its row is held until the end, so that another process waits and then goes on after this chunk.
      const { cursor, doneAt } = await tx.dataStep.upsert({
        where: { name },
        create: { name },
        update: { name },
      });
      if (doneAt) return true;
      const next = await step.chunk(tx, { vault, cursor });
      const data = next === null ? { doneAt: realNow() } : { cursor: next };
      await tx.dataStep.updateMany({ where: { name }, data });
      return next === null;
    });
    if (finished) return;
    if (realNow().getTime() - told >= tellEveryMs) {
      log.info({ step: name, chunks }, 'preparing the data of an earlier build');
      told = realNow().getTime();
    }
  }
}
