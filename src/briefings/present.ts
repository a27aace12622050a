import type { ModalView } from '@slack/types';
import { localDate } from '../calendar/local-time.js';
import type { Briefing, BriefingSchedule } from '../db/types.js';
import type { Rendered } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { may } from '../people/may.js';
import { needDepartment } from '../people/need.js';
import { departmentById } from '../people/queries.js';
import { readersOfChannels } from '../people/readers-of-channels.js';
import { loadRoster } from '../people/stand-in.js';
import type { Asker } from '../slack/asker.js';
import { context, section } from '../slack/blocks.js';
import { UserError } from '../slack/user-error.js';
import { isEmpty, type Part, readList, readParts } from './briefing.js';
import { authorsOf } from './choose-writer.js';
import { loadIssue, loadIssues } from './load-issues.js';
import { endOfDay, type Occasion, occasionOn, occasionsFrom, turns } from './occasions.js';
import {
  briefingById,
  briefingsOn,
  calendarsFor,
  listSchedules,
  readersWhoRead,
  recentBriefings,
  scheduleById,
} from './queries.js';
import { lengthOf } from './save-briefing.js';
import { copyView, issueView, listMessage, pageSize } from './views/archive.js';
import { chooseView, type Writable } from './views/choose.js';
import { dayInWords } from './views/parts.js';
import { schedulesView, scheduleView } from './views/schedule.js';
import { previewView, writeView } from './views/write.js';

// Reads for the views: what each shows to the one who asked. Refuses what that person may not see or do.

const shownPerSchedule = 3;
const shownReaders = 60;

const languageOfPosts = ({ workspace }: Asker) => messages(localeOf(workspace.locale, 'en'));

/** @throws UserError briefingNotFound */
async function needIssue(
  { ctx }: Asker,
  briefingId: string,
): Promise<{ issue: Briefing; schedule: BriefingSchedule }> {
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const issue = await briefingById(reader, { workspaceId, briefingId });
  const schedule = issue && (await scheduleById(reader, { workspaceId, scheduleId: issue.scheduleId }));
  if (!issue || !schedule) throw new UserError('briefingNotFound');
  return { issue, schedule };
}

/** All schedules. @throws UserError notAllowed, setupDepartment */
export async function presentSchedules(asker: Asker): Promise<ModalView> {
  await maySchedule(asker);
  const { ctx, t } = asker;
  const reader = ctx.services.db.read;
  const [schedules, roster] = await Promise.all([listSchedules(reader, ctx), loadRoster(reader, ctx)]);
  const names = new Map([...roster.people.values()].map(({ id, name }) => [id, name]));
  return schedulesView({ t, schedules, names });
}

/** The form of a schedule; without an id of a new one. @throws UserError notAllowed, briefingScheduleGone */
export async function presentSchedule(asker: Asker, scheduleId: string | null): Promise<ModalView> {
  await maySchedule(asker);
  const { ctx, t, workspace } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const schedule = scheduleId ? await scheduleById(reader, { workspaceId, scheduleId }) : null;
  if (scheduleId && (!schedule || schedule.state === 'deleted')) throw new UserError('briefingScheduleGone');
  const roster = await loadRoster(reader, ctx);
  const slackIds = new Map(
    [...roster.people.values()].flatMap(({ id, slackUserId, active }) =>
      active ? [[id, slackUserId] as const] : [],
    ),
  );
  const { timeZone } = workspace;
  return scheduleView({ t, channelTexts: languageOfPosts(asker), timeZone, schedule, slackIds });
}

async function maySchedule({ ctx, staff }: Asker): Promise<void> {
  const department = await needDepartment(ctx.services.db.read, {
    workspaceId: ctx.workspaceId,
    key: 'tech',
  });
  if (!may(staff, 'briefing.schedule', { department })) throw new UserError('notAllowed');
}

/**
 * What to write: the issue that the asker owes, if it is one; else the next ones of every schedule to choose from.
 */
export async function presentWriting(asker: Asker): Promise<ModalView> {
  const { ctx, staff } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const owed = await reader.duty.findMany({
    where: { workspaceId, ownerId: staff.id, state: 'open', kind: 'briefing.write' },
    select: { subjectId: true },
    take: 2,
  });
  const [only] = owed;
  if (owed.length !== 1 || !only) return presentChoice(asker);
  const { issue } = await needIssue(asker, only.subjectId);
  return presentForm(asker, { scheduleId: issue.scheduleId, date: issue.date });
}

