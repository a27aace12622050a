import type { ModalView } from '@slack/types';
import { localDate } from '../calendar/local-time.js';
import type { Rendered } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { may } from '../people/may.js';
import { notYetColleague } from '../people/need.js';
import { departmentById } from '../people/queries.js';
import { readersOfChannels } from '../people/readers-of-channels.js';
import { type Asker, readingOf } from '../slack/asker.js';
import { context, section } from '../slack/blocks.js';
import { UserError } from '../slack/user-error.js';
import { readList, readParts } from './briefing.js';
import { loadIssue, loadIssues } from './load-issues.js';
import { needIssue } from './present.js';
import { briefingsOn, issueAffair, readersWhoRead, recentBriefings } from './queries.js';
import { copyView, issueView, listMessage, pageSize } from './views/archive.js';
import { dayInWords } from './views/parts.js';

// Reads for the views of what is out. Refuses what that person may not see.

const shownReaders = 60;

/** @throws UserError briefingNotFound: also for who may not read it */
async function readableIssue(asker: Asker, briefingId: string) {
  const found = await needIssue(asker, briefingId);
  const { ctx, staff, askedFrom } = asker;
  const affair = await issueAffair(ctx.services.db.read, { ...found, askedFrom });
  if (!may(staff, 'briefing.read', affair)) throw new UserError('briefingNotFound');
  return found;
}

/** An issue of the archive. What is not out is seen by those who write it. @throws UserError briefingNotFound */
export async function presentIssue(asker: Asker, briefingId: string): Promise<ModalView> {
  const { issue, schedule } = await readableIssue(asker, briefingId);
  const { ctx, staff, t } = asker;
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
  return issueView({ t, ...readingOf(asker), content, corrections });
}

/** The plain text of a published issue, in the language of channel posts. @throws UserError briefingNotFound */
export async function presentCopy(asker: Asker, briefingId: string): Promise<ModalView> {
  const { issue, schedule } = await readableIssue(asker, briefingId);
  if (issue.state !== 'published') throw new UserError('briefingNotFound');
  const posts = messages(localeOf(asker.workspace.locale, 'en'));
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
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'briefing.read')) throw notYetColleague(staff);
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const issues = (await briefingsOn(reader, { workspaceId, person: staff, date })).filter(
    ({ state }) => state === 'published',
  );
  const { timeZone } = workspace;
  const day = dayInWords(date, t, timeZone);
  const [only] = issues;
  if (!only) return { message: { text: t.briefings.archive.nothing({ date: day }) } };
  if (issues.length === 1) return { view: await presentIssue(asker, only.id) };
  const contents = await loadIssues(reader, { workspaceId, issues: issues.slice(0, pageSize) });
  return { message: listMessage({ t, ...readingOf(asker), issues: contents, skip: 0, title: day }) };
}

/** A page of the latest issues. */
export async function presentList(asker: Asker, skip: number): Promise<Rendered> {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'briefing.read')) throw notYetColleague(staff);
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const until = localDate(workspace.timeZone, ctx.now);
  const issues = await recentBriefings(reader, {
    workspaceId,
    person: staff,
    until,
    skip,
    take: pageSize + 1,
  });
  if (issues.length === 0) return { text: t.briefings.archive.listNothing };
  const contents = await loadIssues(reader, { workspaceId, issues });
  return listMessage({
    t,
    ...readingOf(asker),
    issues: contents,
    skip,
    title: t.briefings.archive.listTitle,
  });
}
