import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../log.js';
import { PrismaClient } from './generated/sqlite/client.js';
import { OneConnectionLibSql } from './libsql-one-connection.js';
import { migrateSqlite } from './migrate-sqlite.js';
import { lockForThisProcess } from './one-process.js';
import { sqliteFile } from './sqlite-file.js';

/** A connected client, and what must happen around its end. */
export interface Opened {
  client: PrismaClient;
  close(): Promise<void>;
}

/** Locks, migrates and opens an SQLite file; makes it, with its folder, when it is not there. */
export async function openSqlite({
  url,
  log,
  tellQueries,
}: {
  url: string;
  log: Log;
  tellQueries: boolean;
}): Promise<Opened> {
  const file = sqliteFile(url);
  // Contacts are sealed, but names and complaints are not: nobody else on this machine may read them.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  const lock = await lockForThisProcess({ file });
  try {
    const applied = await migrateSqlite({ file });
    if (applied.length > 0) log.info({ applied }, 'database migrated');
    const adapter = new OneConnectionLibSql({
      file,
      onSlow: (slow) => log.warn(slow, 'a statement held the event loop'),
    });
    const client = new PrismaClient({
      adapter,
      // The others read source files while they make the message.
      errorFormat: 'minimal',
      ...(tellQueries ? { log: [{ emit: 'event', level: 'query' }] } : {}),
    });
    await client.$connect();
    return {
      client,
      async close() {
        // Leaves everything in the one file: copied now, it is whole.
        await client.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
        await client.$disconnect();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
