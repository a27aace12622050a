import { type MovableClock, movableClock, realNow } from '../clock.js';
import type { Database } from '../db/types.js';

const row = { id: 1 };

/**
 * The playground's clock: it goes on by itself, can be moved forward, and keeps its place over restarts.
 * `start` is where a new database begins.
 */
export async function loadPlaygroundClock({
  db,
  start,
}: {
  db: Database;
  start: Date;
}): Promise<MovableClock> {
  const saved = await db.read.clockOffset.findUnique({ where: row });
  const at = saved ? new Date(realNow().getTime() + saved.offsetMs) : start;
  const clock = movableClock({ start: at, running: true });
  if (!saved) await savePlaygroundClock({ db, clock });
  return clock;
}

/** To be called whenever the clock was moved. */
export async function savePlaygroundClock({
  db,
  clock,
}: {
  db: Database;
  clock: MovableClock;
}): Promise<void> {
  const offsetMs = clock.offsetMs();
  await db.transaction((tx) =>
    tx.clockOffset.upsert({ where: row, create: { ...row, offsetMs }, update: { offsetMs } }),
  );
}
