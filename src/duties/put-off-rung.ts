import type { Duty, Tx } from '../db/types.js';
import { insertRung, nextInstant, readLadder, writeLadder } from './ladder.js';

/**
 * For a rung's act that finds it cannot do its work yet, though nothing is broken: takes the rung that fires back
 * and puts it later. `duty` is the one that the act was given; in its transaction.
 */
export async function putOffRung(tx: Tx, { duty, until }: { duty: Duty; until: Date }): Promise<void> {
  const ladder = readLadder(duty);
  const fired = duty.nextRung - 1;
  const rung = ladder[fired]?.rung;
  if (rung === undefined) throw new Error(`No rung of ${duty.key} has fired`);
  const changed = insertRung(ladder.toSpliced(fired, 1), fired, { rung, at: until.toISOString() });
  await tx.duty.updateMany({
    where: { id: duty.id },
    data: { ladder: writeLadder(changed), nextRung: fired, nextAt: nextInstant(changed, fired) },
  });
}
