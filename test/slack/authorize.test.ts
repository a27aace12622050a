import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuthorizer } from '../../src/slack/authorize.js';
import { NotInstalledError } from '../../src/slack/not-installed-error.js';
import { quietLog, type TestDatabase, testDatabase } from '../support/database.js';
import { makeWorkspace, testServices } from '../support/factories.js';
import { outage } from '../support/outage.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('goes on with the token as it was while the database is away, for an hour', async () => {
  const { db } = database;
  const { vault } = testServices({ db });
  const { id: workspaceId, teamId } = await makeWorkspace(db);
  const row = { workspaceId, botUserId: 'UBOT', installedAt: new Date('2026-11-25T02:00:00Z') };
  await db.transaction((tx) =>
    tx.installation.create({ data: { ...row, botTokenSealed: vault.sealToken('xoxb-known') } }),
  );
  let now = 0;
  const fresh = async <T>(installation: T) => installation;
  const { authorize } = createAuthorizer({ db, vault, log: quietLog, fresh, elapsed: () => now });
  const ask = (team: string) =>
    authorize({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false }, undefined);
  await ask(teamId);
  const away = outage(db);
  try {
    for (let minutes = 2; minutes <= 60; minutes += 2) {
      now = minutes * 60_000;
      expect(await ask(teamId)).toMatchObject({ botToken: 'xoxb-known', workspaceId });
    }
    // Another team's request throws nothing away.
    await expect(ask('T0STRANGE')).rejects.toThrow('reach');
    now += 2 * 60_000;
    await expect(ask(teamId)).rejects.toThrow('reach');
  } finally {
    away.over();
  }
  expect(await ask(teamId)).toMatchObject({ botToken: 'xoxb-known' });
  await expect(ask('T0STRANGE')).rejects.toThrow(NotInstalledError);
});
