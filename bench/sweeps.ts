import { createHash } from 'node:crypto';
import { sweepDuties } from '../src/duties/sweep.js';
import type { RunningBaton } from '../src/start.js';
import { median, ms, type Row } from './figures.js';
import { prepareDatabase, type Where, withBatonHere } from './prepare.js';

const due = 100;
const rounds = 7;
const warmUps = 2;
/** A working hour of the demo company: reminders wait for those. */
const now = new Date('2026-11-25T02:30:00Z');
const dayMs = 86_400_000;
const spreadOverDays = 100;

/**
 * A sweep that finds 100 duties due, with ever more duties that are not. `place` names a database for each size;
 * the sizes take turns.
 */
export async function measureSweeps({
  name,
  stubPort,
  sizes,
  place,
}: {
  name: string;
  stubPort: number;
  sizes: readonly number[];
  place: <T>(work: (databaseUrl: string) => Promise<T>) => Promise<T>;
}): Promise<Row[]> {
  const open: { size: number; baton: RunningBaton; times: number[] }[] = [];
  /** One inside the other, so that all are open at once. */
  const withAll = async (left: readonly number[]): Promise<void> => {
    const [size, ...rest] = left;
    if (size === undefined) return inTurns(open);
    await place(async (databaseUrl) => {
      const where: Where = { stubPort, databaseUrl };
      await prepareDatabase(where);
      await withBatonHere(where, async (baton) => {
        await seed(baton, size);
        open.push({ size, baton, times: [] });
        await withAll(rest);
      });
    });
  };
  await withAll(sizes);
  const medians = open.map(({ size, times }) => ({ size, time: median(times) }));
  const ratio = (medians.at(-1)?.time ?? Number.NaN) / (medians[0]?.time ?? Number.NaN);
  return [
    {
      what: `duty sweep with ${due} due, ${name}: largest ÷ smallest`,
      measured: `${ratio.toFixed(2)} (${medians.map(({ size, time }) => `${size.toLocaleString('en')}: ${ms(time)}`).join('; ')})`,
      aim: { words: '≤ 1.5', reached: ratio <= 1.5 },
    },
  ];
}

async function inTurns(all: readonly { baton: RunningBaton; times: number[] }[]): Promise<void> {
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const { baton, times } of round % 2 === 0 ? all : all.toReversed()) {
      await makeDue(baton, round);
      const started = performance.now();
      const { fired } = await sweepDuties(baton.services, now);
      if (fired !== due) throw new Error(`${fired} of ${due} duties fired`);
      if (round >= warmUps) times.push(performance.now() - started);
    }
  }
}

interface Batch {
  name: string;
  count: number;
  nextAt: Date;
  /** Of whoever owes them. */
  staffId: string;
}

/** So many duties that are due on one of the next days, and none now. */
async function seed(baton: RunningBaton, size: number): Promise<void> {
  const { db } = baton.services;
  const staff = await db.read.staff.findMany({ where: { departmentId: { not: null } } });
  for (let day = 1; day <= spreadOverDays; day++) {
    await insert(baton, {
      name: `day${day}`,
      count: size / spreadOverDays,
      nextAt: new Date(now.getTime() + day * dayMs),
      staffId: staff[day % staff.length]?.id ?? '',
    });
  }
  // What PostgreSQL's autovacuum does after so many rows; SQLite does nothing of its own.
  if (db.provider === 'postgresql') await db.transaction((tx) => tx.$executeRaw`ANALYZE "Duty"`);
}

async function makeDue(baton: RunningBaton, round: number): Promise<void> {
  const staff = await baton.services.db.read.staff.findMany({ where: { departmentId: { not: null } } });
  for (const [n, { id }] of staff.slice(0, 10).entries()) {
    const nextAt = new Date(now.getTime() - 60_000);
    await insert(baton, { name: `round${round}.${n}`, count: due / 10, nextAt, staffId: id });
  }
}

async function insert({ services, workspace }: RunningBaton, batch: Batch): Promise<void> {
  const { name, count, nextAt, staffId } = batch;
  const ladder = JSON.stringify([
    { rung: 'due', at: nextAt.toISOString() },
    { rung: 'lead', at: new Date(nextAt.getTime() + dayMs).toISOString() },
  ]);
  // As scattered as ids are.
  const id = createHash('sha256').update(`${name} ${count}`).digest('hex').slice(0, 16);
  const opened = new Date(now.getTime() - 10 * dayMs);
  await services.db.transaction(
    (tx) => tx.$executeRaw`
      INSERT INTO "Duty" ("id", "workspaceId", "kind", "key", "subjectType", "subjectId", "ownerId", "dueAt",
        "ladder", "nextAt", "state", "openedAt")
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(${count} AS INTEGER))
      SELECT ${id} || '-' || i, ${workspace.id}, 'customer.first-contact', ${name} || '-' || i, 'customer',
        ${id} || '-' || i, ${staffId}, ${nextAt}, ${ladder}, ${nextAt}, 'open', ${opened} FROM n`,
  );
}
