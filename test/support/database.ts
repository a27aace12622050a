import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import type { Database } from '../../src/db/types.js';
import { createLog } from '../../src/log.js';
import { leaveOutTestsOwn, noteStatement } from './statements.js';

export const quietLog = createLog({ level: 'silent' });

/** The server for tests on PostgreSQL, null when the run is on SQLite. */
export const postgresServer = process.env.TEST_POSTGRES_URL ?? null;

export interface TestDatabase {
  db: Database;
  url: string;
  /** Closes and removes it. */
  close(): Promise<void>;
}

/**
 * A fresh, migrated database: a copy of the run's template. PostgreSQL when TEST_POSTGRES_URL names a server,
 * else SQLite.
 */
export async function testDatabase({
  onQuery,
}: {
  onQuery?: (sql: string) => void;
} = {}): Promise<TestDatabase> {
  const place = postgresServer
    ? await emptyPostgres(postgresServer, inject('postgresTemplate'))
    : emptySqlite();
  const db = await openDatabase({
    url: place.url,
    log: quietLog,
    onQuery(sql) {
      noteStatement(sql);
      onQuery?.(sql);
    },
  });
  leaveOutTestsOwn(db);
  return {
    db,
    url: place.url,
    async close() {
      await db.close();
      await place.remove();
    },
  };
}

interface Place {
  url: string;
  remove(): Promise<void> | void;
}

/** A migrated SQLite file that nobody has open; with `migrated: false`, only a place for one. */
export function emptySqlite({ migrated = true }: { migrated?: boolean } = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'));
  const file = join(folder, 'baton.db');
  const template = inject('sqliteTemplate');
  if (migrated && template) copyFileSync(template, file);
  return { url: `file:${file}`, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A database on the server: a copy of `template`, or an empty one. */
export async function emptyPostgres(server: string, template: string | null): Promise<Place> {
  const name = `baton_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template ?? 'template0'}`);
  // A server far from UTC: nothing may depend on its zone.
  await onServer(server, `ALTER DATABASE ${name} SET timezone TO 'Asia/Shanghai'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
