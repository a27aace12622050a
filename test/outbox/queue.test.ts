import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/context.js';
import { touchCards, wantCard } from '../../src/outbox/cards.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

const statements: string[] = [];
let database: TestDatabase;
const ctx: Pick<Context, 'workspaceId' | 'now'> = {
  workspaceId: 'w1',
  now: new Date('2026-11-23T00:20:00Z'),
};

beforeAll(async () => {
  database = await testDatabase({ onQuery: (sql) => statements.push(sql) });
});
afterAll(() => database.close());
beforeEach(() => {
  statements.length = 0;
});

/** The statements that read or change rows. */
const counted = () => statements.filter((sql) => /^\s*(INSERT|UPDATE|SELECT|DELETE)/i.test(sql)).length;

test('the same key twice is one operation, the first one', async () => {
  const say = (text: string) =>
    database.db.transaction((tx) =>
      enqueue(tx, ctx, {
        key: 'once',
        destination: { channelId: 'C1' },
        template: 'test.say',
        params: { text },
        parentKey: 'card:test:1',
      }),
    );
  await say('first');
  expect(counted()).toBe(1);
  await say('second');
  expect(counted()).toBe(2);
  const rows = await database.db.read.outboxOperation.findMany({ where: { key: 'once' } });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    destination: 'channel:C1',
    operation: 'post',
    params: '{"text":"first"}',
    parentKey: 'card:test:1',
    state: 'pending',
    notBefore: null,
    createdAt: ctx.now,
  });
});

test('a direct message keeps its business time', async () => {
  const notBefore = new Date('2026-11-24T01:00:00Z');
  await database.db.transaction((tx) =>
    enqueue(tx, ctx, { key: 'later', destination: { staffId: 's1' }, template: 'test.say', notBefore }),
  );
  const row = await database.db.read.outboxOperation.findFirstOrThrow({ where: { key: 'later' } });
  expect(row).toMatchObject({ destination: 'person:s1', operation: 'direct', notBefore });
});

test('what is rolled back is not queued', async () => {
  await expect(
    database.db.transaction(async (tx) => {
      await enqueue(tx, ctx, { key: 'never', destination: { channelId: 'C1' }, template: 'test.say' });
      await wantCard(tx, ctx, { kind: 'test', subjectId: 'never', channelId: 'C1' });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await database.db.read.outboxOperation.count({ where: { key: 'never' } })).toBe(0);
  expect(await database.db.read.card.count({ where: { subjectId: 'never' } })).toBe(0);
});

test('a card is asked for, raised and touched in one statement each', async () => {
  const at = { kind: 'test', subjectId: '1', channelId: 'C1' };
  await database.db.transaction((tx) => wantCard(tx, ctx, at));
  expect(counted()).toBe(1);
  await database.db.transaction((tx) => wantCard(tx, ctx, at));
  expect(counted()).toBe(2);
  await database.db.transaction(async (tx) => {
    await wantCard(tx, ctx, { ...at, channelId: 'C2' });
    await wantCard(tx, ctx, { ...at, subjectId: '2' });
    await tx.card.updateMany({ where: {}, data: { pending: false } });
  });
  statements.length = 0;
  await database.db.transaction((tx) => touchCards(tx, ctx, { kind: 'test', subjectId: '1' }));
  expect(counted()).toBe(1);
  const cards = await database.db.read.card.findMany({
    orderBy: [{ subjectId: 'asc' }, { channelId: 'asc' }],
  });
  expect(cards.map(({ channelId, wantedVersion, pending }) => [channelId, wantedVersion, pending])).toEqual([
    ['C1', 3, true],
    ['C2', 2, true],
    ['C1', 1, false],
  ]);
});
