import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomRoute } from '@slack/bolt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Services } from '../../src/context.js';
import { features } from '../../src/features.js';
import { messages } from '../../src/messages/index.js';
import { createAuthorizer } from '../../src/slack/authorize.js';
import { findWorkspace } from '../../src/slack/find-workspace.js';
import { installRoutes } from '../../src/slack/installing/routes.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testConfig, testServices } from '../support/factories.js';

// What the local Slack does not have: organisations.

const texts = messages('en').slack.install;
const oauth = { clientId: '111.222', clientSecret: 'client-secret-of-the-test' };
const servers: Server[] = [];
let database: TestDatabase;
let services: Services;
let base = '';
/** What Slack answers to a code, and which methods were called with which token. */
let answer: Record<string, unknown> = {};
const calls: { method: string; token: string | undefined }[] = [];

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

beforeAll(async () => {
  database = await testDatabase();
  const slack = await listen(
    createServer((request, response) => {
      const method = request.url?.replace('/api/', '') ?? '';
      calls.push({ method, token: request.headers.authorization?.replace('Bearer ', '') });
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(method === 'oauth.v2.access' ? answer : { ok: true, user: { id: 'U0BOSS' } }),
        );
      });
    }),
  );
  services = {
    ...testServices({ db: database.db, features }),
    config: { ...testConfig, oauth, slackApiUrl: `${slack}api/` },
  };
  const routes = installRoutes(services, oauth);
  base = await listen(
    createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const route = routes.find(({ path }) => path === pathname);
      route?.handler(request as Parameters<CustomRoute['handler']>[0], response);
    }),
  );
});
afterAll(async () => {
  for (const server of servers) server.close();
  await database.close();
});

async function install(given: Record<string, unknown>) {
  answer = {
    ok: true,
    access_token: 'xoxb-given',
    app_id: 'A0BATON',
    bot_user_id: 'U0BATON',
    scope: 'chat:write',
    authed_user: { id: 'U0BOSS' },
    ...given,
  };
  const begun = await fetch(`${base}slack/install`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const back = `${base}slack/oauth_redirect?${new URLSearchParams({ code: 'code', state })}`;
  const page = await fetch(back, {
    headers: { cookie: begun.headers.get('set-cookie')?.split(';')[0] ?? '', 'accept-language': 'en' },
  });
  return { status: page.status, text: await page.text() };
}

it('an organisation’s installation is refused, said so, and not left behind', async () => {
  const page = await install({
    is_enterprise_install: true,
    team: null,
    enterprise: { id: 'E0ORG', name: 'Org' },
  });
  expect(page.status).toBe(400);
  expect(page.text).toContain(texts.enterprise.title);
  expect(calls).toContainEqual({ method: 'apps.uninstall', token: 'xoxb-given' });
  expect(await database.db.read.workspace.count()).toBe(0);
});

it('a workspace of an organisation installs Baton by itself, and stays the same when it joins one', async () => {
  const team = { id: 'T0ONE', name: 'One' };
  expect((await install({ team, enterprise: null })).text).toContain('Baton is in One');
  const before = await findWorkspace(database.db.read, { teamId: 'T0ONE' });
  expect((await install({ team, enterprise: { id: 'E0ORG', name: 'Org' } })).status).toBe(200);
  expect(await database.db.read.workspace.count()).toBe(1);
  const grid = createAuthorizer({ ...services, fresh: async (installation) => installation });
  // Slack names the organisation in some requests only.
  for (const enterpriseId of [undefined, 'E0ORG']) {
    const source = { teamId: 'T0ONE', enterpriseId, isEnterpriseInstall: false };
    expect(await grid.authorize(source)).toMatchObject({ workspaceId: before?.id, botToken: 'xoxb-given' });
  }
  expect((await install({ team: { id: 'T0TWO', name: 'Two' }, enterprise: { id: 'E0ORG' } })).status).toBe(
    200,
  );
  const bare = { teamId: 'T0TWO', enterpriseId: undefined, isEnterpriseInstall: false };
  const { id } = (await findWorkspace(database.db.read, { teamId: 'T0TWO' })) ?? { id: '' };
  expect(await grid.authorize(bare)).toMatchObject({ workspaceId: id });
});
