import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSlackClients } from '../../src/slack/clients.js';
import { NotInstalledError } from '../../src/slack/not-installed-error.js';
import { quietLog, type TestDatabase, testDatabase } from '../support/database.js';
import { makeWorkspace, testConfig, testServices } from '../support/factories.js';
import { outage } from '../support/outage.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('keeps no client of a workspace in which nothing happens', async () => {
  const { db } = database;
  const { vault } = testServices({ db });
  const botTokenSealed = vault.sealToken('xoxb-quiet');
  const ids: string[] = [];
  for (let n = 0; n < 2; n++) {
    const { id: workspaceId } = await makeWorkspace(db);
    const row = {
      workspaceId,
      botUserId: 'UBOT',
      installedAt: new Date('2026-11-25T02:00:00Z'),
      botTokenSealed,
    };
    await db.transaction((tx) => tx.installation.create({ data: row }));
    ids.push(workspaceId);
  }
  const [quiet = '', busy = ''] = ids;
  let now = Date.parse('2026-11-25T02:00:00Z');
  const clients = createSlackClients({
    db,
    vault,
    config: testConfig,
    log: quietLog,
    fresh: async (installation) => installation,
    elapsed: () => now,
  });
  const before = { quiet: await clients.of(quiet), busy: await clients.of(busy) };
  for (let minute = 0; minute < 12; minute++) {
    now += 61_000;
    expect(await clients.of(busy)).toBe(before.busy);
  }
  expect(await clients.of(quiet)).not.toBe(before.quiet);
});

it('sees within a minute that another process has written a new token, or that the app was removed', async () => {
  const { db } = database;
  const { vault } = testServices({ db });
  const { id: workspaceId } = await makeWorkspace(db);
  const row = { workspaceId, botUserId: 'UBOT', installedAt: new Date('2026-11-25T02:00:00Z') };
  await db.transaction((tx) =>
    tx.installation.create({ data: { ...row, botTokenSealed: vault.sealToken('xoxb-old') } }),
  );
  const write = (data: { botTokenSealed: string } | { revokedAt: Date }) =>
    db.transaction((tx) => tx.installation.update({ where: { workspaceId }, data }));
  let now = Date.parse('2026-11-25T02:00:00Z');
  const clients = createSlackClients({
    db,
    vault,
    config: testConfig,
    log: quietLog,
    fresh: async (installation) => installation,
    elapsed: () => now,
  });

  const first = await clients.of(workspaceId);
  expect(first.token).toBe('xoxb-old');
  now += 61_000;
  // Nothing has changed: the client and its connections stay.
  expect(await clients.of(workspaceId)).toBe(first);

  await write({ botTokenSealed: vault.sealToken('xoxb-new') });
  now += 61_000;
  expect((await clients.forSending(workspaceId)).token).toBe('xoxb-new');

  await write({ revokedAt: new Date(now) });
  now += 61_000;
  await expect(clients.of(workspaceId)).rejects.toThrow(NotInstalledError);
});

it('goes on with the token as it was while the database is away, for an hour', async () => {
  const { db } = database;
  const { vault } = testServices({ db });
  const { id: workspaceId } = await makeWorkspace(db);
  const row = { workspaceId, botUserId: 'UBOT', installedAt: new Date('2026-11-25T02:00:00Z') };
  await db.transaction((tx) =>
    tx.installation.create({ data: { ...row, botTokenSealed: vault.sealToken('xoxb-known') } }),
  );
  let now = 0;
  const clients = createSlackClients({
    db,
    vault,
    config: testConfig,
    log: quietLog,
    fresh: async (installation) => installation,
    elapsed: () => now,
  });
  const known = await clients.of(workspaceId);
  const away = outage(db);
  try {
    for (let minutes = 2; minutes < 60; minutes += 5) {
      now = minutes * 60_000;
      expect(await clients.of(workspaceId)).toBe(known);
    }
    now += 5 * 60_000;
    await expect(clients.of(workspaceId)).rejects.toThrow('reach');
  } finally {
    away.over();
  }
});
