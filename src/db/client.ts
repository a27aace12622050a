import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from '../log.js';
import { tellCompanyChanges } from './company-changes.js';
import type { PrismaClient } from './generated/sqlite/client.js';
import type { Opened } from './open-sqlite.js';
import type { Database, Reader, Tx } from './types.js';
import { isWriteConflict } from './write-conflict.js';

/** Milliseconds a transaction may wait for its turn, and then run. Longer means that something hangs. */
const limits = { maxWait: 10_000, timeout: 15_000 };

/** How often a transaction is begun anew after PostgreSQL refused it for another one's sake. */
const retriesOnConflict = 2;

/** The drivers do not agree on which of these they tell. */
const transactionControl = /^(-- Implicit|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/;

/**
 * Opens the database and brings it up to this build.
 * @param url `file:/absolute/path.db` (made on demand, with its folder) or `postgres://…`
 * @param onQuery told each SQL statement, without its values and without BEGIN and COMMIT, and its milliseconds: for
 *   tests and the benchmark
 * @throws DatabaseBusyError when another process has the SQLite file open
 * @throws MigrationError when the database's history does not fit this build
 */
export async function openDatabase({
  url,
  log,
  onQuery,
}: {
  url: string;
  log: Log;
  onQuery?: (sql: string, ms: number) => void;
}): Promise<Database> {
  const provider = /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite';
  const tellQueries = onQuery !== undefined;
  // Loaded when needed: a start on one database does not pay for the other one's driver.
  const opened =
    provider === 'sqlite'
      ? await (await import('./open-sqlite.js')).openSqlite({ url, log, tellQueries })
      : await (await import('./open-postgres.js')).openPostgres({
          url,
          log,
          tellQueries,
          waitMs: limits.maxWait,
        });
  if (onQuery) {
    (opened.client as PrismaClient<'query'>).$on('query', ({ query, duration }) => {
      if (!transactionControl.test(query)) onQuery(query, duration);
    });
  }
  return guarded({ provider, opened });
}

/**
 * The application's view of a client. On SQLite everything runs on one connection, so a statement that went
 * past the transaction from inside it would wait for itself: such calls are refused, on both databases.
 */
function guarded({ provider, opened }: { provider: Database['provider']; opened: Opened }): Database {
  const { client } = opened;
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  let closing: Promise<void> | undefined;
  const refuseInside = (what: string) => {
    if (inside.getStore()?.open) {
      throw new Error(`${what} inside a transaction's callback: use the tx it was given`);
    }
  };

  let running = 0;
  let companyChanges = 0;
  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const scope = { open: true };
    running += 1;
    let companyChanged = false;
    const told = (tx: Tx) =>
      tellCompanyChanges(tx, () => {
        companyChanged = true;
      });
    try {
      return await client.$transaction((tx) => inside.run(scope, () => work(told(tx))), limits);
    } finally {
      if (companyChanged) companyChanges += 1;
      // What `work` left running still carries the scope, but no longer stands in the way of anybody.
      scope.open = false;
      running -= 1;
      // Before Node 24 a storage in use makes every promise of the process dearer: not while nobody writes.
      if (running === 0) inside.disable();
    }
  }

  return {
    provider,
    read: guardedReader(client, () => refuseInside('database.read')),
    companyChanges: () => companyChanges,
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
    close() {
      closing ??= opened.close();
      return closing;
    },
  };
}

/** Looks at the scope at each touch, of a model as well as of its methods: a model may have been kept aside. */
function guardedReader(client: PrismaClient, check: () => void): Reader {
  const delegates = new Map<PropertyKey, unknown>();
  const guard = (target: object): unknown =>
    new Proxy(target, {
      get(from, name) {
        check();
        const value: unknown = Reflect.get(from, name);
        if (typeof value !== 'object' || value === null) return value;
        const known = delegates.get(name) ?? guard(value);
        delegates.set(name, known);
        return known;
      },
    });
  return guard(client) as Reader;
}
