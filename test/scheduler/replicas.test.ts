import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realNow } from '../../src/clock.js';
import { openDatabase } from '../../src/db/client.js';
import type { Database } from '../../src/db/types.js';
import { dutiesFeature } from '../../src/duties/feature.js';
import { takeLease } from '../../src/outbox/lease.js';
import { noLimits } from '../../src/outbox/limits.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import type { SendingClient } from '../../src/outbox/sending.js';
import { createScheduler } from '../../src/scheduler/scheduler.js';
import { at, company, featureOf, kindWith, usualRungs } from '../duties/company.js';
import { postgresServer, quietLog, type TestDatabase, testDatabase } from '../support/database.js';
import { testServices } from '../support/factories.js';

const now = at('2026-11-25 10:00');
const workspaces = 6;
const dutiesEach = 8;

// One process has a SQLite file open.
describe.runIf(postgresServer)('several replicas', () => {
  let database: TestDatabase;
  let replicas: { db: Database; statements: string[] }[];
  /** `<workspace's channel> <text>` of every message that Slack took. */
  let posted: string[];

  beforeAll(async () => {
    database = await testDatabase();
    replicas = await Promise.all(
      [1, 2, 3].map(async () => {
        const statements: string[] = [];
        const db = await openDatabase({
          url: database.url,
          log: quietLog,
          onQuery: (sql) => void statements.push(sql),
        });
        return { db, statements };
      }),
    );
  });
  beforeEach(async () => {
    posted = [];
    await database.db.transaction(async (tx) => {
      await tx.duty.deleteMany();
      await tx.dutyNotice.deleteMany();
      await tx.outboxOperation.deleteMany();
      await tx.senderLease.deleteMany();
    });
    for (const { statements } of replicas) statements.length = 0;
  });
  afterAll(async () => {
    for (const { db } of replicas) await db.close();
    await database.close();
  });

  const client = {
    chat: {
      async postMessage({ channel, text }: { channel: string; text: string }) {
        posted.push(`${channel} ${text}`);
        return { ok: true, channel, ts: String(posted.length) };
      },
    },
    conversations: { open: async ({ users }: { users: string }) => ({ ok: true, channel: { id: users } }) },
  } as unknown as SendingClient;
  const servicesOn = (db: Database) =>
    testServices({ db, features: [dutiesFeature, featureOf(kindWith(usualRungs))], start: now });
  const schedulerOn = ({ db }: { db: Database }) => createScheduler({ services: servicesOn(db) });
  const outboxOn = ({ db }: { db: Database }) =>
    createOutbox({ services: servicesOn(db), clientFor: async () => client, limits: noLimits });

  /** Companies in which much is due at this minute, and nothing has been said. */
  async function muchIsDue() {
    for (let n = 0; n < workspaces; n++) {
      const { open } = await company(servicesOn(database.db));
      for (let duty = 0; duty < dutiesEach; duty++) await open({ due: now });
    }
  }
  const said = () => database.db.read.dutyNotice.count();
  const touching = (pattern: RegExp) =>
    replicas.map(({ statements }) => statements.filter((sql) => pattern.test(sql)).length);

  it('say everything once, and one of them alone looks through the duties', async () => {
    await muchIsDue();
    await Promise.all(replicas.map((replica) => schedulerOn(replica).tick(now)));
    expect(await said()).toBe(workspaces * dutiesEach);
    expect(touching(/^UPDATE .*"Duty"/).toSorted()).toEqual([0, 0, workspaces * dutiesEach]);
    await Promise.all(replicas.map((replica) => outboxOn(replica).drain()));
    expect(posted).toHaveLength(workspaces);
    expect(new Set(posted).size).toBe(workspaces);
  });

  it('take over from one that died while it looked through them', async () => {
    await muchIsDue();
    const died = { db: database.db, workspaceId: 'duties', holder: 'gone', leaseMs: 20_000, now: realNow };
    expect(await takeLease(died)).not.toBeNull();
    const [first] = replicas.map(schedulerOn);
    await first?.tick(now);
    expect(await said()).toBe(0);
    await database.db.transaction((tx) => tx.senderLease.updateMany({ data: { until: new Date(0) } }));
    await first?.tick(now);
    expect(await said()).toBe(workspaces * dutiesEach);
  });

  it('leave alone what another one is sending, and pay no transaction to see it', async () => {
    await muchIsDue();
    await schedulerOn({ db: database.db }).tick(now);
    const held = await database.db.read.duty.findFirstOrThrow();
    const other = {
      db: database.db,
      workspaceId: held.workspaceId,
      holder: 'other',
      leaseMs: 20_000,
      now: realNow,
    };
    expect(await takeLease(other)).not.toBeNull();
    const [replica] = replicas;
    if (!replica) throw new Error('There is no replica');
    const outbox = outboxOn(replica);
    await outbox.drain();
    expect(posted).toHaveLength(workspaces - 1);
    replica.statements.length = 0;
    await outbox.drain();
    expect(replica.statements).toHaveLength(1);
    await outbox.stop();
  });

  it('take no lease where nothing is due', async () => {
    const { workspaceId } = await company(servicesOn(database.db));
    const [replica] = replicas;
    if (!replica) throw new Error('There is no replica');
    replica.statements.length = 0;
    const outbox = outboxOn(replica);
    outbox.start();
    outbox.nudge(workspaceId);
    await outbox.stop();
    const leasing = replica.statements.filter((sql) => /^\s*(?:INSERT|UPDATE)\b.*"SenderLease"/s.test(sql));
    expect(replica.statements).not.toEqual([]);
    expect(leasing).toEqual([]);
  });
});
