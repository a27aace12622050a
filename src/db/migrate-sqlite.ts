import { randomUUID } from 'node:crypto';
import { PrismaLibSql } from '@prisma/adapter-libsql';
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
import { libsqlUrl } from './sqlite-file.js';

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
      await applyOrExplain(migration, () => client.executeMultiple(sqliteScript(migration)));
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
