import { localDate } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Briefing, BriefingSchedule, Reader, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { touchCardsNow } from '../outbox/cards.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { departmentById } from '../people/queries.js';
import { loadRoster } from '../people/stand-in.js';
import { numbersOf } from '../settings/numbers.js';
import { fromMarkdown } from '../slack/markdown.js';
import { escapeText } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { isEmpty, limits, nextBriefingState, type Part, readParts } from './briefing.js';
import { chooseWriter } from './choose-writer.js';
import { occasionOn, publishesOn } from './occasions.js';
import { briefingSubject, issueOf, occasionsAtHand, openWriteDuty } from './open-briefings.js';
import { isLate, publishBriefing } from './publish-briefing.js';
import { calendarsFor, scheduleById } from './queries.js';

export type SavedBriefing =
  | { outcome: 'saved'; briefingId: string; state: string; late: boolean }
  /** Somebody else saved meanwhile, or it went out: nothing was written; what stands there, and whose it is. */
  | { outcome: 'changed'; version: number; out: boolean; theirs: Part[]; by: string | null };

/**
 * Saves the text of a day's issue: as a draft, as ready to go out at its minute, or as a correction of what is out
 * (docs/processes.md#briefings). After its minute it stays a draft: to publish it late is an act of its own
 * (`publishLate`). Whoever saves without having
 * seen the latest version gets that version back instead; nothing is overwritten unseen.
 * @throws UserError notAllowed, briefingScheduleGone, briefingNoDay, briefingOver, briefingEmpty, briefingTooLong,
 * briefingCorrectionMissing
 */
export function saveBriefing(
  ctx: Context,
  {
    scheduleId,
    date,
    seen,
    content,
    ready,
    correction = '',
  }: {
    scheduleId: string;
    date: string;
    /** What the writer saw: version 0 for an issue that was never saved; whether it was out. */
    seen: { version: number; out: boolean };
    content: readonly Part[];
    ready: boolean;
    /** What was corrected: needed once it is out. */
    correction?: string;
  },
): Promise<SavedBriefing> {
  return commit<SavedBriefing>(ctx, async (tx) => {
    const { schedule, issue } = await issueAtHand(tx, ctx, { scheduleId, date });
    const writer = await mayWrite(tx, ctx, { schedule, issue });
    const out = issue.state === 'published';
    const { count } = await tx.briefing.updateMany({
      where: {
        id: issue.id,
        version: seen.version,
        ...(seen.out ? { state: 'published' } : { state: { not: 'published' } }),
      },
      data: { version: seen.version + 1 },
    });
    if (count === 0) return changedMeanwhile(tx, issue.id);
    checkLength(content);
    if ((ready || out) && isEmpty(content))
      throw new UserError('briefingEmpty', undefined, { field: 'part-0' });
    const saved = out
      ? await correct(tx, ctx, { issue, content, note: correction.trim(), writer })
      : await write(tx, ctx, { issue, schedule, content, ready: ready && inTime(issue, ctx.now), writer });
    return { outcome: 'saved', briefingId: saved.id, state: saved.state, late: saved.late };
  });
}

/** Whether what is ready now goes out by itself: its minute is not over, or it was ready before. */
function inTime(issue: Briefing, now: Date): boolean {
  return issue.state === 'ready' || !isLate(issue, now);
}

async function changedMeanwhile(tx: Tx, briefingId: string): Promise<SavedBriefing> {
  const { version, state, content, writtenById, correctedById } = await tx.briefing.findUniqueOrThrow({
    where: { id: briefingId },
  });
  const id = correctedById ?? writtenById;
  const by = id ? await tx.staff.findUnique({ where: { id }, select: { name: true } }) : null;
  const theirs = readParts(content);
  return { outcome: 'changed', version, out: state === 'published', theirs, by: by?.name ?? null };
}

/** An issue that may still be written, made when it is first needed. @throws UserError briefingScheduleGone, briefingNoDay, briefingOver */
export async function issueAtHand(
  tx: Tx,
  ctx: Context,
  { scheduleId, date }: { scheduleId: string; date: string },
): Promise<{ schedule: BriefingSchedule; issue: Briefing }> {
  const { workspaceId } = ctx;
  const schedule = await scheduleById(tx, { workspaceId, scheduleId });
  if (!schedule) throw new UserError('briefingScheduleGone');
  const known = await tx.briefing.findUnique({ where: { scheduleId_date: { scheduleId, date } } });
  if (known?.state === 'published') return { schedule, issue: known };
  if (schedule.state !== 'active') throw new UserError('briefingScheduleGone');
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const calendar = (await calendarsFor(tx, workspace))(schedule);
  if (known?.state === 'missed' || date < localDate(calendar.timeZone, ctx.now)) {
    throw new UserError('briefingOver');
  }
  if (!publishesOn(schedule, calendar, date)) throw new UserError('briefingNoDay', { date });
  const occasion = occasionOn(schedule, calendar, date);
  const roster = await loadRoster(tx, ctx);
  const issue = known ?? (await issueOf(tx, ctx, { schedule, calendar, occasion, roster }));
  const revived = nextBriefingState(issue.state, 'revive');
  return { schedule, issue: revived ? { ...issue, state: revived } : issue };
}

