import { localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { BriefingSchedule, Department, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { may } from '../people/may.js';
import { needDepartment } from '../people/need.js';
import { departmentById } from '../people/queries.js';
import { loadRoster, type Roster } from '../people/stand-in.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { type Numbers, numbersOf } from '../settings/numbers.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { limits, readList } from './briefing.js';
import { contradiction, type Planned } from './contradiction.js';
import { occasionOn, occasionsFrom, type Timing } from './occasions.js';
import { briefingSubject, endBriefing, openBriefings } from './open-briefings.js';
import { calendarsFor, listSchedules, scheduleById } from './queries.js';

export interface ScheduleSettings {
  name: string;
  /** Local time, HH:mm. */
  publishAt: string;
  /** ISO weekdays in order ('135'); '' is every working day. */
  weekdays: string;
  authorIds: readonly string[];
  backupId: string | null;
  channelIds: readonly string[];
  /** The headings. */
  fields: readonly string[];
}

/**
 * Sets up a schedule, or changes one (docs/processes.md#briefings). A change holds for what is not out yet; today's
 * issue keeps its time when the new one has passed.
 * @throws UserError notAllowed, setupDepartment, briefingScheduleGone, briefingScheduleChanged, briefingFields,
 * briefingAuthors, briefingBackup, briefingChannels, briefingNameTaken, briefingAuthorBusy
 */
export function changeSchedule(
  ctx: Context,
  {
    existing,
    settings,
  }: { existing: { scheduleId: string; seenVersion: number } | null; settings: ScheduleSettings },
): Promise<{ scheduleId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    if (!existing) await oncePerForm(tx, ctx);
    const before = existing ? await scheduleAtHand(tx, ctx, existing) : null;
    const department = await departmentFor(tx, ctx, before);
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'briefing.schedule', { department })) {
      throw new UserError('notAllowed');
    }
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const calendar = (await calendarsFor(tx, workspace))({ departmentId: department.id });
    const numbers = numbersOf(workspace);
    const roster = await loadRoster(tx, ctx);
    check(settings, roster);
    const turnsChange =
      !before ||
      before.weekdays !== settings.weekdays ||
      before.authorIds !== JSON.stringify(settings.authorIds);
    const rotaFrom = turnsChange ? firstDate(settings, calendar, now) : before.rotaFrom;
    const timeChange =
      !before || before.publishAt !== settings.publishAt || before.weekdays !== settings.weekdays;
    await refuseContradiction(tx, ctx, {
      planned: { ...settings, id: before?.id ?? '', rotaFrom },
      calendar,
      numbers,
      roster,
    });
    const data = {
      name: settings.name,
      publishAt: settings.publishAt,
      weekdays: settings.weekdays,
      authorIds: JSON.stringify(settings.authorIds),
      backupId: settings.backupId,
      channelIds: JSON.stringify(settings.channelIds),
      fields: JSON.stringify(settings.fields),
      rotaFrom,
      // A time that has passed when it is set is one for the next day.
      activeFrom: timeChange ? now : before.activeFrom,
      changedById: ctx.actor.staff.id,
      changedAt: now,
    };
    const schedule = before
      ? await tx.briefingSchedule.update({
          where: { id: before.id },
          data: { ...data, version: before.version + 1 },
        })
      : await tx.briefingSchedule.create({
          data: { ...data, workspaceId, departmentId: department.id, createdAt: now },
        });
    await record(tx, ctx, {
      subject: { type: 'briefing-schedule', id: schedule.id },
      event: before ? 'briefing-schedule.changed' : 'briefing-schedule.created',
      ...(before ? { before: plainly(before) } : {}),
      after: plainly(schedule),
    });
    if (before) await planAnew(tx, ctx, { schedule, calendar });
    await openBriefings(tx, ctx, { schedule, calendar, numbers });
    await ensureSchedules(tx, ctx);
    return { scheduleId: schedule.id };
  });
}

/**
 * Pauses a schedule, takes it up again, or deletes it; what it has published stays in the archive.
 * @throws UserError notAllowed, briefingScheduleGone
 */
export function setScheduleState(
  ctx: Context,
  { scheduleId, state }: { scheduleId: string; state: 'active' | 'paused' | 'deleted' },
): Promise<{ name: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const before = await scheduleById(tx, { workspaceId, scheduleId });
    if (!before || before.state === 'deleted') throw new UserError('briefingScheduleGone');
    const department = await departmentById(tx, { workspaceId, departmentId: before.departmentId });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'briefing.schedule', { department })) {
      throw new UserError('notAllowed');
    }
    if (before.state === state) return { name: before.name };
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const calendar = (await calendarsFor(tx, workspace))(before);
    const numbers = numbersOf(workspace);
    if (state === 'active') {
      const roster = await loadRoster(tx, ctx);
      await refuseContradiction(tx, ctx, { planned: plannedOf(before), calendar, numbers, roster });
    }
    const schedule = await tx.briefingSchedule.update({
      where: { id: before.id },
      data: {
        state,
        version: before.version + 1,
        changedById: ctx.actor.staff.id,
        changedAt: now,
        ...(state === 'active' ? { activeFrom: now } : {}),
      },
    });
    await record(tx, ctx, {
      subject: { type: 'briefing-schedule', id: schedule.id },
      event: `briefing-schedule.${state}`,
      before: { state: before.state },
      after: { state },
    });
    if (state === 'active') await openBriefings(tx, ctx, { schedule, calendar, numbers });
    else {
      for (const issue of await unpublished(tx, schedule))
        await endBriefing(tx, ctx, { issue, event: 'drop' });
    }
    await ensureSchedules(tx, ctx);
    return { name: schedule.name };
  });
}

