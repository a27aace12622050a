import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prune, usualKeep } from '../../src/db/prune.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

const now = new Date('2026-11-25T02:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('pruning', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('deletes old answers and finished operations in chunks, and nothing else', async () => {
    const repeat = (key: string, at: Date) => ({ workspaceId: 'w', key, answer: '', at });
    const operation = (key: string, state: string, at: Date) => ({
      workspaceId: 'w',
      key,
      state,
      destination: 'channel:C1',
      operation: 'post',
      template: 't',
      nextAt: at,
      createdAt: at,
    });
    const old = ago(usualKeep.operationsMs + 1);
    const young = ago(usualKeep.operationsMs);
    await test.db.transaction(async (tx) => {
      await tx.repeat.createMany({
        data: [
          ...Array.from({ length: 7 }, (_, i) => repeat(`old ${i}`, ago(usualKeep.repeatsMs + 1))),
          repeat('young', ago(usualKeep.repeatsMs)),
        ],
      });
      await tx.outboxOperation.createMany({
        data: [
          operation('sent, old', 'sent', old),
          operation('dropped, old', 'dropped', old),
          operation('sent, young', 'sent', young),
          operation('pending, old', 'pending', old),
          operation('parked, old', 'parked', old),
        ],
      });
    });
    expect(await prune(test.db, { now, chunk: 3 })).toEqual({ repeats: 7, operations: 2 });
    expect(await test.db.read.repeat.findMany({ select: { key: true } })).toEqual([{ key: 'young' }]);
    const left = await test.db.read.outboxOperation.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ key }) => key)).toEqual(['sent, young', 'pending, old', 'parked, old']);
    expect(await prune(test.db, { now })).toEqual({ repeats: 0, operations: 0 });
  });
});
