import type { WorkCalendar } from '../calendar/types.js';
import type { Briefing, BriefingSchedule, Reader, Workspace } from '../db/types.js';
import type { NeededChannel } from '../feature.js';
import { postAffair, postsReadBy } from '../people/audience.js';
import { type Affair, may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { departmentById } from '../people/queries.js';
import { calendarOf, ownHolidaysOfAll } from '../people/work-calendar.js';
import { escapeText } from '../slack/text.js';
import { readList } from './briefing.js';

/** A schedule by id, also a deleted one; null for another workspace's. */
export function scheduleById(
  reader: Reader,
  { workspaceId, scheduleId }: { workspaceId: string; scheduleId: string },
): Promise<BriefingSchedule | null> {
  return reader.briefingSchedule.findFirst({ where: { id: scheduleId, workspaceId } });
}

/** The schedules of a workspace by time of day, without the deleted ones. */
export function listSchedules(
  reader: Reader,
  { workspaceId, state }: { workspaceId: string; state?: 'active' },
): Promise<BriefingSchedule[]> {
  return reader.briefingSchedule.findMany({
    where: { workspaceId, state: state ?? { not: 'deleted' } },
    orderBy: [{ publishAt: 'asc' }, { name: 'asc' }],
  });
}

/** A day's issue by id; null for another workspace's. */
export function briefingById(
  reader: Reader,
  { workspaceId, briefingId }: { workspaceId: string; briefingId: string },
): Promise<Briefing | null> {
  return reader.briefing.findFirst({ where: { id: briefingId, workspaceId } });
}

/** What reading an issue is judged by. */
export async function issueAffair(
  reader: Reader,
  { issue, schedule, askedFrom }: { issue: Briefing; schedule: BriefingSchedule; askedFrom: string | null },
): Promise<Affair> {
  const { workspaceId } = issue;
  return postAffair(reader, {
    workspaceId,
    channelIds: readList(issue.channelIds),
    ownerIds: [issue.authorId, issue.writtenById, ...readList(schedule.authorIds), schedule.backupId],
    department: await departmentById(reader, { workspaceId, departmentId: schedule.departmentId }),
    askedFrom,
  });
}

/** Which issues somebody may read, as a condition of queries. */
async function issuesReadBy(reader: Reader, person: Person) {
  const everything = may(person, 'briefing.read', { readers: [''] });
  const posts = await postsReadBy(reader, { person, everything });
  if (!posts) return {};
  const own = await reader.briefingSchedule.findMany({
    where: { workspaceId: person.workspaceId, departmentId: person.departmentId ?? '' },
    select: { id: true },
  });
  return { OR: [...posts, { authorId: person.id }, { scheduleId: { in: own.map(({ id }) => id) } }] };
}

/** The issues of a local date that somebody may read, as they go out. */
export async function briefingsOn(
  reader: Reader,
  { workspaceId, person, date }: { workspaceId: string; person: Person; date: string },
): Promise<Briefing[]> {
  return reader.briefing.findMany({
    where: { ...(await issuesReadBy(reader, person)), workspaceId, date },
    orderBy: { publishAt: 'asc' },
  });
}

/** The latest issues up to a local date that somebody may read, newest first. */
export async function recentBriefings(
  reader: Reader,
  {
    workspaceId,
    person,
    until,
    skip,
    take,
  }: { workspaceId: string; person: Person; until: string; skip: number; take: number },
): Promise<Briefing[]> {
  return reader.briefing.findMany({
    where: {
      ...(await issuesReadBy(reader, person)),
      workspaceId,
      date: { lte: until },
      state: { not: 'cancelled' },
    },
    orderBy: [{ date: 'desc' }, { publishAt: 'desc' }, { id: 'desc' }],
    skip,
    take,
  });
}

/** The calendars that schedules go by: of the department that each belongs to. */
export async function calendarsFor(
  reader: Reader,
  workspace: Workspace,
): Promise<(schedule: Pick<BriefingSchedule, 'departmentId'>) => WorkCalendar> {
  return (await calendarsForAll(reader, [workspace]))(workspace);
}

/** The same for several workspaces, by two queries. */
export async function calendarsForAll(
  reader: Reader,
  workspaces: readonly Workspace[],
): Promise<(workspace: Workspace) => (schedule: Pick<BriefingSchedule, 'departmentId'>) => WorkCalendar> {
  const [departments, ownHolidays] = await Promise.all([
    reader.department.findMany({
      where: { workspaceId: { in: workspaces.map(({ id }) => id) } },
      select: { id: true, workspaceId: true, workingHours: true },
    }),
    ownHolidaysOfAll(reader, workspaces),
  ]);
  const known = new Map<string, WorkCalendar>();
  return (workspace) =>
    ({ departmentId }) => {
      const key = `${workspace.id} ${departmentId}`;
      const calendar =
        known.get(key) ??
        calendarOf({
          workspace,
          department:
            departments.find(({ id, workspaceId }) => id === departmentId && workspaceId === workspace.id) ??
            null,
          ownHolidays: ownHolidays.filter(({ workspaceId }) => workspaceId === workspace.id),
        });
      known.set(key, calendar);
      return calendar;
    };
}

/** Who has confirmed having read an issue, by staff id. */
export async function readersWhoRead(
  reader: Reader,
  { workspaceId, briefingId }: { workspaceId: string; briefingId: string },
): Promise<Set<string>> {
  const rows = await reader.briefingRead.findMany({
    where: { workspaceId, briefingId },
    select: { staffId: true },
  });
  return new Set(rows.map(({ staffId }) => staffId));
}

/** Where the active schedules publish, each with the first one's name. */
export async function briefingChannels(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<NeededChannel[]> {
  const schedules = await listSchedules(reader, { workspaceId, state: 'active' });
  return schedules.flatMap(({ name, channelIds }) =>
    readList(channelIds).map((channelId) => ({
      channelId,
      name: escapeText(name),
      setBy: '/briefing schedule',
    })),
  );
}