/** The first publication still to come: the first author's turn. */
function firstDate(timing: Timing, calendar: WorkCalendar, now: Date): string {
  for (const { date, at } of occasionsFrom(timing, calendar, now)) if (at >= now) return date;
  return localDate(calendar.timeZone, now);
}

async function scheduleAtHand(
  tx: Tx,
  ctx: Context,
  { scheduleId, seenVersion }: { scheduleId: string; seenVersion: number },
): Promise<BriefingSchedule> {
  const schedule = await scheduleById(tx, { workspaceId: ctx.workspaceId, scheduleId });
  if (!schedule || schedule.state === 'deleted') throw new UserError('briefingScheduleGone');
  if (schedule.version !== seenVersion) {
    const by = await tx.staff.findUnique({ where: { id: schedule.changedById }, select: { name: true } });
    throw new UserError('briefingScheduleChanged', { by: by?.name ?? null });
  }
  return schedule;
}

/** Briefings are Tech's, until a company gives them to another department. */
async function departmentFor(tx: Tx, ctx: Context, before: BriefingSchedule | null): Promise<Department> {
  const { workspaceId } = ctx;
  const own = before ? await departmentById(tx, { workspaceId, departmentId: before.departmentId }) : null;
  return own ?? needDepartment(tx, { workspaceId, key: 'tech' });
}

function check(settings: ScheduleSettings, roster: Roster): void {
  const { fields, authorIds, backupId, channelIds } = settings;
  const headings = new Set(fields.map((one) => one.toLowerCase()));
  if (
    fields.length === 0 ||
    fields.length > limits.fields ||
    headings.size < fields.length ||
    fields.some((one) => one.length > limits.heading)
  ) {
    throw new UserError('briefingFields', { max: limits.fields, long: limits.heading }, { field: 'fields' });
  }
  if (authorIds.length === 0 || authorIds.some((id) => !roster.people.get(id)?.active)) {
    throw new UserError('briefingAuthors', undefined, { field: 'authors' });
  }
  if (
    backupId &&
    (!roster.people.get(backupId)?.active || (authorIds.length === 1 && authorIds[0] === backupId))
  ) {
    throw new UserError('briefingBackup', undefined, { field: 'backup' });
  }
  if (channelIds.length === 0) throw new UserError('briefingChannels', undefined, { field: 'channel' });
}

async function refuseContradiction(
  tx: Tx,
  ctx: Context,
  {
    planned,
    calendar,
    numbers,
    roster,
  }: { planned: Planned; calendar: WorkCalendar; numbers: Numbers; roster: Roster },
): Promise<void> {
  const all = await listSchedules(tx, { workspaceId: ctx.workspaceId });
  const others = all.filter(({ id }) => id !== planned.id);
  // A paused one keeps its name, but nobody writes for it.
  const found =
    contradiction({
      planned,
      others: others.filter(({ state }) => state === 'active').map(plannedOf),
      calendar,
      writingMinutes: numbers.briefingWritingMinutes,
      from: ctx.now,
    }) ??
    contradiction({
      planned: { ...planned, authorIds: [] },
      others: others.map(plannedOf),
      calendar,
      writingMinutes: numbers.briefingWritingMinutes,
      from: ctx.now,
    });
  if (!found) return;
  const { name, publishAt } = found.other;
  if (found.kind === 'name')
    throw new UserError('briefingNameTaken', { name, at: publishAt }, { field: 'name' });
  const author = roster.people.get(found.authorId)?.name ?? '';
  throw new UserError(
    'briefingAuthorBusy',
    { author, date: found.date, name, at: publishAt },
    { field: 'authors' },
  );
}

const plannedOf = (schedule: BriefingSchedule): Planned => ({
  id: schedule.id,
  name: schedule.name,
  publishAt: schedule.publishAt,
  weekdays: schedule.weekdays,
  rotaFrom: schedule.rotaFrom,
  authorIds: readList(schedule.authorIds),
});

function unpublished(tx: Tx, schedule: BriefingSchedule) {
  return tx.briefing.findMany({
    where: {
      workspaceId: schedule.workspaceId,
      scheduleId: schedule.id,
      state: { in: ['draft', 'ready'] },
    },
    orderBy: { date: 'asc' },
  });
}

/** Issues that are not out take the new time, if it is still to come; who writes them is decided anew. */
async function planAnew(
  tx: Tx,
  ctx: Context,
  { schedule, calendar }: { schedule: BriefingSchedule; calendar: WorkCalendar },
): Promise<void> {
  for (const issue of await unpublished(tx, schedule)) {
    const { at } = occasionOn(schedule, calendar, issue.date);
    if (at > ctx.now && issue.publishAt > ctx.now) {
      await tx.briefing.update({ where: { id: issue.id }, data: { publishAt: at } });
      await closeDuties(tx, ctx, { subject: briefingSubject(issue.id), outcome: 'cancelled' });
    }
  }
}

/** What of a schedule the history keeps. */
function plainly({
  name,
  publishAt,
  weekdays,
  authorIds,
  backupId,
  channelIds,
  fields,
  state,
}: BriefingSchedule) {
  return { name, publishAt, weekdays, authorIds, backupId, channelIds, fields, state };
}
