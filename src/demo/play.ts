import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MovableClock, realNow } from '../clock.js';
import type { Config } from '../config.js';
import { lockForThisProcess } from '../db/one-process.js';
import { sqliteFile } from '../db/sqlite-file.js';
import { features } from '../features.js';
import { noLimits } from '../outbox/limits.js';
import { type Playground, startPlayground } from '../playground/server/start-playground.js';
import { buildManifest } from '../slack/manifest.js';
import { PortTakenError, type RunningBaton, startBaton } from '../start.js';
import { demoCompany } from './company.js';
import { greeting } from './greeting.js';
import { nextThingName } from './next-thing.js';
import { nextOpening } from './opening-time.js';
import { ownCustomers } from './own-data/own-customers.js';
import { loadPlaygroundClock, savePlaygroundClock } from './playground-clock.js';
import { playgroundSeeds } from './playground-seeds.js';
import { repostCards } from './repost-cards.js';
import { seedDemo } from './seed.js';
import { toursFor } from './tour/tours.js';

/** The playground while it runs. */
export interface Play {
  says: string;
  playground: Playground;
  baton: RunningBaton;
  stop(): Promise<void>;
}

/**
 * The playground: a Slack workspace on this machine with the demo company, and Baton at work in it over
 * signed HTTP. `fresh` forgets what happened before; `newKey` as in startBaton.
 * @throws PortTakenError, DatabaseBusyError, MasterKeyError
 */
export async function startPlay({
  config,
  fresh,
  newKey = false,
  pageDir = builtPage(),
}: {
  config: Config;
  fresh: boolean;
  newKey?: boolean;
  /** The folder of the page; without it there is only the server. */
  pageDir?: string | undefined;
}): Promise<Play> {
  if (fresh) await removeDatabase(config.databaseUrl);

  let running: RunningBaton | undefined;
  let clock: MovableClock | undefined;
  const now = () => clock?.now() ?? realNow();
  const signingSecret = randomBytes(16).toString('hex');
  const botToken = `xoxb-playground-${randomBytes(8).toString('hex')}`;
  const playground = await startPlayground({
    port: config.playgroundPort,
    manifest: buildManifest({ features, requestUrl: 'http://127.0.0.1/slack/events' }),
    team: { id: demoCompany.id, name: demoCompany.name, domain: demoCompany.domain },
    ...playgroundSeeds(),
    signingSecret,
    botToken,
    transport: 'http',
    tours: toursFor(config.playgroundLanguage),
    greeting,
    ownData: ownCustomers(() => running),
    // Whoever moves the clock should not wait for Slack's pace.
    limits: 'off',
    messageTime: () => now().getTime(),
    clock: {
      now: async () => now().toISOString(),
      nextThing: async () => {
        const next = await running?.next();
        return next ? { at: next.at.toISOString(), what: nextThingName(next.what) } : null;
      },
      nextMorning: async () =>
        nextOpening({ now: new Date(now().getTime() + 1), timeZone: demoCompany.timeZone }).toISOString(),
      async advance(by) {
        if (!running || !clock) return;
        await running.advanceTo(
          'to' in by ? new Date(by.to) : new Date(clock.now().getTime() + by.minutes * 60_000),
        );
        await savePlaygroundClock({ db: running.services.db, clock });
      },
    },
    ...(pageDir ? { pageDir } : {}),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new PortTakenError({ port: config.playgroundPort, variable: 'PLAYGROUND_PORT' });
  });

  try {
    running = await startBaton({
      config: { ...config, botToken, signingSecret, slackApiUrl: playground.url },
      outboxLimits: noLimits,
      newKey,
      clock: async (db) => {
        await repostCards({ db });
        const start = nextOpening({ now: realNow(), timeZone: demoCompany.timeZone });
        clock = await loadPlaygroundClock({ db, start });
        return clock;
      },
    });
    playground.setRequestUrl(running.url ?? '');
    await seedDemo(running, { language: config.playgroundLanguage });
    // So that the page's clock knows from the first minute what happens next.
    if (clock) await running.advanceTo(new Date(clock.now().getTime() + 1_000));
    if (clock) await savePlaygroundClock({ db: running.services.db, clock });
  } catch (error) {
    await running?.stop();
    await playground.close();
    throw error;
  }
  const baton = running;
  return {
    says: `Baton’s playground is open: ${playground.pageUrl}`,
    playground,
    baton,
    async stop() {
      await baton.stop();
      await playground.close();
    },
  };
}

/** The built page, whether we run from dist/ or from src/. */
function builtPage(): string | undefined {
  for (const place of ['../playground-page', '../../dist/playground-page']) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  return undefined;
}

async function removeDatabase(url: string): Promise<void> {
  const file = sqliteFile(url);
  if (!existsSync(file)) return;
  // Not while another process plays in it.
  const lock = await lockForThisProcess({ file });
  for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  await lock.release();
}
