import { LogLevel, WebClient } from '@slack/web-api';
import { type MovableClock, movableClock, realNow } from '../../src/clock.js';
import type { Context, Services } from '../../src/context.js';
import type { Tx } from '../../src/db/types.js';
import type { Feature, Rendered } from '../../src/feature.js';
import { enqueue, type NewOperation } from '../../src/outbox/enqueue.js';
import { outboxFeature } from '../../src/outbox/feature.js';
import { noLimits, type OutboxLimits, type OutboxTimings } from '../../src/outbox/limits.js';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.js';
import { quietLog, type TestDatabase } from '../support/database.js';
import { fakeSlack } from './fake-slack.js';

const silentLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export interface OutboxOptions {
  limits?: OutboxLimits;
  timings?: Partial<OutboxTimings>;
  callMs?: number;
  client?: WebClient;
  running?: boolean;
  skew?: number;
  elapsed?: () => number;
}

/**
 * A workspace with an administrator and a colleague in an emptied database, a Slack that can be told to
 * misbehave, and outboxes.
 */
export async function postRoom({ db }: Pick<TestDatabase, 'db'>) {
  const slack = await fakeSlack();
  const clock: MovableClock = movableClock({ start: new Date('2026-11-23T00:20:00Z'), running: false });
  const logged: { level: string; about: Record<string, unknown>; text: string }[] = [];
  const note = (level: string) => (about: Record<string, unknown>, text: string) =>
    void logged.push({ level, about, text });
  const log = Object.assign(Object.create(quietLog) as typeof quietLog, {
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  });
  const renders = new Map<string, (params: Record<string, string>) => Rendered | null>();
  /** What cards show, by subject. */
  const shown = new Map<string, string | null>();
  const hooks = { beforeRender: async () => {}, afterCommit: async () => {}, isComplete: async () => true };
  const outboxes: Outbox[] = [];

  const feature: Feature = {
    name: 'test',
    cards: [
      {
        kind: 'test',
        async render({ subjectId, locale }) {
          const text = shown.get(subjectId);
          await hooks.beforeRender();
          return text === null ? null : { text: `${text ?? subjectId} ${locale}` };
        },
      },
    ],
    templates: [
      {
        template: 'test.say',
        isComplete: () => hooks.isComplete(),
        async render({ params, locale, recipient }) {
          const special = renders.get(params.text ?? '');
          await hooks.beforeRender();
          if (special) return special(params);
          return { text: recipient ? `${params.text} ${locale}` : (params.text ?? '') };
        },
      },
    ],
  };

  const made = clock.now();
  const { workspace, admin, colleague } = await db.transaction(async (tx) => {
    await tx.outboxOperation.deleteMany();
    await tx.card.deleteMany();
    await tx.senderLease.deleteMany();
    await tx.department.deleteMany();
    await tx.staff.deleteMany();
    await tx.workspace.deleteMany();
    const workspace = await tx.workspace.create({
      data: { teamId: 'T1', name: 'Acme', locale: 'zh-CN', workingHours: '{}', createdAt: made },
    });
    const person = { workspaceId: workspace.id, createdAt: made };
    return {
      workspace,
      admin: await tx.staff.create({
        data: { ...person, slackUserId: 'UADMIN', name: 'Ada', admin: true, locale: 'en-GB' },
      }),
      colleague: await tx.staff.create({
        data: { ...person, slackUserId: 'USAM', name: 'Sam', locale: 'en-US' },
      }),
    };
  });

  const services = {
    db: {
      ...db,
      async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
        const answer = await db.transaction(work);
        await hooks.afterCommit();
        return answer;
      },
    },
    clock,
    log,
    features: [outboxFeature, feature],
    config: { messagesPerMinute: 300 },
    slack: { forget: () => {} },
    nudge: (id: string) => {
      for (const outbox of outboxes) outbox.nudge(id);
    },
  } as unknown as Services;
  const ctx: Context = { services, workspaceId: workspace.id, actor: { type: 'system' }, now: made };
  const clientWith = (timeout: number) =>
    new WebClient('xoxb-test', {
      slackApiUrl: slack.url,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout,
      logger: silentLogger,
    });
  // Later than anything queued during the test, and standing still until the test moves it.
  const base = realNow().getTime() + 3_600_000;

  const room = {
    db,
    slack,
    silentLogger,
    clock,
    services,
    ctx,
    workspace,
    admin,
    colleague,
    renders,
    shown,
    hooks,
    logged,
    /** Moves real time, as the outboxes see it, by this many milliseconds. */
    ahead: 0,
    now: () => new Date(base + room.ahead),
    /** `callMs`: the client's timeout. `running`: real time passes by itself. `skew`: its clock goes before. */
    outbox({
      limits = noLimits,
      timings = {},
      callMs = 10_000,
      client = clientWith(callMs),
      running = false,
      skew = 0,
      elapsed,
    }: OutboxOptions = {}): Outbox {
      const outbox = createOutbox({
        services,
        clientFor: async () => client,
        limits,
        timings: { leaseMs: 30_000, callMs, pollMs: 60_000, ...timings },
        now: running ? realNow : () => new Date(room.now().getTime() + skew),
        ...(elapsed ? { elapsed } : {}),
        // The longest back-off there is.
        random: () => 1,
      });
      outboxes.push(outbox);
      return outbox;
    },
    write: <T>(work: (tx: Tx) => Promise<T>) => db.transaction(work),
    /** Queues messages of the test's template; the text is their key. */
    say(...operations: (Partial<NewOperation> & { text: string })[]) {
      return db.transaction(async (tx) => {
        for (const { text, ...rest } of operations)
          await enqueue(tx, ctx, {
            key: text,
            destination: { channelId: 'C1' },
            template: 'test.say',
            params: { text },
            ...rest,
          });
      });
    },
    states: async () =>
      Object.fromEntries(
        (await db.read.outboxOperation.findMany({ orderBy: { id: 'asc' } })).map(({ key, state }) => [
          key,
          state,
        ]),
      ),
    async close() {
      await Promise.all(outboxes.map((outbox) => outbox.stop()));
      await slack.close();
    },
  };
  return room;
}

export type PostRoom = Awaited<ReturnType<typeof postRoom>>;