async function presentChoice(asker: Asker): Promise<ModalView> {
  const { ctx, t, workspace } = asker;
  const { workspaceId, now } = ctx;
  const reader = ctx.services.db.read;
  const [schedules, calendarOf, roster] = await Promise.all([
    listSchedules(reader, { workspaceId, state: 'active' }),
    calendarsFor(reader, workspace),
    loadRoster(reader, ctx),
  ]);
  const writable: Writable[] = [];
  for (const schedule of schedules) {
    const calendar = calendarOf(schedule);
    const occasions: Occasion[] = [];
    for (const occasion of occasionsFrom(schedule, calendar, now)) {
      if (occasion.at >= schedule.activeFrom && endOfDay(calendar, occasion.date) > now)
        occasions.push(occasion);
      if (occasions.length >= shownPerSchedule) break;
    }
    const dates = occasions.map(({ date }) => date);
    const issues = await reader.briefing.findMany({
      where: { scheduleId: schedule.id, date: { in: dates } },
    });
    const authors = turns(schedule, { calendar, authorIds: authorsOf(schedule, roster), dates });
    for (const { date, at } of occasions) {
      const issue = issues.find((one) => one.date === date);
      if (issue?.state === 'published') continue;
      const authorId = issue ? issue.authorId : authors.get(date);
      const drafted = issue?.state === 'draft' && !isEmpty(readParts(issue.content));
      const { states, drafted: draft } = t.briefings;
      writable.push({
        scheduleId: schedule.id,
        date,
        at: issue?.publishAt ?? at,
        name: schedule.name,
        author: (authorId && roster.people.get(authorId)?.name) || null,
        state: drafted ? draft : issue?.state === 'ready' ? states.ready : states.draft,
      });
    }
  }
  writable.sort((a, b) => a.at.getTime() - b.at.getTime());
  return chooseView({ t, timeZone: workspace.timeZone, writable });
}

/**
 * The form of an issue as it stands, or with what was typed and what somebody else wrote meanwhile.
 * @throws UserError briefingScheduleGone, notAllowed
 */
export async function presentForm(
  asker: Asker,
  which: { scheduleId: string; date: string },
  typed?: {
    content: readonly Part[];
    ready: boolean;
    correction: string;
    headings: string[];
    meanwhile: { theirs: readonly Part[]; by: string | null };
  },
): Promise<ModalView> {
  const { ctx, staff, t, workspace } = asker;
  const { workspaceId, now } = ctx;
  const reader = ctx.services.db.read;
  const schedule = await scheduleById(reader, { workspaceId, scheduleId: which.scheduleId });
  if (!schedule) throw new UserError('briefingScheduleGone');
  const department = await departmentById(reader, { workspaceId, departmentId: schedule.departmentId });
  const issue = await reader.briefing.findUnique({ where: { scheduleId_date: which } });
  const standing = await reader.duty.findFirst({
    where: {
      workspaceId,
      ownerId: staff.id,
      state: 'open',
      kind: 'briefing.write',
      subjectId: issue?.id ?? '',
    },
    select: { id: true },
  });
  const ownerIds = [...readList(schedule.authorIds), schedule.backupId, standing ? staff.id : null];
  if (!may(staff, 'briefing.write', { department, ownerIds })) throw new UserError('notAllowed');
  const calendar = (await calendarsFor(reader, workspace))(schedule);
  const written = issue ? readParts(issue.content) : [];
  // What is written keeps its headings; headings that were added since come behind.
  const fields = readList(schedule.fields);
  const missing =
    issue?.state === 'published'
      ? []
      : fields.filter((field) => !written.some((part) => part.heading === field));
  const parts = written.filter(
    (part) => part.text.trim() || fields.includes(part.heading) || issue?.state === 'published',
  );
  const content = typed?.content ?? [...parts, ...missing.map((heading) => ({ heading, text: '' }))];
  const { timeZone } = workspace;
  return writeView({
    t,
    timeZone,
    now,
    metadata: {
      ...which,
      version: issue?.version ?? 0,
      out: issue?.state === 'published',
      headings: typed?.headings ?? content.map(({ heading }) => heading),
    },
    name: schedule.name,
    publishAt: issue?.publishAt ?? occasionOn(schedule, calendar, which.date).at,
    content,
    ready: typed?.ready ?? (issue?.version ? issue.state === 'ready' : true),
    ...(typed ? { correction: typed.correction, meanwhile: typed.meanwhile } : {}),
  });
}

/** How a saved issue looks. @throws UserError briefingNotFound */
export async function presentPreview(asker: Asker, briefingId: string): Promise<ModalView> {
  const { issue, schedule } = await needIssue(asker, briefingId);
  const { t, workspace, ctx } = asker;
  const content = await loadIssue(ctx.services.db.read, { workspaceId: workspace.id, issue });
  const out = issue.state === 'published';
  const channelIds = readList(out ? issue.channelIds : schedule.channelIds);
  const length = lengthOf(readParts(issue.content));
  return previewView({ t, timeZone: workspace.timeZone, content, channelIds, length });
}