/** @throws UserError notAllowed */
export async function mayWrite(
  reader: Reader,
  ctx: Context,
  { schedule, issue }: { schedule: BriefingSchedule; issue: Pick<Briefing, 'authorId'> },
): Promise<Person> {
  const { workspaceId, actor, now } = ctx;
  const department = await departmentById(reader, { workspaceId, departmentId: schedule.departmentId });
  const { backupId } = schedule;
  const { authorId } = issue;
  const roster = await loadRoster(reader, { workspaceId });
  const ownerIds = [authorId, backupId, chooseWriter({ authorId, backupId, roster, now })];
  if (actor.type !== 'person' || !may(actor.staff, 'briefing.write', { department, ownerIds })) {
    throw new UserError('notAllowed');
  }
  return actor.staff;
}

/** How much of a post a text takes up: Slack counts it as it is shown, escaped. */
export function lengthOf(content: readonly Part[]): number {
  return content.reduce(
    (sum, { heading, text }) => sum + escapeText(heading).length + escapeText(fromMarkdown(text)).length,
    0,
  );
}

/** @throws UserError briefingTooLong at the longest part */
function checkLength(content: readonly Part[]): void {
  const length = lengthOf(content);
  if (length <= limits.post) return;
  const longest = content.reduce(
    (best, { text }, index) => (text.length > (content[best]?.text.length ?? 0) ? index : best),
    0,
  );
  throw new UserError('briefingTooLong', { length, max: limits.post }, { field: `part-${longest}` });
}

async function write(
  tx: Tx,
  ctx: Context,
  {
    issue,
    schedule,
    content,
    ready,
    writer,
  }: {
    issue: Briefing;
    schedule: BriefingSchedule;
    content: readonly Part[];
    ready: boolean;
    writer: Person;
  },
): Promise<Briefing> {
  const { now } = ctx;
  const subject = briefingSubject(issue.id);
  const readyAt = ready ? (issue.state === 'ready' ? issue.readyAt : now) : null;
  const saved = await tx.briefing.update({
    where: { id: issue.id },
    data: {
      content: JSON.stringify(content),
      state: ready ? 'ready' : 'draft',
      writtenById: writer.id,
      writtenAt: now,
      readyAt,
      late: readyAt ? isLate(issue, readyAt) : false,
    },
  });
  await record(tx, ctx, {
    subject,
    event: 'briefing.saved',
    before: { state: issue.state, version: issue.version },
    after: { state: saved.state, version: saved.version },
  });
  if (!ready) {
    await oweIfAtHand(tx, ctx, { issue: saved, schedule });
    return saved;
  }
  await closeDuties(tx, ctx, { subject, outcome: 'done' });
  const out = await publishBriefing(tx, ctx, { issue: saved, schedule });
  return out ? tx.briefing.findUniqueOrThrow({ where: { id: saved.id } }) : saved;
}

/** A text that is taken back is owed again, if its time has come. */
async function oweIfAtHand(
  tx: Tx,
  ctx: Context,
  { issue, schedule }: { issue: Briefing; schedule: BriefingSchedule },
): Promise<void> {
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: ctx.workspaceId } });
  const calendar = (await calendarsFor(tx, workspace))(schedule);
  const numbers = numbersOf(workspace);
  const atHand = occasionsAtHand(schedule, { calendar, numbers }, ctx.now);
  if (!atHand.some(({ date }) => date === issue.date)) return;
  await openWriteDuty(tx, ctx, { schedule, issue, roster: await loadRoster(tx, ctx), numbers });
}

async function correct(
  tx: Tx,
  ctx: Context,
  {
    issue,
    content,
    note,
    writer,
  }: { issue: Briefing; content: readonly Part[]; note: string; writer: Person },
): Promise<Briefing> {
  const { workspaceId, now } = ctx;
  if (!note) throw new UserError('briefingCorrectionMissing', undefined, { field: 'correction' });
  const briefingId = issue.id;
  await tx.briefingCorrection.create({
    data: { workspaceId, briefingId, before: issue.content, note, correctedById: writer.id, at: now },
  });
  const saved = await tx.briefing.update({
    where: { id: issue.id },
    data: {
      content: JSON.stringify(content),
      correctedById: writer.id,
      correctedAt: now,
      correction: note,
    },
  });
  await record(tx, ctx, {
    subject: briefingSubject(issue.id),
    event: 'briefing.corrected',
    before: { version: issue.version },
    after: { version: saved.version },
  });
  await touchCardsNow(tx, ctx, { kind: 'briefing', subjectId: issue.id });
  return saved;
}
