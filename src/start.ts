import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { createApp } from './app.js';
import { checkRights } from './check-rights.js';
import { type BusinessClock, type MovableClock, systemClock } from './clock.js';
import type { Config } from './config.js';
import type { Services } from './context.js';
import { openDatabase } from './db/client.js';
import { runDataSteps } from './db/data-steps.js';
import { homeOf } from './db/home.js';
import { openVault } from './db/master-key.js';
import type { Database, Workspace } from './db/types.js';
import { waitForPostgres } from './db/wait-for-postgres.js';
import type { Feature } from './feature.js';
import { features as allFeatures } from './features.js';
import { createLog, type Log } from './log.js';
import { createHomePublisher } from './outbox/home-publisher.js';
import { type OutboxLimits, slackLimits } from './outbox/limits.js';
import { createOutbox } from './outbox/outbox.js';
import { noticeRestore } from './people/notice-restore.js';
import { advanceTo } from './scheduler/advance.js';
import { createScheduler } from './scheduler/scheduler.js';
import { createAskerCache } from './slack/asker-cache.js';
import { createAuthorizer } from './slack/authorize.js';
import { createSlackClients } from './slack/clients.js';
import { createFreshToken } from './slack/installing/fresh-token.js';
import { installToken } from './slack/installing/install-token.js';
import { createTokenKeeper } from './slack/installing/token-keeper.js';
import { reasons } from './slack/manifest.js';

/** Baton at work. */
export interface RunningBaton {
  services: Services;
  app: App;
  /** The workspace of the token it was started with. Throws when workspaces install Baton by OAuth: there is none. */
  readonly workspace: Workspace;
  /** Where Slack's requests are taken; undefined in Socket Mode. */
  url: string | undefined;
  /** Stops taking work, finishes what runs, closes the database; within 10 seconds. */
  stop(): Promise<void>;
  /** Moves business time forward; all that is due on the way happens. Needs a movable clock. */
  advanceTo(to: Date): Promise<void>;
  /** The next thing that happens by itself, or null. */
  next(): Promise<{ at: Date; what: string } | null>;
  /** Resolves when nothing more can be sent now. */
  drain(): Promise<void>;
  /** Resolves when no request is being worked on. */
  idle(): Promise<void>;
}

/** Another program listens on the port. */
export class PortTakenError extends Error {
  constructor({ port, variable }: { port: number; variable: 'PORT' | 'PLAYGROUND_PORT' }) {
    super(
      `Port ${port} is in use by another program. Set ${variable} to a free one, for example ${variable}=${port + 1}`,
    );
    this.name = 'PortTakenError';
  }
}

/** Something was done: after so many milliseconds the last numbers are noted beside the database. */
const numbersKeptMs = 1_000;

/** Milliseconds that work under way gets to finish when Baton stops; below the 10 s that we promise. */
const patienceMs = 7_000;

/**
 * Database, app, outbox, scheduler, in this order; stops them in the opposite one.
 * @throws PortTakenError, SlackUnreachableError, DatabaseBusyError, MigrationError, MasterKeyError
 */
