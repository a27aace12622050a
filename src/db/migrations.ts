import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A migration as it lies in prisma/migrations/<provider>/<name>/migration.sql. */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as Prisma writes it. */
  checksum: string;
}

/** A row of Prisma's table _prisma_migrations, rolled back ones left out. */
export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** The database and the migrations of this build do not fit together; the message says what to do. */
export class MigrationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
  }
}

/** Prisma's own table for each database, so that `prisma migrate` sees the same history. */
export const historyTable = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
  )`,
  postgresql: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`,
} as const;

/** The folder with this build's migrations; the same from src/ and from dist/. */
export function migrationsFolder(provider: 'sqlite' | 'postgresql'): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No package.json above the database code');
    folder = parent;
  }
  return join(folder, 'prisma', 'migrations', provider);
}

/** The migrations of a folder, in the order in which they are applied. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const file = readFileSync(join(folder, name, 'migration.sql'));
      return {
        name,
        sql: file.toString('utf8'),
        checksum: createHash('sha256').update(file).digest('hex'),
      };
    });
}

/**
 * What is still to be applied.
 * @throws MigrationError when an applied migration was edited, failed, or is unknown to this build
 */
export function pendingMigrations({
  migrations,
  applied,
}: {
  migrations: readonly Migration[];
  applied: readonly AppliedMigration[];
}): Migration[] {
  for (const { name, checksum, finished } of applied) {
    const own = migrations.find((migration) => migration.name === name);
    if (!own) {
      throw new MigrationError(
        `The database is newer than this build: it has the migration ${name}, which this build does not know. Start the newer version again, or restore the backup made before the update.`,
      );
    }
    if (!finished) {
      throw new MigrationError(
        `The migration ${name} failed half-way on this database. Restore the backup made before it; or, once the database has been mended by hand, run: npx prisma migrate resolve --applied ${name} (or --rolled-back ${name}).`,
      );
    }
    if (checksum !== own.checksum) {
      throw new MigrationError(
        `The migration ${name} was edited after this database had applied it. Put the file prisma/migrations/…/${name}/migration.sql back as it was released, and write a new migration for the change. (A database without data worth keeping can be deleted instead.)`,
      );
    }
  }
  const known = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !known.has(name));
}

/** For a database that has tables but no history: it is somebody else's, or was restored in part. */
export function refuseForeignDatabase(): never {
  throw new MigrationError(
    'The database holds tables but no migration history, so it was not made by Baton. Point DATABASE_URL at an empty database, or at the complete one.',
  );
}

/** The rows of Prisma's table that count. */
export const appliedSql = `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS "finished"
  FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at", "migration_name"`;

/** A row of `appliedSql`. */
export function appliedMigration(row: Record<string, unknown>): AppliedMigration {
  return {
    name: String(row.migration_name),
    checksum: String(row.checksum),
    finished: row.finished === true || Number(row.finished) === 1,
  };
}

/**
 * Applies one migration.
 * @throws MigrationError that names it when it fails
 */
export async function applyOrExplain(migration: Migration, apply: () => Promise<void>): Promise<void> {
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
