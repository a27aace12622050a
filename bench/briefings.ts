import { randomUUID } from 'node:crypto';
import { isoDate } from '../src/calendar/local-date.js';
import { jobsOf, never } from '../src/scheduler/schedules.js';
import type { RunningBaton } from '../src/start.js';
import { type Child, startBuiltBaton } from './children.js';
import { commandWithModal } from './commands.js';
import { ms, quantile, type Row } from './figures.js';
import { prepareDatabase, withBatonHere } from './prepare.js';
import { atRate, phase } from './requests.js';
import type { SlackStub } from './slack-stub.js';

const companies = 1_000;
const perSecond = 100;
const idleSeconds = 10;
const aimMs = 10_000;
const minuteMs = 60_000;

/**
 * Many workspaces, each with one briefing that is ready and due at the same minute, in one process. When all are
 * queued, and what becomes of the acks of another workspace meanwhile.
 */
export async function measureBriefings({
  name,
  stub,
  databaseUrl,
}: {
  name: string;
  stub: SlackStub;
  databaseUrl: string;
}): Promise<Row[]> {
  const where = { stubPort: stub.port, databaseUrl };
  await prepareDatabase(where);
  // The first whole minute before which there is time to prepare and to measure the idle process.
  const at = Math.ceil((Date.now() + (idleSeconds + 12) * 1_000) / minuteMs) * minuteMs;
  await withBatonHere(where, (baton) => seed(baton, new Date(at)));
  const child = await startBuiltBaton(where);
  const acksFor = (seconds: number) => acks({ child, stub, seconds });
  await acksFor(2);
  const idle = await acksFor(idleSeconds);
  await new Promise((resolve) => setTimeout(resolve, at - Date.now()));
  const busy = await acksFor(aimMs / 1_000);
  await child.stop();
  const { count, queuedMs } = await withBatonHere(where, ({ services }) => queued(services.db.read, at));
  const all = count === companies;
  return [
    {
      what: `${companies.toLocaleString('en')} workspaces, a briefing each at one minute: all queued, ${name}`,
      measured: all ? `after ${(queuedMs / 1_000).toFixed(1)} s` : `only ${count} within ${aimMs / 1_000} s`,
      aim: { words: '≤ 10 s', reached: all && queuedMs <= aimMs },
    },
    {
      what: 'command to ack meanwhile, p50 and p99 (before)',
      measured: [0.5, 0.99]
        .map((share) => `${ms(quantile(busy, share))} (${ms(quantile(idle, share))})`)
        .join(', '),
    },
  ];
}

function acks({ child, stub, seconds }: { child: Child; stub: SlackStub; seconds: number }) {
  return phase(child.port, (target) => atRate({ perSecond, seconds }, () => commandWithModal(stub, target)));
}

/** When the last of the cards was queued: a new card may be tried from the real instant on at which it was. */
async function queued(read: RunningBaton['services']['db']['read'], at: number) {
  const { _count, _max } = await read.card.aggregate({
    where: { kind: 'briefing' },
    _count: true,
    _max: { nextAt: true },
  });
  return { count: _count, queuedMs: (_max.nextAt?.getTime() ?? Number.POSITIVE_INFINITY) - at };
}

/** Copies of the installed workspace under other teams, each with a department, an author and an issue. */
export async function seed({ services, workspace }: RunningBaton, publishAt: Date): Promise<void> {
  const { db, features } = services;
  const installation = await db.read.installation.findUniqueOrThrow({
    where: { workspaceId: workspace.id },
  });
  const now = services.clock.now();
  const date = isoDate(Math.floor(publishAt.getTime() / 86_400_000));
  const ids = Array.from({ length: companies }, () => ({
    workspaceId: randomUUID(),
    departmentId: randomUUID(),
    staffId: randomUUID(),
    scheduleId: randomUUID(),
  }));
  const content = JSON.stringify([{ heading: 'Direction', text: 'Gold holds above 4,100; buy on dips.' }]);
  await db.transaction(async (tx) => {
    await tx.workspace.createMany({
      data: ids.map(({ workspaceId }, n) => ({
        ...workspace,
        id: workspaceId,
        teamId: `T0BENCH${n}`,
        timeZone: 'UTC',
        holidays: 'none',
      })),
    });
    await tx.installation.createMany({
      data: ids.map(({ workspaceId }) => ({ ...installation, workspaceId })),
    });
    await tx.department.createMany({
      data: ids.map(({ workspaceId, departmentId }, n) => ({
        id: departmentId,
        workspaceId,
        key: 'tech',
        channelId: `C0TECH${n}`,
      })),
    });
    await tx.staff.createMany({
      data: ids.map(({ workspaceId, departmentId, staffId }) => ({
        id: staffId,
        workspaceId,
        departmentId,
        slackUserId: 'U0AUTHOR',
        name: 'Author',
        createdAt: now,
      })),
    });
    await tx.briefingSchedule.createMany({
      data: ids.map(({ workspaceId, departmentId, staffId, scheduleId }, n) => ({
        id: scheduleId,
        workspaceId,
        departmentId,
        name: 'Morning briefing',
        publishAt: publishAt.toISOString().slice(11, 16),
        weekdays: '1234567',
        authorIds: JSON.stringify([staffId]),
        channelIds: JSON.stringify([`C0TECH${n}`]),
        fields: JSON.stringify(['Direction']),
        rotaFrom: date,
        activeFrom: new Date(0),
        changedById: staffId,
        changedAt: now,
        createdAt: now,
      })),
    });
    await tx.briefing.createMany({
      data: ids.map(({ workspaceId, staffId, scheduleId }) => ({
        workspaceId,
        scheduleId,
        date,
        publishAt,
        authorId: staffId,
        content,
        state: 'ready',
        version: 1,
        writtenById: staffId,
        writtenAt: now,
        readyAt: now,
      })),
    });
    for (const job of jobsOf(features).keys()) {
      const nextAt = job === 'briefings.round' ? publishAt : never;
      await tx.jobSchedule.createMany({ data: ids.map(({ workspaceId }) => ({ job, workspaceId, nextAt })) });
    }
  });
}
