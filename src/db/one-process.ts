import { PrismaLibSql } from '@prisma/adapter-libsql';
import { libsqlUrl } from './sqlite-file.js';

/** Another process has this SQLite file open. */
export class DatabaseBusyError extends Error {
  constructor(file: string) {
    super(
      `Another Baton process already uses ${file}. One process per SQLite file: stop the other one, or set DATABASE_URL to another file or to PostgreSQL.`,
    );
    this.name = 'DatabaseBusyError';
  }
}

/**
 * Keeps other processes away from an SQLite file: an exclusive transaction, held for as long as the process
 * lives, on an empty database beside it. The lock is the operating system's, so it ends with the process even
 * after kill -9, and nothing has to be cleaned up. The file itself stays behind, empty.
 * @throws DatabaseBusyError at once when somebody else holds it, in this process too
 */
export async function lockForThisProcess({ file }: { file: string }): Promise<{ release(): Promise<void> }> {
  const url = libsqlUrl(`${file}.lock`);
  const client = new PrismaLibSql({ url }).createClient({ url });
  try {
    await client.execute('PRAGMA busy_timeout = 0');
    await client.execute('PRAGMA journal_mode = DELETE');
    await client.execute('BEGIN EXCLUSIVE');
  } catch (error) {
    client.close();
    const busy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    throw busy ? new DatabaseBusyError(file) : error;
  }
  return {
    async release() {
      // Statements that are not yet collected keep a closed connection alive, and its lock with it.
      await client.execute('ROLLBACK');
      client.close();
    },
  };
}
