import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { migratePostgres } from '../../src/db/migrate-postgres.js';
import { migrateSqlite } from '../../src/db/migrate-sqlite.js';
import { migrationsFolder } from '../../src/db/migrations.js';
import { sqliteFile } from '../../src/db/sqlite-file.js';
import { childProgram } from '../support/child.js';
import { emptyPostgres, emptySqlite, postgresServer } from '../support/database.js';

/** An empty database of the run's provider, and how to look into it. */
interface Subject {
  migrate(folder: string): Promise<string[]>;
  run(sql: string): Promise<Record<string, unknown>[]>;
  remove(): Promise<void>;
}

const provider = postgresServer ? 'postgresql' : 'sqlite';
const scratch = mkdtempSync(join(tmpdir(), 'baton-migrations-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe(`migrations on ${provider}`, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(scratch, 'set-'));
    write('0001_first', 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY);');
    write('0002_second', 'CREATE TABLE "B" ("id" INTEGER PRIMARY KEY, "a" INTEGER REFERENCES "A" ("id"));');
  });
  const write = (name: string, sql: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  };
  const withDatabase = async (work: (subject: Subject) => Promise<void>) => {
    const subject = postgresServer ? await onPostgres(postgresServer) : onSqlite();
    try {
      await work(subject);
    } finally {
      await subject.remove();
    }
  };

  it('are applied in order, once, and written down as Prisma does', () =>
    withDatabase(async ({ migrate, run }) => {
      expect(await migrate(folder)).toEqual(['0001_first', '0002_second']);
      expect(await migrate(folder)).toEqual([]);
      write('0003_third', 'CREATE TABLE "C" ("id" INTEGER PRIMARY KEY);');
      expect(await migrate(folder)).toEqual(['0003_third']);
      const rows = await run(
        `SELECT "migration_name", length("checksum") AS "l", "finished_at" IS NOT NULL AS "f", "applied_steps_count" AS "s"
         FROM "_prisma_migrations" ORDER BY "migration_name"`,
      );
      expect(rows.map((row) => [row.migration_name, Number(row.l), Number(row.f), Number(row.s)])).toEqual([
        ['0001_first', 64, 1, 1],
        ['0002_second', 64, 1, 1],
        ['0003_third', 64, 1, 1],
      ]);
    }));

  it('refuse an edited history, and change nothing', () =>
    withDatabase(async ({ migrate, run }) => {
      await migrate(folder);
      write('0001_first', 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY, "more" TEXT);');
      write('0003_third', 'CREATE TABLE "C" ("id" INTEGER PRIMARY KEY);');
      await expect(migrate(folder)).rejects.toThrow(/0001_first was edited.*Put the file/);
      await expect(run('SELECT * FROM "C"')).rejects.toThrow();
    }));

  it('refuse a history newer than this build', () =>
    withDatabase(async ({ migrate }) => {
      await migrate(folder);
      rmSync(join(folder, '0002_second'), { recursive: true });
      await expect(migrate(folder)).rejects.toThrow(/newer than this build.*0002_second.*newer version/);
    }));

  it('refuse a failed history, and go on once it is resolved', () =>
    withDatabase(async ({ migrate, run }) => {
      await migrate(folder);
      await run(
        `UPDATE "_prisma_migrations" SET "finished_at" = NULL WHERE "migration_name" = '0002_second'`,
      );
      await expect(migrate(folder)).rejects.toThrow(/0002_second failed half-way.*prisma migrate resolve/);
      await run('DROP TABLE "B"');
      await run(
        `UPDATE "_prisma_migrations" SET "rolled_back_at" = CURRENT_TIMESTAMP WHERE "migration_name" = '0002_second'`,
      );
      expect(await migrate(folder)).toEqual(['0002_second']);
    }));

  it('refuse a database that somebody else made', () =>
    withDatabase(async ({ migrate, run }) => {
      await run('CREATE TABLE "Else" ("id" INTEGER)');
      await expect(migrate(folder)).rejects.toThrow(/not made by Baton.*DATABASE_URL/);
    }));

  it('undo a migration that fails in its midst, keep the ones before, and can be tried again', () =>
    withDatabase(async ({ migrate, run }) => {
      write('0003_third', 'CREATE TABLE "C" ("id" INTEGER PRIMARY KEY); INSERT INTO "Nowhere" VALUES (1);');
      await expect(migrate(folder)).rejects.toThrow(/0003_third cannot be applied.*Nowhere/);
      await expect(run('SELECT * FROM "C"')).rejects.toThrow();
      expect(await run('SELECT * FROM "B"')).toEqual([]);
      write('0003_third', 'CREATE TABLE "C" ("id" INTEGER PRIMARY KEY);');
      expect(await migrate(folder)).toEqual(['0003_third']);
    }));

  it('the real ones end in an append-only history', () =>
    withDatabase(async ({ migrate, run }) => {
      await migrate(migrationsFolder(provider));
      await run(
        `INSERT INTO "History" ("id", "workspaceId", "subjectType", "subjectId", "event", "actorType", "at")
         VALUES ('h', 'w', 's', 's', 'e', 'system', '2026-01-01T00:00:00.000+00:00')`,
      );
      await expect(run(`UPDATE "History" SET "event" = 'other'`)).rejects.toThrow('History is append-only');
      await expect(run('DELETE FROM "History"')).rejects.toThrow('History is append-only');
      expect(await run('SELECT "event" FROM "History"')).toMatchObject([{ event: 'e' }]);
    }));
});

