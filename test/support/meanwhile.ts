import type { Database, Tx } from '../../src/db/types.js';

/**
 * Two transactions that meet: `first` has written and not yet committed when `second` begins; it commits once
 * `second` waits for its row. On SQLite, where transactions follow one another, the second simply comes after.
 */
export async function meanwhile<T>(
  db: Database,
  { first, second }: { first: (tx: Tx) => Promise<unknown>; second: () => Promise<T> },
): Promise<T> {
  let written = () => {};
  let commit = () => {};
  const hasWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const before = db.transaction(async (tx) => {
    await first(tx);
    written();
    await mayCommit;
  });
  await Promise.race([hasWritten, before]);
  const after = second();
  if (db.provider === 'postgresql') await Promise.race([somebodyWaits(db), after.catch(() => {})]);
  commit();
  await before;
  return after;
}

async function somebodyWaits(db: Database): Promise<void> {
  for (;;) {
    const waiting = await db.read.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE NOT l.granted AND a.datname = current_database()`;
    if (waiting.length > 0) return;
  }
}
