import type { ModalView } from '@slack/types';
import type { Briefing, BriefingSchedule } from '../db/types.js';
import { localeOf, messages } from '../messages/index.js';
import { may } from '../people/may.js';
import { needDepartment, notYetColleague } from '../people/need.js';
import { departmentById } from '../people/queries.js';
import { loadRoster } from '../people/stand-in.js';
import { type Asker, readingOf } from '../slack/asker.js';
import { UserError } from '../slack/user-error.js';
import { isEmpty, type Part, readList, readParts } from './briefing.js';
import { authorsOf } from './choose-writer.js';
import { loadIssue } from './load-issues.js';
import { endOfDay, type Occasion, occasionOn, occasionsFrom, turns } from './occasions.js';
import { briefingById, calendarsFor, listSchedules, scheduleById } from './queries.js';
import { lengthOf } from './save-briefing.js';
import { chooseView, type Writable } from './views/choose.js';
import { schedulesView, scheduleView } from './views/schedule.js';
import { previewView, writeView } from './views/write.js';

// Reads for the views: what each shows to the one who asked. Refuses what that person may not see or do.

const shownPerSchedule = 3;

const languageOfPosts = ({ workspace }: Asker) => messages(localeOf(workspace.locale, 'en'));

/** @throws UserError briefingNotFound */
export async function needIssue(
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
  });
  const [only] = owed;
  if (owed.length !== 1 || !only) return presentChoice(asker);
  const { issue } = await needIssue(asker, only.subjectId);
  return presentForm(asker, { scheduleId: issue.scheduleId, date: issue.date });
}

async function presentChoice(asker: Asker): Promise<ModalView> {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'briefing.read')) throw notYetColleague(staff);
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
  return chooseView({ t, ...readingOf(asker), writable });
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
  const { workspaceId } = ctx;
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
  const publishAt = issue?.publishAt ?? occasionOn(schedule, calendar, which.date).at;
  return writeView({
    t,
    ...readingOf(asker),
    metadata: {
      ...which,
      version: issue?.version ?? 0,
      out: issue?.state === 'published',
      headings: typed?.headings ?? content.map(({ heading }) => heading),
    },
    name: schedule.name,
    publishAt,
    content,
    ready: typed?.ready ?? (issue?.state === 'ready' || (!issue?.version && publishAt > asker.ctx.now)),
    ...(typed ? { correction: typed.correction, meanwhile: typed.meanwhile } : {}),
  });
}

/** How a saved issue looks. @throws UserError briefingNotFound */
export async function presentPreview(
  asker: Asker,
  briefingId: string,
  { changed = false } = {},
): Promise<ModalView> {
  const { issue, schedule } = await needIssue(asker, briefingId);
  const { t, workspace, ctx } = asker;
  const content = await loadIssue(ctx.services.db.read, { workspaceId: workspace.id, issue });
  const out = issue.state === 'published';
  const channelIds = readList(out ? issue.channelIds : schedule.channelIds);
  const length = lengthOf(readParts(issue.content));
  return previewView({ t, ...readingOf(asker), content, channelIds, length, changed });
}
