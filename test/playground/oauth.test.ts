/** Installing, several workspaces, token rotation: driven by @slack/bolt and @slack/web-api alone. */
import { App, HTTPReceiver, type Installation, type InstallationStore } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { PlaygroundOptions } from '../../src/playground/server/start-playground.js';
import { secrets, silent, startBare, testManifest } from './stand.js';

const client = { clientId: '111.222', clientSecret: 'client-secret' };
const redirect = 'https://app.example.com/slack/oauth_redirect';
const north = {
  team: { id: 'T_NORTH', name: 'North', domain: 'north' },
  users: [{ id: 'U_NORA', name: 'nora', real_name: 'Nora North', is_admin: true }],
  channels: [{ id: 'C_NORTH', name: 'service', members: ['U_NORA'] }],
};

async function start({
  rotates = false,
  ...change
}: Partial<PlaygroundOptions> & { rotates?: boolean } = {}) {
  const manifest = testManifest();
  const stand = await startBare({
    ...client,
    manifest: {
      ...manifest,
      oauth_config: { ...manifest.oauth_config, redirect_urls: [redirect] },
      settings: { ...manifest.settings, token_rotation_enabled: rotates },
    },
    workspaces: [north],
    ...change,
  });
  onTestFinished(() => stand.playground.close());
  const { playground, slack } = stand;
  const plain = (token?: string) =>
    new WebClient(token, { slackApiUrl: playground.url, retryConfig: { retries: 0 } });
  const address = (given: Record<string, string> = {}) => {
    const asked = { client_id: client.clientId, scope: 'chat:write,commands', ...given };
    return `${playground.authorizeUrl}?${new URLSearchParams(asked)}`;
  };
  const code = async (person = 'U_NORA', given: Record<string, string> = {}) =>
    new URL(await slack.as(person).allow(address(given))).searchParams.get('code') ?? '';
  const id = { client_id: client.clientId, client_secret: client.clientSecret };
  const access = (given: Record<string, string>) => plain().oauth.v2.access({ ...id, ...given });
  return { ...stand, plain, address, code, access, id };
}

const error = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (thrown: { data?: { error?: string }; code?: string }) => thrown.data?.error ?? thrown.code,
  );

describe('asking a person', () => {
  it('sends the code and the untouched state to the redirect URL, or access_denied', async () => {
    const { slack, address } = await start();
    const state = 'a b+c/=&é%';
    const back = new URL(await slack.as('U_NORA').allow(address({ state })));
    expect(`${back.origin}${back.pathname}`).toBe(redirect);
    expect(back.searchParams.get('code')).toBeTruthy();
    expect(back.searchParams.get('state')).toBe(state);
    const denied = new URL(await slack.as('U_NORA').cancel(address({ state })));
    expect(Object.fromEntries(denied.searchParams)).toEqual({ error: 'access_denied', state });
  });

  it('refuses an unknown app, strange redirects, scopes that the manifest lacks', async () => {
    const { slack, address } = await start();
    const nora = slack.as('U_NORA');
    const refused = (given: Record<string, string>) => error(nora.allow(address(given)));
    expect(await refused({ client_id: '9.9' })).toBe('invalid_client_id');
    expect(await refused({ redirect_uri: 'https://evil.example.com/slack/oauth_redirect' })).toBe(
      'bad_redirect_uri',
    );
    expect(await refused({ redirect_uri: `${redirect}or` })).toBe('bad_redirect_uri');
    expect(await refused({ redirect_uri: `${redirect}/deeper?x=1` })).toBe('ok');
    expect(await refused({ scope: '' })).toBe('no_scopes');
    expect(await refused({ scope: 'chat:write,admin' })).toBe('invalid_scope');
    expect(await refused({ user_scope: 'search:read' })).toBe('invalid_scope');
    expect(await refused({ team: 'T_NOWHERE' })).toBe('invalid_team');
    expect(await refused({ team: 'T0PLAY' })).toBe('wrong_team');
    expect(await refused({ team: 'T_NORTH' })).toBe('ok');
  });

  it('is a page with two buttons that only itself can press', async () => {
    const { address, playground } = await start();
    const page = await fetch(address({ state: 's<"' }));
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const shown of [
      'Nora North',
      'Sam Lee',
      'chat:write',
      'Send messages as itself',
      'value="allow"',
      'value="cancel"',
    ])
      expect(text).toContain(shown);
    const ticket = /name="ticket" value="(\w+)"/.exec(text)?.[1] ?? '';
    const press = (form: Record<string, string>) =>
      fetch(playground.authorizeUrl, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
    expect((await press({ ticket: 'guessed', user: 'U_NORA', answer: 'allow' })).status).toBe(400);
    const pressed = await press({ ticket, user: 'U_NORA', answer: 'allow' });
    expect(pressed.status).toBe(302);
    expect(new URL(pressed.headers.get('location') ?? '').searchParams.get('state')).toBe('s<"');
    expect((await press({ ticket, user: 'U_NORA', answer: 'allow' })).status).toBe(400);
    const chinese = await fetch(address(), { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } });
    expect(await chinese.text()).toContain('以自己的名义发送消息');
    const strange = await fetch(address({ redirect_uri: 'https://evil.example.com/<script>' }));
    expect(strange.status).toBe(400);
    expect(await strange.text()).not.toContain('<script>');
  });
});

