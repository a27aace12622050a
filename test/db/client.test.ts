import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import { PrismaClient } from '../../src/db/generated/sqlite/client.js';
import { OneConnectionLibSql } from '../../src/db/libsql-one-connection.js';
import { sqliteFile } from '../../src/db/sqlite-file.js';
import type { Tx } from '../../src/db/types.js';
import { emptySqlite, quietLog, type TestDatabase, testDatabase } from '../support/database.js';

const count = (name: string, n = 1) => ({ data: { workspaceId: 'w', name, n } });

describe('the database', () => {
  const statements: string[] = [];
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase({ onQuery: (sql) => statements.push(sql) });
  });
  afterAll(() => test.close());
  const numbersNamed = (name: string) => test.db.read.counter.count({ where: { name } });

  it('keeps what a transaction wrote and undoes what a failed one wrote', async () => {
    await expect(
      test.db.transaction(async (tx) => {
        await tx.counter.create(count('undone'));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await test.db.transaction((tx) => tx.counter.create(count('kept')));
    expect(await numbersNamed('undone')).toBe(0);
    expect(await numbersNamed('kept')).toBe(1);
  });

  it('refuses the outer client inside a transaction, even a model kept aside, and stays usable', async () => {
    const kept = test.db.read.counter;
    await test.db.transaction(async (tx) => {
      expect(() => test.db.read.counter).toThrow("inside a transaction's callback");
      expect(() => kept.findMany).toThrow("inside a transaction's callback");
      expect(() => test.db.read.$queryRaw`SELECT 1`).toThrow("inside a transaction's callback");
      await expect(test.db.transaction(async () => 1)).rejects.toThrow("inside a transaction's callback");
      expect(await tx.counter.count({ where: { name: 'nobody' } })).toBe(0);
    });
    expect(await kept.count({ where: { name: 'nobody' } })).toBe(0);
  });

  it('lets work that outlives the transaction use the outer client afterwards', async () => {
    let release = () => {};
    const ended = new Promise<void>((resolve) => {
      release = resolve;
    });
    let later: Promise<number> | undefined;
    await test.db.transaction(async () => {
      later = ended.then(() => numbersNamed('nobody'));
    });
    release();
    expect(await later).toBe(0);
  });

  it('keeps a write beside an open transaction when that one is rolled back', async () => {
    const { begun, go, transaction } = heldTransaction(async (tx) => {
      await tx.counter.create(count('inside'));
    });
    await begun;
    const beside = test.db.transaction((tx) => tx.counter.create(count('beside')));
    const read = numbersNamed('inside');
    go(new Error('rolled back'));
    await expect(transaction).rejects.toThrow('rolled back');
    await beside;
    expect(await read).toBe(0);
    expect(await numbersNamed('inside')).toBe(0);
    expect(await numbersNamed('beside')).toBe(1);
  });

  it('stores instants so that filters, raw SQL and order agree to the millisecond', async () => {
    const base = Date.parse('2026-12-31T15:59:59.999Z');
    const instants = [-1, 0, 1, 1000].map((ms) => new Date(base + ms));
    const at = new Date(base);
    await test.db.transaction((tx) =>
      tx.repeat.createMany({
        data: instants.map((at, i) => ({ workspaceId: 'instants', key: `${i}`, answer: '', at })),
      }),
    );
    const where = { workspaceId: 'instants' };
    const filtered = await test.db.read.repeat.findMany({
      where: { ...where, at: { lte: at } },
      orderBy: { at: 'desc' },
    });
    expect(filtered.map((row) => row.at)).toEqual([instants[1], instants[0]]);
    const raw = await test.db.read.$queryRaw<{ key: string; at: Date }[]>`
      SELECT "key", "at" FROM "Repeat" WHERE "workspaceId" = 'instants' AND "at" < ${at} ORDER BY "at"`;
    expect(raw).toEqual([{ key: '0', at: instants[0] }]);
    const claimed = await test.db.transaction(
      (tx) => tx.$queryRaw<{ key: string; at: Date }[]>`
        UPDATE "Repeat" SET "answer" = 'x'
        WHERE "workspaceId" = 'instants' AND "key" IN
          (SELECT "key" FROM "Repeat" WHERE "workspaceId" = 'instants' AND "at" > ${at} ORDER BY "at" LIMIT 1)
        RETURNING "key", "at"`,
    );
    expect(claimed).toEqual([{ key: '2', at: instants[2] }]);
  });

  it('tells each statement to whoever counts them', async () => {
    statements.length = 0;
    await test.db.transaction((tx) => tx.counter.count());
    expect(statements).toEqual([expect.stringMatching(/^SELECT COUNT/)]);
  });

  it('is open within 150 ms once it is loaded', async () => {
    const took: number[] = [];
    for (let i = 0; i < 3; i++) {
      const other = await testDatabase();
      await other.db.close();
      const begun = performance.now();
      const again = await openDatabase({ url: other.url, log: quietLog });
      took.push(performance.now() - begun);
      await again.close();
      await other.close();
    }
    // The best of three: the machine has other things to do as well.
    expect(Math.min(...took)).toBeLessThan(150);
  });

  it.runIf(existsSync('/proc/self/fd'))('leaks no descriptors over 300 transactions', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    await test.db.transaction((tx) => tx.counter.count());
    const before = open();
    for (let i = 0; i < 300; i++) {
      await test.db.transaction((tx) => tx.counter.count()).catch(() => {});
    }
    expect(open() - before).toBeLessThan(5);
  });

  function heldTransaction(work: (tx: Tx) => Promise<void>) {
    let begin = () => {};
    let go: (error?: Error) => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const gate = new Promise<Error | undefined>((resolve) => {
      go = resolve;
    });
    const transaction = test.db.transaction(async (tx) => {
      await work(tx);
      begin();
      const error = await gate;
      if (error) throw error;
    });
    return { begun, go, transaction };
  }
});

