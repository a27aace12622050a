import { expect, it } from 'vitest';
import { keepHouse } from '../../src/scheduler/housekeeping.js';
import { useDatabase } from '../duties/company.js';
import { makeWorkspace, testServices } from '../support/factories.js';

const database = useDatabase();
const now = new Date('2026-11-25T02:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

it('removes the notes of slots long past, but none that still runs or is to be tried again', async () => {
  const { db } = database.current;
  const services = testServices({ db });
  const { id: workspaceId } = await makeWorkspace(db);
  const slot = (days: number, data: { state: string; retryAt?: Date }) => ({
    job: 'test.daily',
    workspaceId,
    slot: daysAgo(days),
    ...data,
  });
  await db.transaction((tx) =>
    tx.jobSlot.createMany({
      data: [
        ...Array.from({ length: 700 }, (_, n) => slot(100 + n, { state: 'done' })),
        slot(95, { state: 'failed' }),
        slot(94, { state: 'failed', retryAt: now }),
        slot(93, { state: 'running' }),
        slot(80, { state: 'done' }),
      ],
    }),
  );
  await keepHouse(services, { now });
  const left = await db.read.jobSlot.findMany({ orderBy: { slot: 'asc' } });
  expect(left.map((row) => row.slot)).toEqual([94, 93, 80].map(daysAgo));
});