describe('migrations on sqlite that rebuild a table', () => {
  it('neither cascade nor leave rows that point nowhere', async () => {
    const folder = mkdtempSync(join(scratch, 'rebuild-'));
    const { migrate, run, remove } = onSqlite();
    const write = (name: string, sql: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'migration.sql'), sql);
    };
    write(
      '0001_first',
      `CREATE TABLE "A" ("id" INTEGER PRIMARY KEY);
       CREATE TABLE "B" ("a" INTEGER REFERENCES "A" ("id") ON DELETE CASCADE);
       INSERT INTO "A" VALUES (1), (2); INSERT INTO "B" VALUES (1), (2);`,
    );
    // As Prisma writes it: a new table, the rows copied, the old one dropped.
    const rebuild = (where: string) =>
      `PRAGMA foreign_keys=OFF;
       CREATE TABLE "new_A" ("id" INTEGER PRIMARY KEY, "more" TEXT);
       INSERT INTO "new_A" ("id") SELECT "id" FROM "A" ${where};
       DROP TABLE "A"; ALTER TABLE "new_A" RENAME TO "A";
       PRAGMA foreign_keys=ON;`;
    write('0002_rebuild', rebuild(''));
    await migrate(folder);
    expect(await run('SELECT * FROM "B"')).toHaveLength(2);
    write('0003_lossy', rebuild('WHERE "id" = 1'));
    await expect(migrate(folder)).rejects.toThrow(/0003_lossy.*foreign keys that point nowhere/);
    expect(await run('SELECT * FROM "A"')).toHaveLength(2);
    await remove();
  });
});

describe.skipIf(!postgresServer)('three processes that start at once on PostgreSQL', () => {
  it('all come up, and one of them migrates', async () => {
    const place = await emptyPostgres(postgresServer ?? '', null);
    const program = await childProgram('test/db/children/open.ts');
    const children = [1, 2, 3].map(() => program.start(place.url));
    for (const child of children) expect(await child.ended).toEqual({ code: 0, errors: '' });
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    const { rows } = await client.query(
      'SELECT "migration_name" FROM "_prisma_migrations" GROUP BY 1 HAVING count(*) > 1 OR count("finished_at") <> 1',
    );
    const all = await client.query('SELECT 1 FROM "_prisma_migrations"');
    await client.end();
    expect(rows).toEqual([]);
    expect(all.rowCount).toBeGreaterThan(0);
    program.remove();
    await place.remove();
  });
});

describe.skipIf(!postgresServer)('a PostgreSQL database that sorts as a language does', () => {
  it('finds names by prefix just as SQLite does', async () => {
    const place = await emptyPostgres(
      postgresServer ?? '',
      "template0 LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'zh'",
    );
    await migratePostgres({ url: place.url });
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    for (const name of ['张伟', '张三', '王五', 'emma', 'émile']) {
      await client.query(
        `INSERT INTO "Customer" ("id", "workspaceId", "name", "nameKey", "source", "createdAt", "lastActivityAt")
         VALUES ($1, 'w', $1, $1, 's', now(), now())`,
        [name],
      );
      await client.query(
        `INSERT INTO "CustomerName" ("workspaceId", "key", "customerId") VALUES ('w', $1, $1)`,
        [name],
      );
    }
    const found = async (prefix: string) => {
      const range = 'SELECT "key" FROM "CustomerName" WHERE "key" >= $1 AND "key" < $2 ORDER BY "key"';
      return (await client.query(range, [prefix, `${prefix}\u{10ffff}`])).rows.map(({ key }) => key);
    };
    expect(await found('张')).toEqual(['张三', '张伟']);
    expect(await found('e')).toEqual(['emma']);
    await client.end();
    await place.remove();
  });
});

describe('the migrations of this build', () => {
  it('are found from a built copy as well', async () => {
    // Where the build puts it: two folders below package.json, beside src/.
    const copy = mkdtempSync(join(scratch, 'built-'));
    cpSync(join(process.cwd(), 'src', 'db', 'migrations.ts'), join(copy, 'dist', 'db', 'migrations.ts'));
    writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
    const module = (await import(join(copy, 'dist', 'db', 'migrations.ts'))) as {
      migrationsFolder: typeof migrationsFolder;
    };
    expect(module.migrationsFolder('sqlite')).toBe(join(copy, 'prisma', 'migrations', 'sqlite'));
  });
});

function onSqlite(): Subject {
  const place = emptySqlite({ migrated: false });
  const file = sqliteFile(place.url);
  const client = new PrismaLibSql({ url: place.url }).createClient({ url: place.url });
  return {
    migrate: (folder) => migrateSqlite({ file, folder }),
    run: async (sql) => (await client.execute(sql)).rows.map((row) => ({ ...row })),
    async remove() {
      client.close();
      await place.remove();
    },
  };
}

async function onPostgres(server: string): Promise<Subject> {
  const place = await emptyPostgres(server, null);
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  return {
    migrate: (folder) => migratePostgres({ url: place.url, folder }),
    run: async (sql) => (await client.query(sql)).rows,
    async remove() {
      await client.end();
      await place.remove();
    },
  };
}