describe('oauth.v2.access', () => {
  it('gives a bot token for a code, once, in the shape of @slack/web-api', async () => {
    const { access, code, plain } = await start();
    const given = await code();
    const answer = await access({ code: given });
    expect(answer).toEqual({
      ok: true,
      access_token: expect.stringMatching(/^xoxb-/),
      token_type: 'bot',
      scope: 'chat:write,commands',
      bot_user_id: 'U0PLAYBOT2',
      app_id: 'A0PLAYAPP',
      team: { id: 'T_NORTH', name: 'North' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: 'U_NORA' },
      response_metadata: expect.anything(),
    });
    expect(await plain(answer.access_token).auth.test()).toMatchObject({
      team_id: 'T_NORTH',
      user_id: 'U0PLAYBOT2',
      url: 'https://north.slack.com/',
    });
    expect(await error(access({ code: given }))).toBe('code_already_used');
  });

  it('takes the secret in the body or as Basic, and says what is wrong', async () => {
    const { access, code, playground, plain } = await start({ timings: { codeMs: 10_000 } });
    const given = await code();
    const wrong = (body: Record<string, string>) => error(access({ code: given, ...body }));
    expect(await wrong({ client_id: 'x' })).toBe('invalid_client_id');
    expect(await wrong({ client_secret: 'x' })).toBe('bad_client_secret');
    expect(await wrong({ code: 'x' })).toBe('invalid_code');
    expect(await wrong({ grant_type: 'password' })).toBe('invalid_grant_type');
    const basic = await fetch(`${playground.url}oauth.v2.access`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`,
      },
      body: new URLSearchParams({ code: given }),
    });
    expect(await basic.json()).toMatchObject({ ok: true, token_type: 'bot' });
    expect(await error(plain().oauth.v2.access({ client_id: '', client_secret: '' }))).toBe(
      'invalid_client_id',
    );
    const late = await code();
    playground.ground.timings.codeMs = -1;
    expect(await error(access({ code: late }))).toBe('invalid_code');
  });

  it('wants the same redirect_uri as the question had', async () => {
    const { access, code } = await start();
    const deep = `${redirect}/deep`;
    const given = await code('U_NORA', { redirect_uri: deep });
    expect(await error(access({ code: given }))).toBe('bad_redirect_uri');
    expect(await error(access({ code: given, redirect_uri: redirect }))).toBe('bad_redirect_uri');
    expect(await error(access({ code: given, redirect_uri: deep }))).toBe('ok');
  });

  it('adds scopes up and keeps the token when somebody installs again', async () => {
    const { access, code, plain } = await start();
    const first = await access({ code: await code() });
    expect(await error(plain(first.access_token).users.info({ user: 'U_NORA' }))).toBe('missing_scope');
    const second = await access({ code: await code('U_NORA', { scope: 'users:read' }) });
    expect(second.access_token).toBe(first.access_token);
    expect(second.scope).toBe('chat:write,commands,users:read');
    expect(await error(plain(first.access_token).users.info({ user: 'U_NORA' }))).toBe('ok');
  });
});

describe('token rotation', () => {
  it('gives tokens that expire, and new ones for a refresh token that is good once', async () => {
    const { access, code, plain, playground } = await start({ rotates: true });
    const first = await access({ code: await code() });
    expect(first).toMatchObject({
      access_token: expect.stringMatching(/^xoxe\.xoxb-/),
      refresh_token: expect.stringMatching(/^xoxe-/),
      expires_in: 43_200,
    });
    const refresh = (refresh_token = '') => access({ grant_type: 'refresh_token', refresh_token });
    playground.trouble.expireToken('T_NORTH');
    expect(await error(plain(first.access_token).auth.test())).toBe('token_expired');
    const second = await refresh(first.refresh_token);
    expect(second).not.toHaveProperty('authed_user');
    expect(await error(plain(second.access_token).auth.test())).toBe('ok');
    expect(await error(refresh(first.refresh_token))).toBe('invalid_refresh_token');
    const third = await refresh(second.refresh_token);
    expect(await error(plain(second.access_token).auth.test())).toBe('ok');
    await refresh(third.refresh_token);
    expect(await error(plain(second.access_token).auth.test())).toBe('token_revoked');
  });

  it('trades a lasting token in for one that expires', async () => {
    const { plain, id } = await start({ rotates: true });
    const exchange = (token: string) => plain().oauth.v2.exchange({ ...id, token });
    const made = await exchange(secrets.botToken);
    expect(made).toMatchObject({ token_type: 'bot', expires_in: 43_200, team: { id: 'T0PLAY' } });
    expect(await error(plain(made.access_token).auth.test())).toBe('ok');
    expect(await error(exchange(secrets.botToken))).toBe('token_already_exchanged');
    expect(await error(exchange(made.access_token ?? ''))).toBe('invalid_token');
    const fixed = await start();
    expect(await error(fixed.plain().oauth.v2.exchange({ ...id, token: secrets.botToken }))).toBe(
      'token_rotation_not_enabled',
    );
  });
});

describe('Bolt’s own installer', () => {
  const installations = new Map<string, Installation>();
  const store: InstallationStore = {
    storeInstallation: async (one) => void installations.set(one.team?.id ?? '', one as Installation),
    fetchInstallation: async ({ teamId }) => {
      const found = installations.get(teamId ?? '');
      if (!found) throw new Error(`${teamId} has not installed it`);
      return found;
    },
    deleteInstallation: async ({ teamId }) => void installations.delete(teamId ?? ''),
  };
  let stand: Awaited<ReturnType<typeof startBare>>;
  let receiver: HTTPReceiver;
  let base = '';
  const heard: string[] = [];

  beforeAll(async () => {
    const manifest = testManifest();
    stand = await startBare({
      ...client,
      botToken: undefined,
      manifest: {
        ...manifest,
        oauth_config: { ...manifest.oauth_config, redirect_urls: ['http://127.0.0.1:1/'] },
      },
      workspaces: [north],
    });
    const { playground } = stand;
    const clientOptions = { slackApiUrl: playground.url, retryConfig: { retries: 0 } };
    receiver = new HTTPReceiver({
      signingSecret: secrets.signingSecret,
      ...client,
      stateSecret: 'state-secret',
      scopes: manifest.oauth_config.scopes.bot,
      installationStore: store,
      installerOptions: { authorizationUrl: playground.authorizeUrl, clientOptions, directInstall: true },
      logger: silent,
    });
    const app = new App({ receiver, clientOptions, logger: silent });
    app.command('/complaint', async ({ ack, body, client: web }) => {
      heard.push(body.team_id);
      await ack();
      const { team_id } = await web.auth.test();
      await web.chat.postEphemeral({ channel: body.channel_id, user: body.user_id, text: `in ${team_id}` });
    });
    app.event('app_uninstalled', async ({ context }) => {
      await store.deleteInstallation?.(
        { teamId: context.teamId ?? '', enterpriseId: undefined, isEnterpriseInstall: false },
        silent,
      );
    });
    const server = await receiver.start({ port: 0, host: '127.0.0.1' } as unknown as number);
    const place = server.address();
    base = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`;
    playground.setRequestUrl(`${base}/slack/events`);
    Object.assign(playground.ground.manifest, { redirectUrls: [`${base}/slack/oauth_redirect`] });
  });
  afterAll(async () => {
    await receiver.stop();
    await stand.playground.close();
  });

  async function installAs(person: string, answer: 'allow' | 'cancel' = 'allow') {
    const begun = await fetch(`${base}/slack/install`, { redirect: 'manual' });
    const back = await stand.slack.as(person)[answer](begun.headers.get('location') ?? '');
    return fetch(back, { headers: { cookie: begun.headers.get('set-cookie')?.split(';')[0] ?? '' } });
  }

  it('installs into two workspaces and is served in each with its own token', async () => {
    const { slack, playground } = stand;
    const sam = slack.as('U_SAM');
    const nora = slack.workspace('T_NORTH').as('nora');
    await expect(sam.command('#market', '/complaint')).rejects.toThrow('not a valid command');
    expect((await installAs('U_SAM', 'cancel')).status).toBe(500);
    expect(installations.size).toBe(0);
    expect((await installAs('U_SAM')).status).toBe(200);
    expect((await installAs('U_NORA')).status).toBe(200);
    expect([...installations.keys()]).toEqual(['T0PLAY', 'T_NORTH']);
    await sam.inviteBot('#market');
    await nora.inviteBot('#service');
    await sam.command('#market', '/complaint');
    await nora.command('#service', '/complaint');
    await sam.ephemeral('in T0PLAY');
    await nora.ephemeral('in T_NORTH');
    expect(heard).toEqual(['T0PLAY', 'T_NORTH']);
    expect(playground.wire.calls('auth.test').length).toBeGreaterThan(1);
  });

  it('hears of its removal from one of them; the other is served on', async () => {
    const { slack, playground } = stand;
    const token = installations.get('T_NORTH')?.bot?.token ?? '';
    const web = new WebClient(token, { slackApiUrl: playground.url, retryConfig: { retries: 0 } });
    await web.apps.uninstall({ client_id: client.clientId, client_secret: client.clientSecret });
    await slack.waitFor(() => !installations.has('T_NORTH'));
    expect(await error(web.auth.test())).toBe('account_inactive');
    await expect(slack.as('U_NORA').command('#service', '/complaint')).rejects.toThrow('not a valid');
    await slack.as('U_SAM').command('#market', '/complaint');
    expect(heard).toEqual(['T0PLAY', 'T_NORTH', 'T0PLAY']);
    await slack.quiet();
  });
});

it('auth.revoke voids a token, not the installation; the bot user leaves its channels', async () => {
  const { web, slack, access, code } = await start();
  expect(await web.auth.revoke({ test: true })).toMatchObject({ revoked: false });
  expect(await error(web.auth.test())).toBe('ok');
  expect(await web.auth.revoke()).toMatchObject({ revoked: true });
  expect(await error(web.auth.test())).toBe('token_revoked');
  const sam = slack.as('U_SAM');
  expect(sam.channels().find((one) => one.id === 'C_SERVICE')).toMatchObject({ bot_member: false });
  const again = await access({ code: await code('U_SAM') });
  expect(again.access_token).not.toBe(secrets.botToken);
});
