import { createHash } from 'node:crypto';
import { realNow } from '../clock.js';
import type { Services } from '../context.js';
import type { HomeView, Workspace } from '../db/types.js';
import { createFaultLog } from '../fault-log.js';
import type { Feature } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { staffById } from '../people/queries.js';
import { NotInstalledError } from '../slack/not-installed-error.js';
import { farAheadMs } from './recover-far-instants.js';
import { sendFault } from './send-error.js';

export interface HomePublisher {
  /** Begins to publish: what is pending at once, then on nudges. */
  start(): void;
  /** Lets what is being published finish. */
  stop(): Promise<void>;
  /** Something was written in a workspace. Cheap; does nothing before start(). */
  nudge(workspaceId: string): void;
  /** Resolves when every home that can be published now is. Works without start(). */
  drain(): Promise<void>;
}

/** Changes that come this close together are one publication. */
const togetherMs = 100;
const pollMs = 30_000;
/** Longer than a call may take: until then nobody else publishes the same home. */
const claimMs = 20_000;
/** A passing fault is tried again after this, then after twice as long each time. */
const retryMs = 5_000;
const longestRetryMs = 300_000;
const atOnce = 4;
const turn = 20;

/**
 * Publishes App Home anew for people whose home was touched (homes.ts). What is published is what stands when it
 * is rendered; a home that would look the same is not published. Rows are claimed, so that of several processes
 * one publishes; what a process left behind is found by the others.
 */
