import { randomUUID } from 'node:crypto';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import pg from 'pg';
import {
  type AppliedMigration,
  historyTable,
  type Migration,
  MigrationError,
  migrationsFolder,
  pendingMigrations,
  readMigrations,
  refuseForeignDatabase,
} from './migrations.js';
import { libsqlUrl } from './sqlite-file.js';

/** The number under which Prisma's own command takes its lock, so that the two keep apart as well. */
const advisoryLock = 72707369;

const appliedSql = `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS "finished"
  FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at", "migration_name"`;

/**
 * Brings an SQLite file up to this build, each migration in a transaction of its own.
 * @returns the names of the migrations applied now
 * @throws MigrationError when the history does not fit this build, or a migration fails (it is undone)
 */
export async function migrateSqlite({
  file,
  folder = migrationsFolder('sqlite'),
}: {
  file: string;
  folder?: string;
}): Promise<string[]> {
  const migrations = readMigrations(folder);
  const url = libsqlUrl(file);
  const client = new PrismaLibSql({ url }).createClient({ url });
  const rows = async (sql: string) => (await client.execute(sql)).rows;
  try {
    await client.execute('PRAGMA busy_timeout = 200');
    const [found] = await rows(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE name = '_prisma_migrations') AS "history"
       FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    );
    if (Number(found?.history) === 0 && Number(found?.all) > 0) refuseForeignDatabase();
    const applied = Number(found?.history) === 0 ? [] : (await rows(appliedSql)).map(appliedMigration);
    const pending = pendingMigrations({ migrations, applied });
    // Tables are rebuilt by copying, which must not cascade; what was left dangling is looked for at the end.
    await client.execute('PRAGMA foreign_keys = OFF');
    for (const migration of pending) {
      await explained(migration, () => client.executeMultiple(sqliteScript(migration)));
    }
    return pending.map(({ name }) => name);
  } finally {
    client.close();
  }
}

/**
 * All in one script because the driver rolls back whatever a script leaves open. A CHECK that nothing fulfils
 * stands in for reading the answer of foreign_key_check.
 */
function sqliteScript({ name, sql, checksum }: Migration): string {
  const now = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
  return `BEGIN IMMEDIATE;
${historyTable.sqlite};
${sql}
;CREATE TEMP TABLE "_dangling" ("row" CONSTRAINT "foreign keys that point nowhere" CHECK ("row" IS NULL AND false));
INSERT INTO "_dangling" SELECT "table" FROM pragma_foreign_key_check;
DROP TABLE temp."_dangling";
INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
VALUES ('${randomUUID()}', '${checksum}', '${name.replaceAll("'", "''")}', ${now}, ${now}, 1);
COMMIT;`;
}

/**
 * Brings a PostgreSQL database up to this build. Several processes may start at once: one migrates, the
 * others wait for it. Each migration runs in a transaction of its own.
 * @returns the names of the migrations applied now
 * @throws MigrationError as for SQLite
 */
export async function migratePostgres({
  url,
  folder = migrationsFolder('postgresql'),
}: {
  url: string;
  folder?: string;
}): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener a connection that breaks between two queries would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    const found = await client.query<{ all: string; history: string }>(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE tablename = '_prisma_migrations') AS "history"
       FROM pg_tables WHERE schemaname = current_schema()`,
    );
    const known = Number(found.rows[0]?.history) > 0;
    if (!known && Number(found.rows[0]?.all) > 0) refuseForeignDatabase();
    const applied = known ? (await client.query(appliedSql)).rows.map(appliedMigration) : [];
    const pending = pendingMigrations({ migrations, applied });
    for (const migration of pending) {
      await explained(migration, () => applyToPostgres(client, migration));
    }
    return pending.map(({ name }) => name);
  } finally {
    // Ends the session and with it the lock.
    await client.end();
  }
}

async function applyToPostgres(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(historyTable.postgresql);
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

function appliedMigration(row: Record<string, unknown>): AppliedMigration {
  return {
    name: String(row.migration_name),
    checksum: String(row.checksum),
    finished: row.finished === true || Number(row.finished) === 1,
  };
}

async function explained(migration: Migration, apply: () => Promise<void>): Promise<void> {
  try {
    await apply();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(
      `The migration ${migration.name} cannot be applied: ${reason}. Nothing of it was kept; the database is as it was before.`,
      { cause: error },
    );
  }
}
