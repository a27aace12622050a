import { inject } from 'vitest';
import { movableClock } from '../../src/clock.js';
import { readConfig } from '../../src/config.js';
import { demoCompany } from '../../src/demo/company.js';
import { playgroundSeeds } from '../../src/demo/playground-seeds.js';
import { features } from '../../src/features.js';
import { noLimits } from '../../src/outbox/limits.js';
import { playgroundClient } from '../../src/playground/client.js';
import { startPlayground } from '../../src/playground/server/start-playground.js';
import { buildManifest } from '../../src/slack/manifest.js';
import { startBaton } from '../../src/start.js';
import { emptyPostgres, emptySqlite, postgresServer, quietLog } from '../support/database.js';
import { wednesdayAtTen } from '../support/factories.js';

/** A second workspace: Nora runs it, Nick works there. */
export const north = {
  team: { id: 'T0NORTH', name: 'North & Co', domain: 'north' },
  users: [
    {
      id: 'U0NORA',
      name: 'nora',
      real_name: 'Nora North',
      is_admin: true,
      locale: 'en-US',
      tz: 'Europe/London',
    },
    { id: 'U0NICK', name: 'nick', real_name: 'Nick North', locale: 'en-US', tz: 'Europe/London' },
  ],
  channels: [{ id: 'C0NORTH', name: 'north-service', members: ['U0NORA', 'U0NICK'] }],
};

/** Baton for many workspaces in a local Slack that has two, none of which has installed it. */
export async function startForMany({ rotates = false }: { rotates?: boolean } = {}) {
  const place = postgresServer
    ? await emptyPostgres(postgresServer, inject('postgresTemplate'))
    : emptySqlite();
  const clock = movableClock({ start: wednesdayAtTen, running: false });
  const secrets = {
    signingSecret: 'test-signing-secret-of-the-local-slack',
    clientId: '111.222',
    clientSecret: 'client-secret-of-the-test',
  };
  const manifest = buildManifest({ features, requestUrl: 'http://127.0.0.1/slack/events' });
  const playground = await startPlayground({
    manifest: { ...manifest, settings: { ...manifest.settings, token_rotation_enabled: rotates } },
    team: { id: demoCompany.id, name: demoCompany.name, domain: demoCompany.domain },
    ...playgroundSeeds(),
    workspaces: [north],
    ...secrets,
    transport: 'http',
    messageTime: () => clock.now().getTime(),
  });
  const baton = await startBaton({
    config: {
      ...readConfig({
        SLACK_CLIENT_ID: secrets.clientId,
        SLACK_CLIENT_SECRET: secrets.clientSecret,
        SLACK_SIGNING_SECRET: secrets.signingSecret,
        SLACK_API_URL: playground.url,
        BATON_KEY: '07'.repeat(32),
        LOG_LEVEL: 'silent',
      }),
      // Any free port of the loopback interface.
      mode: 'playground',
      databaseUrl: place.url,
    },
    clock,
    log: quietLog,
    outboxLimits: noLimits,
    heartbeat: false,
  });
  const base = new URL('/', baton.url).href;
  playground.setRequestUrl(baton.url ?? '');
  Object.assign(playground.ground.manifest, { redirectUrls: [`${base}slack/oauth_redirect`] });
  const slack = playgroundClient(playground);
  const { db } = baton.services;

  /** A browser goes to /slack/install: where it is sent, and the cookie it keeps. */
  async function begin() {
    const response = await fetch(`${base}slack/install`, { redirect: 'manual' });
    const setCookie = response.headers.get('set-cookie') ?? '';
    return {
      status: response.status,
      asks: response.headers.get('location') ?? '',
      setCookie,
      cookie: setCookie.split(';')[0] ?? '',
    };
  }

  /** … and back at /slack/oauth_redirect. */
  async function comeBack(url: string, { cookie = '', language = 'en' } = {}) {
    const response = await fetch(url, { headers: { cookie, 'accept-language': language } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  async function quiet() {
    do {
      await slack.quiet();
      await baton.idle();
      await baton.drain();
    } while (playground.inFlight > 0);
  }

  return {
    playground,
    slack,
    baton,
    db,
    begin,
    comeBack,
    quiet,
    /** Somebody installs Baton into their workspace. */
    async install(person: string, language = 'en') {
      const { asks, cookie } = await begin();
      const page = await comeBack(await slack.as(person).allow(asks), { cookie, language });
      await quiet();
      return page;
    },
    workspaceOf: (teamId: string) =>
      db.read.workspace.findFirst({ where: { teamId }, include: { installation: true } }),
    async advanceTo(to: string) {
      await baton.advanceTo(new Date(to));
      await quiet();
    },
    async stop() {
      await baton.stop();
      await playground.close();
      await place.remove();
    },
  };
}