export function createHomePublisher({
  services,
  now = realNow,
}: {
  services: Services;
  now?: () => Date;
}): HomePublisher {
  const { db, log, features } = services;
  const render = features.find((feature): feature is Feature & { home: NonNullable<Feature['home']> } =>
    Boolean(feature.home),
  )?.home;
  const waiting = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<unknown>>();
  /** Publications in a row that met a passing fault, by staff id. */
  const attempts = new Map<string, number>();
  const faults = createFaultLog(log);
  let state: 'made' | 'started' | 'stopped' = 'made';
  let poll: NodeJS.Timeout | undefined;

  /** Publishes what is due; returns how many homes were looked at. */
  async function publishDue(workspaceId?: string): Promise<number> {
    if (!render) return 0;
    const at = now();
    const claimedUntil = new Date(at.getTime() + claimMs);
    const farAhead = new Date(at.getTime() + farAheadMs);
    const due = {
      pending: true,
      nextAt: { lte: at },
      OR: [{ claimedUntil: null }, { claimedUntil: { lte: at } }, { claimedUntil: { gt: farAhead } }],
      ...(workspaceId ? { workspaceId } : {}),
    };
    const found = await db.read.homeView.findMany({ where: due, orderBy: { nextAt: 'asc' }, take: turn });
    if (found.length === 0) return 0;
    const claimed = await db.transaction((tx) =>
      tx.homeView.updateManyAndReturn({
        where: { ...due, staffId: { in: found.map(({ staffId }) => staffId) } },
        data: { claimedUntil },
      }),
    );
    const workspaces = new Map<string, Workspace>();
    for (const id of new Set(claimed.map((row) => row.workspaceId))) {
      const workspace = await db.read.workspace.findUnique({ where: { id } });
      if (workspace) workspaces.set(id, workspace);
    }
    const queue = [...claimed];
    const worker = async () => {
      for (let row = queue.shift(); row; row = queue.shift()) {
        const workspace = workspaces.get(row.workspaceId);
        if (workspace) await publish(row, workspace);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return claimed.length;
  }

  async function publish(row: HomeView, workspace: Workspace): Promise<void> {
    const { staffId, workspaceId, wantedVersion } = row;
    try {
      const viewer = await staffById(db.read, { workspaceId, staffId });
      if (viewer?.active && render) {
        const locale = localeOf(viewer.locale, localeOf(workspace.locale, 'en'));
        const { view, standsFor } = await render({
          services,
          reader: db.read,
          workspace,
          locale,
          t: messages(locale),
          now: services.clock.now(),
          viewer,
          place: row.place,
        });
        const shown = createHash('sha256').update(JSON.stringify(view)).digest('base64url');
        if (shown !== row.shown) {
          const client = await services.slack.forSending(workspaceId);
          await client.views.publish({ user_id: viewer.slackUserId, view });
        }
        attempts.delete(staffId);
        const { departmentId } = viewer;
        await note(row, { sentVersion: wantedVersion, shown, departmentId, standsFor: standsFor.join(' ') });
        return;
      }
      await note(row, { sentVersion: wantedVersion });
    } catch (error) {
      await postpone(row, error);
    }
  }

  /** What was touched meanwhile stays pending. */
  async function note(
    { staffId, wantedVersion, claimedUntil }: HomeView,
    data: Partial<Pick<HomeView, 'sentVersion' | 'shown' | 'departmentId' | 'standsFor'>>,
  ): Promise<void> {
    await db.transaction(async (tx) => {
      await tx.homeView.updateMany({
        where: { staffId, claimedUntil },
        data: { ...data, claimedUntil: null },
      });
      await tx.homeView.updateMany({ where: { staffId, wantedVersion }, data: { pending: false } });
    });
  }

  async function postpone(row: HomeView, error: unknown): Promise<void> {
    const { staffId, workspaceId, wantedVersion } = row;
    try {
      // All are published anew once Baton is installed again.
      if (error instanceof NotInstalledError) return await note(row, { sentVersion: wantedVersion });
      const fault = sendFault(error);
      if (fault.kind === 'lasting') {
        // Slack will not take this view, now or later: it is rendered anew when it is next touched or opened.
        log.error({ workspaceId, staffId, err: error }, 'App Home was not taken');
        attempts.delete(staffId);
        await note(row, { sentVersion: wantedVersion });
        return;
      }
      const before = attempts.get(staffId) ?? 0;
      attempts.set(staffId, before + 1);
      const backOffMs = Math.min(longestRetryMs, retryMs * 2 ** Math.min(before, 10));
      const wait = fault.kind === 'rate-limited' ? (fault.waitMs ?? retryMs) : backOffMs;
      log.warn({ workspaceId, staffId, error: fault.code, wait }, 'App Home could not be published yet');
      const nextAt = new Date(now().getTime() + wait);
      await db.transaction((tx) =>
        tx.homeView.updateMany({ where: { staffId }, data: { claimedUntil: null, nextAt } }),
      );
      if (state === 'started') later(workspaceId, wait);
    } catch (failure) {
      log.warn({ workspaceId, staffId, err: failure }, 'App Home could not be put off');
    }
  }

  function later(workspaceId: string, ms: number): void {
    if (waiting.has(workspaceId)) return;
    const timer = setTimeout(() => {
      waiting.delete(workspaceId);
      track(publishAll(workspaceId));
    }, ms);
    timer.unref();
    waiting.set(workspaceId, timer);
  }

  async function publishAll(workspaceId?: string): Promise<void> {
    while (state !== 'stopped' && (await publishDue(workspaceId)) > 0);
  }

  function track(work: Promise<void>): void {
    const guarded = work.then(
      () => faults.succeeded('publish'),
      (error: unknown) => faults.failed('publish', { err: error }, 'App Home: could not publish'),
    );
    running.add(guarded);
    void guarded.then(() => running.delete(guarded));
  }

  return {
    start() {
      if (state !== 'made') return;
      state = 'started';
      track(publishAll());
      poll = setInterval(() => track(publishAll()), pollMs);
      poll.unref();
    },
    nudge(workspaceId) {
      if (state === 'started') later(workspaceId, togetherMs);
    },
    drain: () => publishAll(),
    async stop() {
      state = 'stopped';
      clearInterval(poll);
      for (const timer of waiting.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