export async function startBaton({
  config,
  clock: givenClock = systemClock,
  features = allFeatures,
  log = createLog({ level: config.logLevel }),
  outboxLimits = { ...slackLimits, workspacePerMinute: config.messagesPerMinute },
  onQuery,
  heartbeat = true,
  slackWaitsMs,
  newKey = false,
}: {
  config: Config;
  /** Business time; a function when the database remembers it. */
  clock?: BusinessClock | ((db: Database) => Promise<BusinessClock>);
  features?: readonly Feature[];
  log?: Log;
  outboxLimits?: OutboxLimits;
  /** Told each SQL statement and its milliseconds; for tests and the benchmark. */
  onQuery?: (sql: string, ms: number) => void;
  /** false: nothing happens by the machine's time, only by `advanceTo` (tests). */
  heartbeat?: boolean;
  /** Go on under another master key than the database is sealed under. */
  newKey?: boolean;
  /** Milliseconds after which an acknowledgement may come too late for Slack; for tests. */
  slackWaitsMs?: number | undefined;
}): Promise<RunningBaton> {
  checkRights(config);
  if (config.databaseUrl.startsWith('postgres')) await waitForPostgres({ url: config.databaseUrl, log });
  const db = await openDatabase({ url: config.databaseUrl, log, ...(onQuery ? { onQuery } : {}) });
  try {
    const vault = await openVault({ db, source: config, newKey });
    await runDataSteps(
      features.flatMap(({ dataSteps = [] }) => dataSteps),
      { db, vault, log },
    );
    const clock = typeof givenClock === 'function' ? await givenClock(db) : givenClock;
    const home = await homeOf(db, config.databaseUrl);
    await noticeRestore({ db, log, clock }, home);
    const fresh = createFreshToken({ config, db, vault, log, clock });
    const clients = createSlackClients({ db, vault, config, log, fresh });
    const authorizer = createAuthorizer({ db, vault, fresh, log });
    const cache = createAskerCache({ changes: db.companyChanges });
    const services: Services = {
      config,
      db,
      clock,
      vault,
      log,
      features,
      slack: {
        ...clients,
        forget(workspaceId) {
          clients.forget(workspaceId);
          authorizer.forget(workspaceId);
        },
      },
      nudge(workspaceId) {
        outbox.nudge(workspaceId);
        homes.nudge(workspaceId);
        if (heartbeat) keeping ??= setTimeout(keepNumbers, numbersKeptMs).unref();
      },
    };
    let keeping: NodeJS.Timeout | undefined;
    const keepNumbers = async () => {
      clearTimeout(keeping);
      keeping = undefined;
      await home.keep().catch((error: unknown) => log.error({ err: error }, 'numbers could not be noted'));
    };
    const workspace = config.oauth ? null : await installToken(services);
    if (workspace) await warnOfMissingScopes({ db, workspace, features, log });
    const outbox = createOutbox({
      services,
      limits: outboxLimits,
      timings: { stopMs: patienceMs },
      busy: () => scheduler.queueing(),
    });
    const homes = createHomePublisher({ services });
    const drain = async () => {
      await outbox.drain();
      await homes.drain();
    };
    const scheduler = createScheduler({ services });
    const { app, idle } = createApp({ services, authorizer, cache, slackWaitsMs });
    const server = await listen({ app, config });
    const tokens = createTokenKeeper(services, { fresh });
    if (heartbeat && config.oauth) tokens.start();
    if (heartbeat) outbox.start();
    if (heartbeat) homes.start();
    if (heartbeat) scheduler.start();

    let stopped: Promise<void> | undefined;
    return {
      services,
      app,
      get workspace() {
        if (!workspace) throw new Error('This Baton was not started with a token of one workspace');
        return workspace;
      },
      url: server ? `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` : undefined,
      stop() {
        stopped ??= (async () => {
          await within(
            Promise.all([
              app.stop(),
              idle(patienceMs),
              tokens.stop(),
              scheduler.stop(),
              outbox.stop(),
              homes.stop(),
            ]),
          );
          server?.closeAllConnections();
          await keepNumbers();
          await db.close();
        })();
        return stopped;
      },
      async advanceTo(to) {
        if (!isMovable(clock)) throw new Error('This clock cannot be moved');
        await advanceTo({ services, scheduler, outbox: { drain }, clock, to });
      },
      next: () => scheduler.nextAt(),
      drain,
      idle: () => idle(patienceMs),
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** An app that was made of an older manifest lacks what newer features need. */
async function warnOfMissingScopes({
  db,
  workspace,
  features,
  log,
}: {
  db: Database;
  workspace: Workspace;
  features: readonly Feature[];
  log: Log;
}): Promise<void> {
  const installation = await db.read.installation.findUnique({ where: { workspaceId: workspace.id } });
  const granted = new Set((installation?.scopes ?? '').split(',').filter(Boolean));
  const missing = reasons(features).flatMap(({ scope }) => (granted.has(scope) ? [] : [scope]));
  if (granted.size === 0 || missing.length === 0) return;
  log.warn({ missing }, 'the Slack app lacks scopes: update it from manifests/ and install it again');
}

async function listen({ app, config }: { app: App; config: Config }): Promise<Server | undefined> {
  if (config.mode === 'socket') {
    await app.start();
    return undefined;
  }
  try {
    // The playground is on this machine only, and asks us where we are.
    const at = config.mode === 'playground' ? { port: 0, host: '127.0.0.1' } : { port: config.port };
    return (await app.start(at)) as Server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new PortTakenError({ port: config.port, variable: 'PORT' });
    }
    throw error;
  }
}

function isMovable(clock: BusinessClock): clock is MovableClock {
  return 'set' in clock;
}

async function within(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work.catch(() => {}),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs + 1_000);
    }),
  ]);
  clearTimeout(timer);
}
