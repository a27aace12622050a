import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  appliedMigration,
  appliedSql,
  applyOrExplain,
  historyTable,
  type Migration,
  migrationsFolder,
  pendingMigrations,
  readMigrations,
  refuseForeignDatabase,
} from './migrations.js';

/** The number under which Prisma's own command takes its lock, so that the two keep apart as well. */
const advisoryLock = 72707369;

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
      await applyOrExplain(migration, () => applyToPostgres(client, migration));
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
