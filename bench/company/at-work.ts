import { movableClock } from '../../src/clock.js';
import { readConfig } from '../../src/config.js';
import type { Context } from '../../src/context.js';
import { demoChannels, demoCompany, demoPeople } from '../../src/demo/company.js';
import { playgroundSeeds } from '../../src/demo/playground-seeds.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { features } from '../../src/features.js';
import { createLog } from '../../src/log.js';
import { noLimits } from '../../src/outbox/limits.js';
import type { Person } from '../../src/people/person.js';
import { type Playground, startPlayground } from '../../src/playground/server/start-playground.js';
import { buildManifest } from '../../src/slack/manifest.js';
import { type RunningBaton, startBaton } from '../../src/start.js';
import { type Actor, actor } from '../../test/support/actor.js';
import { fillCompany } from './large-company.js';
import type { CompanySize } from './size.js';

/** A Wednesday morning at ten in Shanghai. */
export const wednesday = new Date('2026-11-25T02:00:00Z');

/** A company with its years behind it, in a local Slack; nothing happens by itself. */
export interface CompanyAtWork {
  baton: RunningBaton;
  slack: Playground;
  /** Somebody at their Slack client. */
  as(handle: string): Actor;
  /** What a use-case is called with when this person acts; null: Baton itself. */
  contextOf(handle: string | null): Promise<Context>;
  /** Resolves when nothing is under way and all that could be sent is sent. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const signingSecret = 'bench-signing-secret';
const botToken = 'xoxb-bench';

/**
 * The demo company on an empty database, filled up to this size.
 * @param onQuery told each statement with the milliseconds that it took
 */
export async function companyAtWork({
  url,
  size,
  onQuery,
}: {
  url: string;
  size: CompanySize;
  onQuery: (sql: string, ms: number) => void;
}): Promise<CompanyAtWork> {
  const clock = movableClock({ start: wednesday, running: false });
  const slack = await startPlayground({
    manifest: buildManifest({ features, requestUrl: 'http://127.0.0.1/slack/events' }),
    team: { id: demoCompany.id, name: demoCompany.name, domain: demoCompany.domain },
    ...playgroundSeeds({ people: demoPeople, channels: demoChannels }),
    signingSecret,
    botToken,
    transport: 'http',
    messageTime: () => clock.now().getTime(),
  });
  const start = () =>
    startBaton({
      config: {
        ...readConfig({ BATON_KEY: '07'.repeat(32), LOG_LEVEL: 'silent' }),
        mode: 'playground',
        databaseUrl: url,
        botToken,
        signingSecret,
        slackApiUrl: slack.url,
      },
      clock,
      features,
      log: createLog({ level: 'silent' }),
      outboxLimits: noLimits,
      heartbeat: false,
      onQuery,
    });
  const first = await start();
  const { services, workspace } = first;
  await setUpCompany(services, { workspaceId: workspace.id });
  await services.db.transaction((tx) => tx.staff.updateMany({ data: { welcomedAt: clock.now() } }));
  await first.stop();
  await fillCompany({ url, workspaceId: workspace.id, vault: services.vault, now: wednesday, size });

  const baton = await start();
  if (baton.url) slack.setRequestUrl(baton.url);
  const quiet = async () => {
    do {
      await underWay(slack);
      await baton.idle();
      await baton.drain();
    } while (slack.inFlight > 0);
  };
  const userOf = (handle: string) => demoPeople.find((one) => one.handle === handle)?.id ?? '';
  return {
    baton,
    slack,
    quiet,
    as: (handle) => actor({ slack, user: userOf(handle), quiet }),
    async contextOf(handle) {
      const now = clock.now();
      const common = { services: baton.services, workspaceId: workspace.id, now };
      if (handle === null) return { ...common, actor: { type: 'system' } };
      const staff: Person = await baton.services.db.read.staff.findFirstOrThrow({
        where: { slackUserId: userOf(handle) },
        include: { department: true },
      });
      return { ...common, actor: { type: 'person', staff } };
    },
    async stop() {
      await baton.stop();
      await slack.close();
    },
  };
}

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
