import type { Database, Tx } from './types.js';

/**
 * Makes transactions that are about the same thing follow one another, where there is no row yet that they could
 * wait for: whoever comes second goes on once the first has committed or rolled back, and sees what it wrote.
 * SQLite lets one transaction write at a time anyway.
 */
export async function oneAfterTheOther(
  tx: Tx,
  { db, things }: { db: Pick<Database, 'provider'>; things: readonly string[] },
): Promise<void> {
  if (db.provider !== 'postgresql') return;
  // One order for everybody, so that two of them do not wait for each other.
  for (const thing of [...new Set(things)].sort()) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${thing}, 0))`;
  }
}
