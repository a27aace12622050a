import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Log } from '../log.js';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.js';
import { PrismaClient } from './generated/sqlite/client.js';
import { OneConnectionLibSql } from './libsql-one-connection.js';
import { migratePostgres, migrateSqlite } from './migrate.js';
import { lockForThisProcess } from './one-process.js';
import { sqliteFile } from './sqlite-file.js';
import type { Database, Reader, Tx } from './types.js';
import { isWriteConflict } from './write-conflict.js';

/** Milliseconds a transaction may wait for its turn, and then run. Longer means that something hangs. */
const limits = { maxWait: 10_000, timeout: 15_000 };

/** How often a transaction is begun anew after PostgreSQL refused it for another one's sake. */
const retriesOnConflict = 2;

const poolSize = 10;

export interface OpenDatabase {
  /** `file:/absolute/path.db` (made on demand, with its folder) or `postgres://…` */
  url: string;
  log: Log;
  /** Told each SQL statement, without its values: for tests and the benchmark, which count them. */
  onQuery?: (sql: string) => void;
}

/**
 * Opens the database and brings it up to this build.
 * @throws DatabaseBusyError when another process has the SQLite file open
 * @throws MigrationError when the database's history does not fit this build
 */
export async function openDatabase({ url, log, onQuery }: OpenDatabase): Promise<Database> {
  return /^postgres(ql)?:/.test(url)
    ? await openPostgres({ url, log, onQuery })
    : await openSqlite({ url, log, onQuery });
}

type Opening = Omit<OpenDatabase, 'onQuery'> & { onQuery: OpenDatabase['onQuery'] };

async function openSqlite({ url, log, onQuery }: Opening): Promise<Database> {
  const file = sqliteFile(url);
  // Contacts are sealed, but names and complaints are not: nobody else on this machine may read them.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = await lockForThisProcess({ file });
  try {
    const applied = await migrateSqlite({ file });
    if (applied.length > 0) log.info({ applied }, 'database migrated');
    const adapter = new OneConnectionLibSql({
      file,
      onSlow: (slow) => log.warn(slow, 'a statement held the event loop'),
    });
    const client = new PrismaClient({ adapter, ...logging(onQuery) });
    return await guarded({ provider: 'sqlite', client, onQuery, afterClose: () => lock.release() });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openPostgres({ url, log, onQuery }: Opening): Promise<Database> {
  const applied = await migratePostgres({ url });
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize, connectionTimeoutMillis: limits.maxWait },
    {
      onPoolError: (error) => log.warn({ err: error }, 'a database connection broke'),
      onConnectionError: (error) => log.warn({ err: error }, 'a database connection broke'),
    },
  );
  const postgres = new PostgresClient({ adapter, ...logging(onQuery) });
  // The one cast: both clients are generated from the same models, so they differ in name only.
  const client = postgres as unknown as PrismaClient;
  return await guarded({ provider: 'postgresql', client, onQuery, afterClose: () => {} });
}

function logging(onQuery: OpenDatabase['onQuery']) {
  return onQuery ? { log: [{ emit: 'event', level: 'query' } as const] } : {};
}

async function guarded({
  provider,
  client,
  onQuery,
  afterClose,
}: {
  provider: Database['provider'];
  client: PrismaClient;
  onQuery: OpenDatabase['onQuery'];
  afterClose: () => void;
}): Promise<Database> {
  if (onQuery) {
    (client as PrismaClient<'query'>).$on('query', (event) => onQuery(event.query));
  }
  await client.$connect();
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  const refuseInside = (what: string) => {
    if (inside.getStore()?.open) {
      throw new Error(`${what} inside a transaction's callback: use the tx it was given`);
    }
  };

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = { open: true };
    try {
      return await client.$transaction((tx) => inside.run(scope, () => work(tx)), limits);
    } finally {
      // What `work` left running still carries the scope, but no longer stands in the way of anybody.
      scope.open = false;
    }
  }

  return {
    provider,
    read: guardedReader(client, () => refuseInside('database.read')),
    async transaction(work) {
      refuseInside('database.transaction');
      for (let left = retriesOnConflict; ; left--) {
        try {
          return await once(work);
        } catch (error) {
          if (left === 0 || !isWriteConflict(error)) throw error;
        }
      }
    },
    async close() {
      await client.$disconnect();
      afterClose();
    },
  };
}

/** Looks at the scope at each touch, of a model as well as of its methods: either may have been kept aside. */
function guardedReader(client: PrismaClient, check: () => void): Reader {
  const delegates = new Map<PropertyKey, unknown>();
  const guard = (target: object): unknown =>
    new Proxy(target, {
      get(from, name) {
        check();
        const value: unknown = Reflect.get(from, name);
        if (typeof value === 'function') return value;
        if (typeof value !== 'object' || value === null) return value;
        const known = delegates.get(name) ?? guard(value);
        delegates.set(name, known);
        return known;
      },
    });
  return guard(client) as Reader;
}
