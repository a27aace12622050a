import { inject } from 'vitest';
import { movableClock } from '../../src/clock.js';
import { readConfig } from '../../src/config.js';
import type { Context } from '../../src/context.js';
import {
  type DemoChannel,
  type DemoPerson,
  demoChannels,
  demoCompany,
  demoPeople,
} from '../../src/demo/company.js';
import { playgroundSeeds } from '../../src/demo/playground-seeds.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import type { Feature } from '../../src/feature.js';
import { features as allFeatures } from '../../src/features.js';
import type { Log } from '../../src/log.js';
import { noLimits } from '../../src/outbox/limits.js';
import type { Person } from '../../src/people/person.js';
import { staffById } from '../../src/people/queries.js';
import { playgroundClient, type SlackClient } from '../../src/playground/client.js';
import {
  type Playground,
  type PlaygroundOptions,
  startPlayground,
} from '../../src/playground/server/start-playground.js';
import { buildManifest } from '../../src/slack/manifest.js';
import { type RunningBaton, startBaton } from '../../src/start.js';
import { type Actor, actor } from './actor.js';
import { emptyPostgres, emptySqlite, postgresServer, quietLog } from './database.js';
import { wednesdayAtTen } from './factories.js';
import { leaveOutTestsOwn, noteStatement } from './statements.js';

/** The whole of Baton at work in a local Slack, with the demo company set up in it. */
export interface TestBaton {
  slack: Playground;
  baton: RunningBaton;
  /** The people's rows when the company was set up, by handle: `people.sam`. */
  people: Record<string, Person>;
  /** Somebody at their Slack client: `as('sam').command('service', '/complaint help')`. */
  as(handle: string): Actor;
  /** The same by labels and texts, as a person reads them; call `quiet` yourself. */
  client: SlackClient;
  /** What a use-case is called with when this person acts. */
  contextOf(handle: string): Promise<Context>;
  /** Moves business time forward, by everything that is due on the way. */
  advanceTo(to: Date | string): Promise<void>;
  /** Baton is down until then: nothing happens on the way, and all that is due happens at once. */
  downUntil(to: Date | string): Promise<void>;
  /** Resolves when nothing is under way any more: requests, events, and all that can be sent now. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts all of it on a fresh database (PostgreSQL when TEST_POSTGRES_URL is set, else SQLite). Business time
 * stands still at Wednesday 2026-11-25, 10:00 in Shanghai, unless `start` says otherwise; nothing happens by
 * itself, only by `quiet` and `advanceTo`. The outbox keeps no limits.
 */
export async function startTestBaton({
  users = demoPeople,
  channels = demoChannels,
  features = allFeatures,
  start = wednesdayAtTen,
  setUp = true,
  welcomed = true,
  transport = 'http',
  log = quietLog,
  onQuery,
  slackWaitsMs,
  timings,
}: {
  users?: readonly DemoPerson[];
  channels?: readonly DemoChannel[];
  features?: readonly Feature[];
  start?: Date;
  /** false: Baton was just installed, nobody has set it up. */
  setUp?: boolean;
  /** false: nobody has used Baton yet, so each is welcomed when they do. */
  welcomed?: boolean;
  transport?: 'http' | 'socket';
  log?: Log;
  onQuery?: (sql: string) => void;
  /** As startBaton takes it: 0 makes every acknowledgement come too late. */
  slackWaitsMs?: number;
  /** How long the local Slack waits, and when it sends an event again. */
  timings?: PlaygroundOptions['timings'];
} = {}): Promise<TestBaton> {
  const place = postgresServer
    ? await emptyPostgres(postgresServer, inject('postgresTemplate'))
    : emptySqlite();
  const clock = movableClock({ start, running: false });
  const signingSecret = 'test-signing-secret-of-the-local-slack';
  const botToken = 'xoxb-test';
  const appToken = 'xapp-test';
  const slack = await startPlayground({
    manifest: buildManifest({
      features,
      ...(transport === 'http' ? { requestUrl: 'http://127.0.0.1/slack/events' } : {}),
    }),
    team: { id: demoCompany.id, name: demoCompany.name, domain: demoCompany.domain },
    ...playgroundSeeds({ people: users, channels }),
    signingSecret,
    botToken,
    ...(transport === 'socket' ? { appToken } : {}),
    transport,
    messageTime: () => clock.now().getTime(),
    ...(timings ? { timings } : {}),
  });
  const baton = await startBaton({
    config: {
      ...readConfig({ BATON_KEY: '07'.repeat(32), LOG_LEVEL: 'silent' }),
      // 'playground': signed HTTP on any free port of the loopback interface.
      port: 0,
      mode: transport === 'http' ? 'playground' : 'socket',
      databaseUrl: place.url,
      botToken,
      appToken,
      signingSecret,
      slackApiUrl: slack.url,
    },
    clock,
    features,
    log,
    outboxLimits: noLimits,
    heartbeat: false,
    slackWaitsMs,
    onQuery(sql) {
      noteStatement(sql);
      onQuery?.(sql);
    },
  });
  if (baton.url) slack.setRequestUrl(baton.url);
  const { services, workspace } = baton;
  leaveOutTestsOwn(services.db);
  const staff = setUp
    ? await setUpCompany(services, { workspaceId: workspace.id, people: users, channels })
    : new Map<string, Person>();

  if (welcomed) {
    await services.db.transaction((tx) => tx.staff.updateMany({ data: { welcomedAt: clock.now() } }));
  }

  async function quiet(): Promise<void> {
    do {
      await underWay(slack);
      await baton.idle();
      await baton.drain();
    } while (slack.inFlight > 0);
  }

  return {
    slack,
    baton,
    people: Object.fromEntries(staff),
    as(handle) {
      const person = users.find((one) => one.handle === handle);
      if (!person) throw new Error(`There is no ${handle} in this company`);
      return actor({ slack, user: person.id, quiet });
    },
    client: playgroundClient(slack),
    async contextOf(handle) {
      const known = staff.get(handle);
      const found =
        known && (await staffById(services.db.read, { workspaceId: workspace.id, staffId: known.id }));
      if (!found) throw new Error(`Baton does not know ${handle}`);
      return {
        services,
        workspaceId: workspace.id,
        actor: { type: 'person', staff: found },
        now: clock.now(),
      };
    },
    async advanceTo(to) {
      await baton.advanceTo(new Date(to));
      await quiet();
    },
    async downUntil(to) {
      clock.set(new Date(to));
      await baton.advanceTo(new Date(to));
      await quiet();
    },
    quiet,
    async stop() {
      await baton.stop();
      await slack.close();
      await place.remove();
    },
  };
}

/** Resolves when the local Slack neither asks nor is asked anything. */
function underWay(slack: Playground): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {};
    const look = () => {
      if (slack.inFlight > 0) return;
      stop();
      resolve();
    };
    stop = slack.onChange(look);
    look();
  });
}
