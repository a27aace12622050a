import { expect, it } from 'vitest';
import { inChunks, nextSize } from '../../src/db/in-chunks.js';
import { prune, usualKeep } from '../../src/db/prune.js';
import type { Tx } from '../../src/db/types.js';
import { useDatabase } from '../duties/company.js';

const database = useDatabase();
const now = new Date('2026-11-25T02:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const nothing = { repeats: 0, operations: 0, slots: 0, notices: 0, duties: 0 };

it('deletes old answers and finished operations in chunks, and nothing else', async () => {
  const { db } = database.current;
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
  await db.transaction(async (tx) => {
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
  expect(await prune(db, { now, chunk: 3 })).toEqual({ ...nothing, repeats: 7, operations: 2 });
  expect(await db.read.repeat.findMany({ select: { key: true } })).toEqual([{ key: 'young' }]);
  const left = await db.read.outboxOperation.findMany({ orderBy: { id: 'asc' } });
  expect(left.map(({ key }) => key)).toEqual(['sent, young', 'pending, old', 'parked, old']);
  expect(await prune(db, { now })).toEqual(nothing);
});

const duty = (key: string, closedAt: Date | null, state = closedAt ? 'done' : 'open') => ({
  workspaceId: 'w',
  id: key,
  key,
  kind: 'test.thing',
  subjectType: 'thing',
  subjectId: key,
  dueAt: ago(1_000 * 86_400_000),
  openedAt: ago(1_000 * 86_400_000),
  ladder: '[]',
  state,
  closedAt,
});
const notice = (dutyId: string, rung: string, deliveredAt: Date | null) => ({
  workspaceId: 'w',
  dutyId,
  rung,
  staffId: 'mei',
  firedAt: ago(1_000 * 86_400_000),
  deliveredAt,
});

it('deletes duties done long ago with all that was said of them; open ones stay, however old', async () => {
  const { db } = database.current;
  const old = ago(usualKeep.dutiesMs + 1);
  await db.transaction(async (tx) => {
    await tx.duty.createMany({
      data: [
        duty('done, old', old),
        duty('cancelled, old', old, 'cancelled'),
        duty('done, young', ago(usualKeep.dutiesMs)),
        duty('open, old', null),
      ],
    });
    await tx.dutyNotice.createMany({
      data: [
        notice('done, old', 'due', ago(1_000)),
        notice('open, old', 'due', ago(usualKeep.noticesMs + 1)),
        notice('open, old', 'lead', ago(usualKeep.noticesMs)),
        notice('open, old', 'management', null),
      ],
    });
  });
  expect(await prune(db, { now })).toEqual({ ...nothing, notices: 1, duties: 2 });
  const duties = await db.read.duty.findMany({ orderBy: { key: 'asc' } });
  expect(duties.map(({ key }) => key)).toEqual(['done, young', 'open, old']);
  const notices = await db.read.dutyNotice.findMany({ orderBy: { rung: 'asc' } });
  expect(notices.map(({ dutyId, rung }) => `${dutyId}: ${rung}`)).toEqual([
    'open, old: lead',
    'open, old: management',
  ]);
  expect(await prune(db, { now })).toEqual(nothing);
});

it('holds no transaction for more rows than a chunk', async () => {
  const { db } = database.current;
  const old = ago(usualKeep.dutiesMs + 1);
  await db.transaction((tx) =>
    tx.duty.createMany({ data: Array.from({ length: 50 }, (_, n) => duty(`old ${n}`, old)) }),
  );
  const gone: number[] = [];
  const transaction = <T>(work: (tx: Tx) => Promise<T>) =>
    db.transaction(async (tx) => {
      const before = await tx.duty.count();
      const answer = await work(tx);
      gone.push(before - (await tx.duty.count()));
      return answer;
    });
  await prune({ ...db, transaction }, { now, chunk: 20 });
  // On a loaded machine they are fewer.
  expect(Math.max(...gone)).toBe(20);
  expect(gone.reduce((sum, count) => sum + count, 0)).toBe(50);
});

it('takes fewer rows at once where a chunk takes long, and more where it does not', () => {
  expect(nextSize(400, { ms: 41, most: 500 })).toBe(200);
  expect(nextSize(400, { ms: 40, most: 500 })).toBe(400);
  expect(nextSize(100, { ms: 9, most: 500 })).toBe(200);
  expect(nextSize(400, { ms: 9, most: 500 })).toBe(500);
  expect(nextSize(12, { ms: 4_000, most: 500 })).toBe(10);
  expect(nextSize(5, { ms: 4_000, most: 5 })).toBe(5);
});

it('goes on until a chunk finds less than it asked for, and lets others in between', async () => {
  const sizes: number[] = [];
  const chunks = [100, 200, 3];
  let others = 0;
  const once = async (size: number) => {
    sizes.push(size);
    setImmediate(() => {
      others += 1;
    });
    return chunks[sizes.length - 1] ?? 0;
  };
  expect(await inChunks(once, { most: 200, elapsed: () => 0 })).toBe(303);
  expect(sizes).toEqual([100, 200, 200]);
  expect(others).toBe(2);
});