// These are about the file, whatever the rest of the run uses.
describe('the SQLite connection', () => {
  it('is made on demand, folder and all, whatever characters the path has', async () => {
    const { url, remove } = emptySqlite({ migrated: false });
    const folder = join(dirname(sqliteFile(url)), '数据 a%20b', 'what?#x');
    const file = join(folder, 'baton 1.db');
    const db = await openDatabase({ url: `file:${file}`, log: quietLog });
    await db.transaction((tx) => tx.counter.create(count('n')));
    await db.close();
    expect(readdirSync(folder)).toContain('baton 1.db');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await remove();
  });

  it('has the settings that keep acknowledged commits and short waits', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    const setting = async (rows: Promise<Record<string, unknown>[]>) =>
      Object.values((await rows)[0] ?? {})[0];
    expect(await setting(db.read.$queryRaw`PRAGMA journal_mode`)).toBe('wal');
    expect(Number(await setting(db.read.$queryRaw`PRAGMA synchronous`))).toBe(2);
    expect(Number(await setting(db.read.$queryRaw`PRAGMA foreign_keys`))).toBe(1);
    expect(Number(await setting(db.read.$queryRaw`PRAGMA busy_timeout`))).toBeLessThanOrEqual(250);
    await db.close();
    await remove();
  });

  it('keeps foreign keys', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    const orphan = { workspaceId: 'w', customerId: 'nobody', fullHash: 'f', lastFourHash: 'l' };
    await expect(db.transaction((tx) => tx.customerPhone.create({ data: orphan }))).rejects.toMatchObject({
      code: 'P2003',
    });
    await db.close();
    await remove();
  });

  it('comes back after being locked out, again and again', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    const intruder = new PrismaLibSql({ url }).createClient({ url });
    for (let i = 0; i < 3; i++) {
      await intruder.execute('BEGIN IMMEDIATE');
      await expect(db.transaction((tx) => tx.counter.create(count(`locked ${i}`)))).rejects.toThrow();
      await intruder.execute('ROLLBACK');
      await db.transaction((tx) => tx.counter.create(count(`free ${i}`)));
    }
    expect(await db.read.counter.count()).toBe(3);
    intruder.close();
    await db.close();
    await remove();
  });

  it('lets a write from outside wait for the open transaction instead of joining it', async () => {
    const { url, remove } = emptySqlite();
    const client = new PrismaClient({ adapter: new OneConnectionLibSql({ file: sqliteFile(url) }) });
    let outside: Promise<unknown> | undefined;
    const rolledBack = client.$transaction(async (tx) => {
      await tx.counter.create(count('inside'));
      // A Prisma promise runs once it is awaited or given a then.
      outside = client.counter.create(count('outside')).then((row) => row);
      await tx.counter.count();
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    await outside;
    expect((await client.counter.findMany()).map(({ name }) => name)).toEqual(['outside']);
    await client.$disconnect();
    await remove();
  });

  it('holds the event loop no longer than the busy timeout, and goes on, when somebody locks the file', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    const intruder = new PrismaLibSql({ url }).createClient({ url });
    await intruder.execute('BEGIN IMMEDIATE');
    const longest: number[] = [];
    for (let i = 0; i < 3; i++) {
      longest.push(
        await longestStop(async () => {
          await expect(db.transaction((tx) => tx.counter.create(count('n')))).rejects.toThrow();
        }),
      );
    }
    // The best of three: the machine has other things to do as well.
    expect(Math.min(...longest)).toBeLessThanOrEqual(260);
    await intruder.execute('ROLLBACK');
    intruder.close();
    await db.transaction((tx) => tx.counter.create(count('n')));
    await db.close();
    await remove();
  });

  it('warns of a statement that holds the event loop', async () => {
    const { url, remove } = emptySqlite();
    const slow: string[] = [];
    const client = new PrismaClient({
      adapter: new OneConnectionLibSql({ file: sqliteFile(url), onSlow: ({ sql }) => slow.push(sql) }),
    });
    await client.$queryRaw`SELECT 1`;
    await client.$queryRaw`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT max(i) FROM n`;
    expect(slow).toContainEqual(expect.stringContaining('RECURSIVE'));
    await client.$disconnect();
    await remove();
  });

  it('leaves one whole file behind when it is closed', async () => {
    const { url, remove } = emptySqlite();
    const folder = dirname(sqliteFile(url));
    const db = await openDatabase({ url, log: quietLog });
    await db.transaction((tx) => tx.counter.create(count('n')));
    await db.close();
    await db.close();
    rmSync(join(folder, 'baton.db-wal'), { force: true });
    rmSync(join(folder, 'baton.db-shm'), { force: true });
    mkdirSync(folder, { recursive: true });
    const again = await openDatabase({ url, log: quietLog });
    expect(await again.read.counter.count()).toBe(1);
    await again.close();
    await remove();
  });

  it('lets requests in between one statement and the next, in transactions too', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    let served = 0;
    const requests = setInterval(() => {
      served += 1;
    }, 1);
    for (let n = 0; n < 150; n++) await db.read.counter.count();
    const betweenReads = served;
    expect(betweenReads).toBeGreaterThan(0);
    await db.transaction(async (tx) => {
      for (let n = 0; n < 150; n++) await tx.counter.count();
    });
    clearInterval(requests);
    expect(served).toBeGreaterThan(betweenReads);
    await db.close();
    await remove();
  });
});

/** For how many milliseconds at a time the event loop stood still during `work`. */
async function longestStop(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const beat = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const pulse = setInterval(beat, 5);
  await work();
  clearInterval(pulse);
  beat();
  return longest;
}
