import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import {
  diagnoseHistory,
  diffSchemas,
  prismaFolder,
  providers,
  schemaFor,
} from '../../prisma/schema-engine.js';
import { migratePostgres } from '../../src/db/migrate-postgres.js';
import { migrateSqlite } from '../../src/db/migrate-sqlite.js';
import { migrationsFolder } from '../../src/db/migrations.js';
import { sqliteFile } from '../../src/db/sqlite-file.js';
import { emptyPostgres, emptySqlite, postgresServer } from '../support/database.js';

const hint = 'prisma/schema.prisma was changed without a migration: npm run migration -- <name>';

describe('the migrations', () => {
  it.each(providers)('were written from the schema as it stands (%s)', async (provider) => {
    const last = readFileSync(join(prismaFolder, 'migrations', 'last-schema.txt'), 'utf8');
    const missing = await diffSchemas({ provider, from: schemaFor(provider, last), to: schemaFor(provider) });
    expect(missing, hint).toBe('');
  });

  it('make an SQLite database that equals the schema', async () => {
    const { url, remove } = emptySqlite({ migrated: false });
    await migrateSqlite({ file: sqliteFile(url) });
    await dropPartialIndexes(url);
    const factory = new PrismaLibSql({ url });
    const missing = await diffSchemas({
      provider: 'sqlite',
      from: 'database',
      to: schemaFor('sqlite'),
      factory,
    });
    expect(missing, hint).toBe('');
    await remove();
  });

  it.skipIf(!postgresServer)('make a PostgreSQL database that equals the schema', async () => {
    const server = postgresServer ?? '';
    const migrated = await emptyPostgres(server, null);
    await migratePostgres({ url: migrated.url });
    const direct = await emptyPostgres(server, null);
    const sql = await diffSchemas({ provider: 'postgresql', from: null, to: schemaFor('postgresql') });
    await onPostgres(direct.url, (client) => client.query(sql));
    expect(await onPostgres(migrated.url, shape), hint).toEqual(await onPostgres(direct.url, shape));
    await migrated.remove();
    await direct.remove();
  });

  it.skipIf(!postgresServer)('make the same partial indexes on both databases', async () => {
    const { url, remove } = emptySqlite({ migrated: false });
    await migrateSqlite({ file: sqliteFile(url) });
    const client = new PrismaLibSql({ url }).createClient({ url });
    const onSqlite = (await client.execute(partialIndexes)).rows.map(({ name }) => String(name));
    client.close();
    await remove();
    const migrated = await emptyPostgres(postgresServer ?? '', null);
    await migratePostgres({ url: migrated.url });
    const found = await onPostgres(migrated.url, (server) =>
      server.query<{ indexname: string }>(
        `SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '%) WHERE %' ORDER BY indexname COLLATE "C"`,
      ),
    );
    await migrated.remove();
    expect(onSqlite.length).toBeGreaterThan(5);
    expect(found.rows.map(({ indexname }) => indexname)).toEqual(onSqlite);
  });

  it('leave a history that Prisma’s own commands take for theirs', async () => {
    const { url, remove } = emptySqlite({ migrated: false });
    await migrateSqlite({ file: sqliteFile(url) });
    const factory = new PrismaLibSql({ url });
    const folder = migrationsFolder('sqlite');
    expect(await diagnoseHistory({ provider: 'sqlite', factory, folder })).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    await remove();
  });

  it.skipIf(!postgresServer)('leave such a history on PostgreSQL too', async () => {
    const { url, remove } = await emptyPostgres(postgresServer ?? '', null);
    await migratePostgres({ url });
    const factory = new PrismaPg({ connectionString: url });
    const folder = migrationsFolder('postgresql');
    expect(await diagnoseHistory({ provider: 'postgresql', factory, folder })).toMatchObject({
      editedMigrationNames: [],
      failedMigrationNames: [],
      history: null,
    });
    await remove();
  });

  it('would be told apart from a schema that moved on', async () => {
    const { url, remove } = emptySqlite({ migrated: false });
    await migrateSqlite({ file: sqliteFile(url) });
    await dropPartialIndexes(url);
    const to = `${schemaFor('sqlite')}\nmodel Extra {\n  id String @id\n}\n`;
    const factory = new PrismaLibSql({ url });
    const missing = await diffSchemas({ provider: 'sqlite', from: 'database', to, factory });
    expect(missing).toContain('CREATE TABLE "Extra"');
    await remove();
  });
});

/** The schema has no word for them, and the engine stumbles over them. */
async function dropPartialIndexes(url: string): Promise<void> {
  const client = new PrismaLibSql({ url }).createClient({ url });
  for (const { name } of (await client.execute(partialIndexes)).rows)
    await client.execute(`DROP INDEX "${name}"`);
  client.close();
}

const partialIndexes = `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%) WHERE %' ORDER BY name`;

async function onPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Columns, indexes and constraints, in words (the engine cannot read a server without its binary). */
async function shape(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query(`
    SELECT table_name AS "table", column_name AS "what", concat_ws(' ', data_type, datetime_precision, is_nullable, column_default) AS "how"
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '%) WHERE %'
    UNION ALL
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
    ORDER BY 1, 2, 3`);
  return rows;
}
