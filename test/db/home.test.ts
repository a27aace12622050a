import { copyFileSync } from 'node:fs';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import { nextNumber } from '../../src/db/counter.js';
import { homeOf } from '../../src/db/home.js';
import { sqliteFile } from '../../src/db/sqlite-file.js';
import type { Database } from '../../src/db/types.js';
import { emptyPostgres, emptySqlite, postgresServer, quietLog } from '../support/database.js';

const opened: Database[] = [];
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close();
});
const open = async (url: string) => {
  const db = await openDatabase({ url, log: quietLog });
  opened.push(db);
  return db;
};
const draw = (db: Database) =>
  db.transaction((tx) => nextNumber(tx, { workspaceId: 'w', name: 'complaint:2026' }));

describe.skipIf(postgresServer)('the home of an SQLite file', () => {
  it('stays, knows the last numbers when an older file is put back, and goes with its note', async () => {
    const place = emptySqlite();
    const file = sqliteFile(place.url);
    const first = await open(place.url);
    const { id, keep } = await homeOf(first, place.url);
    await draw(first);
    await keep();
    await first.close();
    copyFileSync(file, `${file}.backup`);

    const second = await open(place.url);
    const again = await homeOf(second, place.url);
    expect(again).toMatchObject({ id, numbers: [{ workspaceId: 'w', name: 'complaint:2026', n: 1 }] });
    await draw(second);
    await again.keep();
    await second.close();

    copyFileSync(`${file}.backup`, file);
    const third = await open(place.url);
    expect(await homeOf(third, place.url)).toMatchObject({ id, numbers: [{ n: 2 }] });
    expect(await third.read.counter.findFirst()).toMatchObject({ n: 1 });
    await third.close();

    const elsewhere = emptySqlite({ migrated: false });
    copyFileSync(`${file}.backup`, sqliteFile(elsewhere.url));
    expect((await homeOf(await open(elsewhere.url), elsewhere.url)).id).not.toBe(id);
    await place.remove();
    await elsewhere.remove();
  });
});

describe.runIf(postgresServer)('the home of a PostgreSQL database', () => {
  it('stays, and is another one for a copy', async () => {
    const server = postgresServer ?? '';
    const place = await emptyPostgres(server, inject('postgresTemplate'));
    const first = await open(place.url);
    const { id } = await homeOf(first, place.url);
    expect((await homeOf(first, place.url)).id).toBe(id);
    await first.close();
    const copy = await emptyPostgres(server, new URL(place.url).pathname.slice(1));
    expect((await homeOf(await open(copy.url), copy.url)).id).not.toBe(id);
    for (const db of opened.splice(0)) await db.close();
    await copy.remove();
    await place.remove();
  });
});
