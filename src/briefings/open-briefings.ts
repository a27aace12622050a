import type { WorkCalendar } from '../calendar/types.js';
import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Briefing, BriefingSchedule, Reader, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import { loadRoster, type Roster } from '../people/stand-in.js';
import type { Numbers } from '../settings/numbers.js';
import { minutesBefore, nextBriefingState } from './briefing.js';
import { authorsOf, chooseWriter } from './choose-writer.js';
import { endOfDay, type Occasion, occasionsFrom, turns } from './occasions.js';

export const writeDutyKey = (briefingId: string): string => `briefing.write:${briefingId}`;
export const briefingSubject = (briefingId: string) => ({ type: 'briefing', id: briefingId });

/** From when on an issue is worked on: its duty is open, its reminders come. */
export const opensAt = ({ at }: Occasion, { briefingOpenMinutes }: Numbers): Date =>
  minutesBefore(at, briefingOpenMinutes);

/** The publications that are being worked on at an instant: opened, and their day not over. */
export function occasionsAtHand(
  schedule: BriefingSchedule,
  { calendar, numbers }: { calendar: WorkCalendar; numbers: Numbers },
  now: Date,
): Occasion[] {
  const found: Occasion[] = [];
  for (const occasion of occasionsFrom(schedule, calendar, now)) {
    if (opensAt(occasion, numbers) > now) break;
    if (occasion.at >= schedule.activeFrom && endOfDay(calendar, occasion.date) > now) found.push(occasion);
  }
  return found;
}

/**
 * The issue of a date, made when it is first needed: by the round before its minute, or by somebody who writes
 * ahead. Its author is whose turn it is.
 */
export async function issueOf(
  tx: Tx,
  ctx: Context,
  {
    schedule,
    calendar,
    occasion,
    roster,
  }: { schedule: BriefingSchedule; calendar: WorkCalendar; occasion: Occasion; roster: Roster },
): Promise<Briefing> {
  const { workspaceId } = ctx;
  const { date, at } = occasion;
  const place = { scheduleId: schedule.id, date };
  const authorId =
    turns(schedule, { calendar, authorIds: authorsOf(schedule, roster), dates: [date] }).get(date) ?? null;
  return tx.briefing.upsert({
    where: { scheduleId_date: place },
    create: { ...place, workspaceId, publishAt: at, authorId },
    update: { scheduleId: schedule.id },
  });
}

/** Whether `openBriefings` may have something to do: most rounds find everything written or out already. */
export async function hasSomethingToOpen(
  reader: Reader,
  {
    schedule,
    now,
    ...given
  }: { schedule: BriefingSchedule; calendar: WorkCalendar; numbers: Numbers; now: Date },
): Promise<boolean> {
  const dates = occasionsAtHand(schedule, given, now).map(({ date }) => date);
  if (dates.length === 0) return false;
  const settled = await reader.briefing.count({
    where: { scheduleId: schedule.id, date: { in: dates }, state: { in: ['ready', 'published', 'missed'] } },
  });
  return settled < dates.length;
}

/** Opens what of a schedule is to be worked on now. Doing it twice does nothing more. */
export async function openBriefings(
  tx: Tx,
  ctx: Context,
  { schedule, calendar, numbers }: { schedule: BriefingSchedule; calendar: WorkCalendar; numbers: Numbers },
): Promise<void> {
  if (schedule.state !== 'active') return;
  const atHand = occasionsAtHand(schedule, { calendar, numbers }, ctx.now);
  if (atHand.length === 0) return;
  const roster = await loadRoster(tx, ctx);
  for (const occasion of atHand) {
    const issue = await issueOf(tx, ctx, { schedule, calendar, occasion, roster });
    const revived = nextBriefingState(issue.state, 'revive');
    const current = revived
      ? await tx.briefing.update({ where: { id: issue.id }, data: { state: revived, readyAt: null } })
      : issue;
    if (current.state === 'draft') {
      await openWriteDuty(tx, ctx, { schedule, issue: current, roster, numbers });
    }
  }
}

/** Somebody owes the text: reminded twice before its minute; then author, backup and lead are told. */
export async function openWriteDuty(
  tx: Tx,
  ctx: Context,
  {
    schedule,
    issue,
    roster,
    numbers,
  }: { schedule: BriefingSchedule; issue: Briefing; roster: Roster; numbers: Numbers },
): Promise<void> {
  const at = issue.publishAt;
  const { briefingFirstMinutes: first, briefingSecondMinutes: second } = numbers;
  await openDuty(tx, ctx, {
    kind: 'briefing.write',
    key: writeDutyKey(issue.id),
    subject: briefingSubject(issue.id),
    departmentId: schedule.departmentId,
    ownerId: chooseWriter({ authorId: issue.authorId, backupId: schedule.backupId, roster, now: ctx.now }),
    dueAt: at,
    // A briefing before the market opens lies outside working hours: its reminders go by its own time.
    urgent: true,
    ladder: [
      { rung: 'look', at: minutesBefore(at, first + 1) },
      { rung: 'before', at: minutesBefore(at, first) },
      { rung: 'look-again', at: minutesBefore(at, second + 1) },
      { rung: 'again', at: minutesBefore(at, second) },
      { rung: 'due', at },
      { rung: 'backup', at },
      { rung: 'lead', at },
    ],
  });
}

/** Ends the work on an issue that does not go out: its day is over, or turned out to be none. */
export async function endBriefing(
  tx: Tx,
  ctx: Context,
  { issue, event }: { issue: Briefing; event: 'expire' | 'drop' },
): Promise<boolean> {
  const state = nextBriefingState(issue.state, event);
  if (!state) return false;
  const { count } = await tx.briefing.updateMany({
    where: { id: issue.id, workspaceId: ctx.workspaceId, state: issue.state },
    data: { state },
  });
  if (count === 0) return false;
  await closeDuties(tx, ctx, { subject: briefingSubject(issue.id), outcome: 'cancelled' });
  await record(tx, ctx, {
    subject: briefingSubject(issue.id),
    event: `briefing.${state}`,
    before: { state: issue.state },
    after: { state },
  });
  return true;
}