/** An issue of the archive. What is not out is seen by those who write it. @throws UserError briefingNotFound */
export async function presentIssue(asker: Asker, briefingId: string): Promise<ModalView> {
  const { issue, schedule } = await needIssue(asker, briefingId);
  const { ctx, staff, t, workspace } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  if (issue.state !== 'published') {
    const department = await departmentById(reader, { workspaceId, departmentId: schedule.departmentId });
    const ownerIds = [...readList(schedule.authorIds), schedule.backupId];
    if (!may(staff, 'briefing.write', { department, ownerIds })) throw new UserError('briefingNotFound');
  }
  const content = await loadIssue(reader, { workspaceId, issue });
  const rows = await reader.briefingCorrection.findMany({
    where: { workspaceId, briefingId },
    orderBy: { at: 'desc' },
    // Each holds up to a dozen blocks of the hundred.
    take: 5,
  });
  const people = await reader.staff.findMany({
    where: { workspaceId, id: { in: rows.map(({ correctedById }) => correctedById) } },
    select: { id: true, name: true },
  });
  const corrections = rows.map(({ at, note, before, correctedById }) => ({
    at,
    note,
    by: people.find(({ id }) => id === correctedById)?.name ?? null,
    before: readParts(before),
  }));
  return issueView({ t, timeZone: workspace.timeZone, content, corrections });
}

/** The plain text of a published issue, in the language of channel posts. @throws UserError briefingNotFound */
export async function presentCopy(asker: Asker, briefingId: string): Promise<ModalView> {
  const { issue, schedule } = await needIssue(asker, briefingId);
  if (issue.state !== 'published') throw new UserError('briefingNotFound');
  const posts = languageOfPosts(asker);
  const day = dayInWords(issue.date, posts, asker.workspace.timeZone);
  const headed = readParts(issue.content).map(({ heading, text }) => ({
    heading: posts.briefings.copy.heading({ heading }),
    text,
  }));
  return copyView({ t: asker.t, title: `${schedule.name}${posts.common.separator}${day}`, content: headed });
}

/** Who has not read an issue: for its writers and their lead. @throws UserError briefingNotFound, notAllowed */
export async function presentReaders(asker: Asker, briefingId: string): Promise<Rendered> {
  const { issue, schedule } = await needIssue(asker, briefingId);
  const { ctx, staff, t } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const department = await departmentById(reader, { workspaceId, departmentId: schedule.departmentId });
  const ownerIds = [issue.authorId, issue.writtenById, issue.correctedById];
  if (!may(staff, 'briefing.see-readers', { department, ownerIds })) throw new UserError('notAllowed');
  const channelIds = readList(issue.channelIds);
  const [expected, read] = await Promise.all([
    readersOfChannels(reader, { workspaceId, channelIds }),
    readersWhoRead(reader, { workspaceId, briefingId }),
  ]);
  const others = expected.filter(({ id }) => id !== issue.writtenById);
  const missing = others.filter(({ id }) => !read.has(id));
  const texts = t.briefings.readers;
  const total = others.length;
  if (missing.length === 0) return { text: texts.all({ total }) };
  const text = texts.some({ missing: missing.length, total });
  const names = missing.slice(0, shownReaders).map(({ slackUserId }) => `<@${slackUserId}>`);
  const more = missing.length - names.length;
  return {
    text,
    blocks: [
      section(`${text}\n${names.join(t.common.separator)}`),
      ...(more > 0 ? [context(texts.andMore({ count: more }))] : []),
    ],
  };
}

/** The issues of a day (one: opened), or the latest. */
export async function presentDay(
  asker: Asker,
  date: string,
): Promise<{ view: ModalView } | { message: Rendered }> {
  const { ctx, t, workspace } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const issues = (await briefingsOn(reader, { workspaceId, date })).filter(
    ({ state }) => state === 'published',
  );
  const { timeZone } = workspace;
  const day = dayInWords(date, t, timeZone);
  const [only] = issues;
  if (!only) return { message: { text: t.briefings.archive.nothing({ date: day }) } };
  if (issues.length === 1) return { view: await presentIssue(asker, only.id) };
  const contents = await loadIssues(reader, { workspaceId, issues: issues.slice(0, pageSize) });
  return { message: listMessage({ t, timeZone, issues: contents, skip: 0, title: day }) };
}

/** A page of the latest issues. */
export async function presentList(asker: Asker, skip: number): Promise<Rendered> {
  const { ctx, t, workspace } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const until = localDate(workspace.timeZone, ctx.now);
  const issues = await recentBriefings(reader, { workspaceId, until, skip, take: pageSize + 1 });
  if (issues.length === 0) return { text: t.briefings.archive.listNothing };
  const contents = await loadIssues(reader, { workspaceId, issues });
  return listMessage({
    t,
    timeZone: workspace.timeZone,
    issues: contents,
    skip,
    title: t.briefings.archive.listTitle,
  });
}
