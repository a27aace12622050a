import { setImmediate as turn } from 'node:timers/promises';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { libsqlUrl } from './sqlite-file.js';

type Client = ReturnType<PrismaLibSql['createClient']>;
type Transaction = Awaited<ReturnType<Client['transaction']>>;
type Config = Parameters<PrismaLibSql['createClient']>[0];

/** SQLITE_CONSTRAINT_TRIGGER: a trigger raised it, with a message of its own. */
const raisedByTrigger = 1811;

/**
 * How long a statement may wait for another process's lock, in milliseconds. libsql waits on the event loop,
 * so the whole process stands still for as long.
 */
export const busyTimeoutMs = 200;

/** A statement that held the event loop for longer is told; see `onSlow`. */
const slowMs = 50;

/** So long one statement may follow another before the event loop turns. */
const breathMs = 4;

/**
 * The libsql adapter with one connection for everything. The stock adapter opens another one for each
 * transaction and leaks two descriptors every time. Here a transaction runs on the same connection; the
 * adapter's own mutex makes statements from outside wait until it has ended, so that none of them can slip
 * into it and be lost in its rollback.
 */
export class OneConnectionLibSql extends PrismaLibSql {
  #ready: Promise<unknown> = Promise.resolve();
  readonly #onSlow: ((input: { sql: string; ms: number }) => void) | undefined;

  constructor({ file, onSlow }: { file: string; onSlow?: (input: { sql: string; ms: number }) => void }) {
    super({ url: libsqlUrl(file), intMode: 'bigint' });
    this.#onSlow = onSlow;
  }

  override createClient(config: Config): Client {
    const client = super.createClient(config);
    this.#ready = setPragmas(client);
    // Whoever connects awaits it; until then a failure is not "unhandled".
    this.#ready.catch(() => {});
    return onOneConnection(client, this.#onSlow);
  }

  override async connect() {
    const adapter = await super.connect();
    await this.#ready;
    return adapter;
  }
}

async function setPragmas(client: Client): Promise<void> {
  await client.execute(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  await client.execute('PRAGMA journal_mode = WAL');
  // FULL: an acknowledged commit survives a power cut.
  await client.execute('PRAGMA synchronous = FULL');
  await client.execute('PRAGMA foreign_keys = ON');
}

function onOneConnection(
  client: Client,
  onSlow: ((input: { sql: string; ms: number }) => void) | undefined,
): Client {
  const stock = client.execute.bind(client) as (statement: {
    sql: string;
    args?: never[];
  }) => ReturnType<Client['execute']>;
  const breathe = breathing();
  const execute = async (statement: string | { sql: string }) => {
    const query = typeof statement === 'string' ? { sql: statement } : statement;
    await breathe();
    const begun = performance.now();
    try {
      return await stock(query);
    } catch (error) {
      throw withItsOwnMessage(error);
    } finally {
      const ms = performance.now() - begun;
      // A COMMIT waits for the disk; nobody can write it better.
      if (ms > slowMs && query.sql !== 'COMMIT') onSlow?.({ sql: query.sql, ms: Math.round(ms) });
    }
  };
  client.execute = execute as Client['execute'];
  client.transaction = async () => {
    try {
      await execute('BEGIN IMMEDIATE');
    } catch (error) {
      await startAfresh(client);
      throw error;
    }
    return transactionOn(client);
  };
  return client;
}

/**
 * libsql answers within the call, so work that goes from statement to statement (a thousand briefings at one
 * minute) would keep requests waiting until all of it is done. Resolves at once, or after the event loop has turned
 * when it has not done so for a while.
 */
function breathing(): () => Promise<void> {
  let heldSince: number | null = null;
  return async () => {
    if (heldSince === null) {
      heldSince = performance.now();
      setImmediate(() => {
        heldSince = null;
      });
    } else if (performance.now() - heldSince > breathMs) {
      await turn();
    }
  };
}

/**
 * A connection of its own again. The driver does not reset a statement that found the file locked, and with it
 * "in progress" no later transaction on the same connection could commit.
 */
async function startAfresh(client: Client): Promise<void> {
  await client.reconnect();
  await setPragmas(client);
}

function transactionOn(client: Client): Transaction {
  let open = true;
  const end = async (sql: 'COMMIT' | 'ROLLBACK') => {
    if (!open) return;
    open = false;
    await client.execute(sql);
  };
  return {
    execute: client.execute,
    batch: () => Promise.reject(new Error('Not used by the adapter')),
    executeMultiple: () => Promise.reject(new Error('Not used by the adapter')),
    async commit() {
      try {
        await end('COMMIT');
      } catch (error) {
        // A failed COMMIT (a full disk) may leave the transaction open.
        await client.execute('ROLLBACK').catch(() => {});
        await startAfresh(client);
        throw error;
      }
    },
    rollback: () => end('ROLLBACK'),
    close: () => void end('ROLLBACK').catch(() => {}),
    get closed() {
      return !open;
    },
  };
}

/** The adapter takes everything that a trigger raises for a broken foreign key and drops its message. */
function withItsOwnMessage(error: unknown): unknown {
  if (!(error instanceof Error) || !('rawCode' in error) || error.rawCode !== raisedByTrigger) return error;
  return Object.assign(new Error(error.message, { cause: error }), {
    code: 'SQLITE_CONSTRAINT_TRIGGER',
    rawCode: 1,
  });
}
