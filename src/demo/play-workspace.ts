import { randomBytes } from 'node:crypto';
import { type MovableClock, realNow } from '../clock.js';
import type { Config } from '../config.js';
import { features } from '../features.js';
import { noLimits } from '../outbox/limits.js';
import type { Greeting } from '../playground/protocol.js';
import {
  type Playground,
  type PlaygroundOptions,
  startPlayground,
} from '../playground/server/start-playground.js';
import { buildManifest } from '../slack/manifest.js';
import { PortTakenError, type RunningBaton, startBaton } from '../start.js';
import { nextThingName } from './next-thing.js';
import { nextOpening } from './opening-time.js';
import { ownCustomers } from './own-data/own-customers.js';
import { loadPlaygroundClock, savePlaygroundClock } from './playground-clock.js';
import { recallLanguages } from './recall-languages.js';
import { repostCards } from './repost-cards.js';

/** The playground while it runs. */
export interface Play {
  says: string;
  playground: Playground;
  baton: RunningBaton;
  stop(): Promise<void>;
}

/** A workspace to play in. */
export interface PlayWorkspace extends Pick<PlaygroundOptions, 'team' | 'users' | 'channels' | 'tours'> {
  greeting: Greeting;
  /** Where the company works: its clock begins before a working day. */
  timeZone: string;
  /** Takes in a person's own customers. */
  takesCustomers: boolean;
  /** Fills a new database. */
  fill(baton: RunningBaton): Promise<void>;
}

/**
 * A Slack workspace on this machine, and Baton at work in it over signed HTTP. `beside`: as startPlayground takes it;
 * `newKey` as in startBaton.
 * @throws PortTakenError, DatabaseBusyError, MasterKeyError
 */
export async function playIn(
  { team, users, channels, tours, greeting, timeZone, takesCustomers, fill }: PlayWorkspace,
  {
    config,
    newKey,
    pageDir,
    beside,
  }: {
    config: Config;
    newKey: boolean;
    /** The folder of the page; without it there is only the server. */
    pageDir: string | undefined;
    beside: NonNullable<PlaygroundOptions['beside']>;
  },
): Promise<Play> {
  let running: RunningBaton | undefined;
  let clock: MovableClock | undefined;
  const now = () => clock?.now() ?? realNow();
  const signingSecret = randomBytes(16).toString('hex');
  const botToken = `xoxb-playground-${randomBytes(8).toString('hex')}`;
  const playground = await startPlayground({
    port: config.playgroundPort,
    manifest: buildManifest({ features, requestUrl: 'http://127.0.0.1/slack/events' }),
    ...(team ? { team } : {}),
    users,
    channels,
    ...(tours ? { tours } : {}),
    greeting,
    beside,
    signingSecret,
    botToken,
    transport: 'http',
    ...(takesCustomers ? { ownData: ownCustomers(() => running) } : {}),
    // Whoever moves the clock should not wait for Slack's pace.
    limits: 'off',
    messageTime: () => now().getTime(),
    clock: {
      now: async () => now().toISOString(),
      nextThing: async () => {
        const next = await running?.next();
        return next ? { at: next.at.toISOString(), what: nextThingName(next.what) } : null;
      },
      nextMorning: async () => nextOpening({ now: new Date(now().getTime() + 1), timeZone }).toISOString(),
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
        const start = nextOpening({ now: realNow(), timeZone });
        clock = await loadPlaygroundClock({ db, start });
        return clock;
      },
    });
    playground.setRequestUrl(running.url ?? '');
    await fill(running);
    await recallLanguages(running, playground);
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
