import { PrismaLibSql } from '@prisma/adapter-libsql';
import pg from 'pg';
import { libsqlUrl, sqliteFile } from '../../src/db/sqlite-file.js';

export type Cell = string | number | boolean | null;

/** A database that is filled past the application, in bulk. Nobody else has it open. */
export interface Filler {
  /** What differs in SQL. */
  readonly sql: Dialect;
  run(statement: string): Promise<void>;
  rows(statement: string): Promise<Record<string, unknown>[]>;
  /** Adds rows that all have the columns of the first one. */
  insert(table: string, rows: readonly Record<string, Cell>[]): Promise<void>;
  /** Takes the indexes of the tables away and answers the statements that make them anew. */
  dropIndexes(): Promise<string[]>;
  /** Leaves the database as the application would have. */
  close(): Promise<void>;
}

export interface Dialect {
  /** A table expression with one column `i` from 0 to `count` − 1. */
  numbers(count: number): string;
  /** An expression's number, filled up with zeros. */
  padded(expression: string, digits: number): string;
  /** An instant so many seconds (an expression) from `base`. */
  instant(base: Date, seconds: string): string;
  readonly no: string;
}

const rowsAtOnce = 5_000;

/** @param url of a migrated database: `file:` or `postgres:` */
export function openFiller(url: string): Promise<Filler> {
  return url.startsWith('file:') ? openSqliteFiller(url) : openPostgresFiller(url);
}

async function openSqliteFiller(databaseUrl: string): Promise<Filler> {
  const url = libsqlUrl(sqliteFile(databaseUrl));
  const client = new PrismaLibSql({ url }).createClient({ url });
  const run = async (statement: string, args: string[] = []) => {
    await client.execute({ sql: statement, args });
  };
  await run('PRAGMA synchronous = OFF');
  await run('PRAGMA cache_size = -400000');
  await run('PRAGMA threads = 2');
  const rows = async (statement: string) =>
    (await client.execute(statement)).rows.map((row) => ({ ...row }) as Record<string, unknown>);
  return {
    sql: {
      numbers: (count) =>
        `(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count}) SELECT i FROM n) AS n`,
      padded: (expression, digits) => `printf('%0${digits}d', ${expression})`,
      // As the application writes them: milliseconds and the offset.
      instant: (base, seconds) =>
        `strftime('%Y-%m-%dT%H:%M:%S', ${Math.floor(base.getTime() / 1000)} + (${seconds}), 'unixepoch') || '.000+00:00'`,
      no: '0',
    },
    run,
    rows,
    insert: (table, all) =>
      inChunks(all, (columns, json) =>
        run(
          `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`)})
           SELECT ${columns.map((name) => `value ->> '${name}'`)} FROM json_each(?)`,
          [json],
        ),
      ),
    async dropIndexes() {
      const found = await rows(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`,
      );
      for (const { name } of found) await run(`DROP INDEX "${name}"`);
      return found.map(({ sql }) => String(sql));
    },
    async close() {
      client.close();
    },
  };
}

async function openPostgresFiller(url: string): Promise<Filler> {
  const client = new pg.Client(url);
  await client.connect();
  const run = async (statement: string, args: string[] = []) => {
    await client.query(statement, args);
  };
  await run('SET synchronous_commit = off');
  await run("SET maintenance_work_mem = '256MB'");
  const rows = async (statement: string) => (await client.query(statement)).rows;
  return {
    sql: {
      numbers: (count) => `(SELECT i FROM generate_series(0::bigint, ${count - 1}) AS n(i)) AS n`,
      padded: (expression, digits) =>
        `lpad((${expression})::text, greatest(${digits}, length((${expression})::text)), '0')`,
      instant: (base, seconds) =>
        `timestamp '${base.toISOString().slice(0, 19).replace('T', ' ')}' + (${seconds}) * interval '1 second'`,
      no: 'false',
    },
    run,
    rows,
    insert: (table, all) =>
      inChunks(all, (columns, json) => {
        const names = columns.map((name) => `"${name}"`).join();
        return run(
          `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(null::"${table}", $1)`,
          [json],
        );
      }),
    async dropIndexes() {
      const found = await rows(
        `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS sql FROM pg_index
         JOIN pg_class ON pg_class.oid = indrelid
         WHERE NOT indisprimary AND relnamespace = current_schema()::regnamespace AND relname <> '_prisma_migrations'`,
      );
      for (const { name } of found) await run(`DROP INDEX ${name}`);
      return found.map(({ sql }) => String(sql));
    },
    async close() {
      // What autovacuum does after so many rows.
      await run('VACUUM (ANALYZE)');
      await client.end();
    },
  };
}

async function inChunks(
  rows: readonly Record<string, Cell>[],
  insert: (columns: string[], json: string) => Promise<void>,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await insert(columns, JSON.stringify(rows.slice(from, from + rowsAtOnce)));
  }
}
