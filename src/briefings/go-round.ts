import type { WorkCalendar } from '../calendar/types.js';
import type { Context, Services } from '../context.js';
import type { Briefing, BriefingSchedule, Reader, Tx, Workspace } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { numbersOf } from '../settings/numbers.js';
import { isEmpty, readParts } from './briefing.js';
import { endOfDay, occasionsFrom, publishesOn } from './occasions.js';
import { endBriefing, hasSomethingToOpen, openBriefings, opensAt } from './open-briefings.js';
import { publishBriefing } from './publish-briefing.js';
import { calendarsFor, calendarsForAll, listSchedules, scheduleById } from './queries.js';

/**
 * By workspace, the next instant at which something happens to a briefing: work on one begins, one goes out, or a day
 * on which one was to go out ends. Null without active schedules. Three or four queries, however many workspaces.
 */
export async function nextRounds(
  reader: Reader,
  { workspaces, after }: { workspaces: readonly Workspace[]; after: Date },
): Promise<Map<string, Date | null>> {
  const inAll = { workspaceId: { in: workspaces.map(({ id }) => id) } };
  const schedules = await reader.briefingSchedule.findMany({ where: { ...inAll, state: 'active' } });
  const found = new Map<string, Date | null>(workspaces.map(({ id }) => [id, null]));
  if (schedules.length === 0) return found;
  // An issue keeps its time where the schedule's new one had passed already.
  const open = await reader.briefing.groupBy({
    by: ['workspaceId'],
    where: { ...inAll, state: { in: ['draft', 'ready'] }, publishAt: { gt: after } },
    _min: { publishAt: true },
  });
  const calendarsOf = await calendarsForAll(reader, workspaces);
  for (const workspace of workspaces) {
    const own = schedules.filter(({ workspaceId }) => workspaceId === workspace.id);
    if (own.length === 0) continue;
    const instants = own.flatMap((schedule) => nextOf(schedule, { workspace, after, calendarsOf }) ?? []);
    const waiting = open.find(({ workspaceId }) => workspaceId === workspace.id)?._min.publishAt;
    if (waiting) instants.push(waiting);
    found.set(workspace.id, instants.sort((a, b) => a.getTime() - b.getTime())[0] ?? null);
  }
  return found;
}

function nextOf(
  schedule: BriefingSchedule,
  given: {
    workspace: Workspace;
    after: Date;
    calendarsOf: (workspace: Workspace) => (schedule: BriefingSchedule) => WorkCalendar;
  },
): Date | null {
  const { workspace, after, calendarsOf } = given;
  const calendar = calendarsOf(workspace)(schedule);
  const numbers = numbersOf(workspace);
  const earliest = new Date(Math.max(after.getTime(), schedule.activeFrom.getTime()));
  let next: Date | null = null;
  for (const occasion of occasionsFrom(schedule, calendar, earliest)) {
    const instants = [opensAt(occasion, numbers), occasion.at, endOfDay(calendar, occasion.date)];
    const first = instants.find((at) => at > after);
    if (first && (!next || first < next)) next = first;
    if (opensAt(occasion, numbers) > after) break;
  }
  return next;
}

/**
 * Everything that is due to the briefings of a workspace: opens, publishes, ends. Each issue in a transaction of
 * its own, so that one that fails holds up none of the others; throws at the end when one did, to be run again.
 * What is done already is left alone: safe on several replicas, and after any downtime.
 */
export async function goRound({
  services,
  workspaceId,
  now,
}: {
  services: Services;
  workspaceId: string;
  now: Date;
}): Promise<void> {
  const { read } = services.db;
  const ctx: Context = { services, workspaceId, actor: { type: 'system' }, now };
  const workspace = await read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const calendarOf = await calendarsFor(read, workspace);
  const numbers = numbersOf(workspace);
  const faults: unknown[] = [];
  const each = async (work: (tx: Tx) => Promise<unknown>) => {
    try {
      await services.db.transaction(work);
    } catch (error) {
      faults.push(error);
    }
  };
  const due = await read.briefing.findMany({
    where: { workspaceId, state: { in: ['draft', 'ready'] }, publishAt: { lte: now } },
    orderBy: { publishAt: 'asc' },
  });
  const active = await listSchedules(read, { workspaceId, state: 'active' });
  for (const issue of due) {
    await each(async (tx) => {
      const schedule =
        active.find(({ id }) => id === issue.scheduleId) ??
        (await scheduleById(tx, { workspaceId, scheduleId: issue.scheduleId }));
      if (schedule) await settle(tx, ctx, { issue, schedule, calendar: calendarOf(schedule) });
    });
  }
  for (const schedule of active) {
    const calendar = calendarOf(schedule);
    if (!(await hasSomethingToOpen(read, { schedule, calendar, numbers, now }))) continue;
    await each((tx) => openBriefings(tx, ctx, { schedule, calendar, numbers }));
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some briefings could not be looked after');
}

async function settle(
  tx: Tx,
  ctx: Context,
  { issue, schedule, calendar }: { issue: Briefing; schedule: BriefingSchedule; calendar: WorkCalendar },
): Promise<void> {
  const active = schedule.state === 'active' && publishesOn(schedule, calendar, issue.date);
  if (!active) {
    await endBriefing(tx, ctx, { issue, event: 'drop' });
    return;
  }
  if (ctx.now < endOfDay(calendar, issue.date)) {
    await publishBriefing(tx, ctx, { issue, schedule });
    return;
  }
  const ended = await endBriefing(tx, ctx, { issue, event: 'expire' });
  if (!ended || isEmpty(readParts(issue.content))) return;
  // Somebody wrote it in vain: they hear that it did not go out.
  const now = ctx.now;
  const roster = await loadRoster(tx, ctx);
  const staffId = standIn({ staffId: issue.writtenById, departmentId: schedule.departmentId, roster, now });
  if (!staffId) return;
  await enqueue(tx, ctx, {
    key: `briefing.expired:${issue.id}`,
    destination: { staffId },
    template: 'briefing.expired',
    params: { briefingId: issue.id },
  });
}
