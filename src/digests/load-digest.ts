import { complaintFigures, openComplaintsAbout } from '../complaints/queries.js';
import { birthdaysOf } from '../customers/birthdays.js';
import { countRegistered, keyAccountBirthdays } from '../customers/queries.js';
import type { Department, Duty } from '../db/types.js';
import { describeDuties } from '../duties/reminder.js';
import type { RecordLine, RenderInput } from '../feature.js';
import { handoffFigures } from '../handoffs/queries.js';
import { waitingLines } from '../handoffs/waiting-lines.js';
import type { Person } from '../people/person.js';
import { membersOf, staffByIds } from '../people/queries.js';
import { calendarOf, ownHolidaysOf } from '../people/work-calendar.js';
import { type DigestDays, digestDays } from './digest.js';

export const mostLines = 8;

/** Handoffs have a section of their own. */
const handoffKinds = ['handoff.accept', 'handoff.keep'];
/** Duties of the VIP group, by the beginning of their kind: they have theirs too. */
const vipKinds = 'vip.';

export interface DigestLine {
  line: string;
  dueAt: Date;
  /** null: nobody owns it yet. */
  owner: Person | null;
}

export interface DigestList {
  lines: readonly DigestLine[];
  total: number;
}

/** What a department's digest says, as it stands when it is sent. */
export interface Digest {
  department: Department;
  days: DigestDays;
  overdue: DigestList;
  today: DigestList;
  waiting: { lines: readonly RecordLine[]; total: number };
  vip: DigestList;
  birthdays: readonly { name: string; day: string }[];
  figures: readonly { name: FigureName; count: number }[];
}

export type FigureName =
  | 'complaintsReceived'
  | 'complaintsClosed'
  | 'handoffsAccepted'
  | 'handoffsReturned'
  | 'customersRegistered';

/** Counts and first lines only, whatever lies in the tables. Nobody's channel tells them of complaints about them. */
export async function loadDigest(input: RenderInput, department: Department): Promise<Digest> {
  const { reader, workspace, now } = input;
  const workspaceId = workspace.id;
  const [ownHolidays, members] = await Promise.all([
    ownHolidaysOf(reader, workspace),
    membersOf(reader, { workspaceId, departmentId: department.id }),
  ]);
  const days = digestDays(calendarOf({ workspace, department, ownHolidays }), now);
  const memberIds = members.map(({ id }) => id);
  const hidden = await openComplaintsAbout(reader, { workspaceId, staffIds: memberIds });
  const theirs = {
    workspaceId,
    state: 'open',
    OR: [{ departmentId: department.id }, { departmentId: null, ownerId: { in: memberIds } }],
  };
  const ordinary = {
    ...theirs,
    kind: { notIn: handoffKinds },
    NOT: [
      { kind: { startsWith: vipKinds } },
      ...(hidden.length > 0 ? [{ subjectType: 'complaint', subjectId: { in: hidden } }] : []),
    ],
  };
  const [overdue, today, vip] = await Promise.all([
    list(input, { ...ordinary, dueAt: { lt: now } }),
    list(input, { ...ordinary, dueAt: { gte: now, lt: days.tomorrow } }),
    list(input, { ...theirs, kind: { startsWith: vipKinds } }),
  ]);
  const waiting = await waitingLines(input, { toDepartmentId: department.id, limit: mostLines });
  const birthdays = await keyAccountBirthdays(reader, {
    workspaceId,
    limit: 20,
    days: birthdaysOf(days.ahead),
    ownerIds: memberIds,
  });
  return {
    department,
    days,
    overdue,
    today,
    waiting,
    vip,
    birthdays: birthdays.map(({ name, birthday }) => ({ name, day: (birthday ?? '').slice(-5) })),
    figures: await figuresOf(input, { department, days, memberIds }),
  };
}

type DutyWhere = NonNullable<NonNullable<Parameters<RenderInput['reader']['duty']['findMany']>[0]>['where']>;

async function list(input: RenderInput, where: DutyWhere): Promise<DigestList> {
  const { reader, workspace } = input;
  const total = await reader.duty.count({ where });
  if (total === 0) return { lines: [], total };
  const duties: Duty[] = await reader.duty.findMany({
    where,
    orderBy: [{ urgent: 'desc' }, { dueAt: 'asc' }, { id: 'asc' }],
    take: mostLines,
  });
  const [lines, owners] = await Promise.all([
    describeDuties(input, duties),
    staffByIds(reader, { workspaceId: workspace.id, staffIds: duties.map(({ ownerId }) => ownerId) }),
  ]);
  return {
    total,
    lines: duties.flatMap((duty): DigestLine[] => {
      const line = lines.get(duty.id)?.line;
      return line ? [{ line, dueAt: duty.dueAt, owner: owners.get(duty.ownerId ?? '') ?? null }] : [];
    }),
  };
}

/** Service and management see all complaints, management the whole company's figures; the others their own. */
async function figuresOf(
  { reader, workspace }: RenderInput,
  {
    department: { id, key },
    days: { from, to },
    memberIds,
  }: { department: Department; days: DigestDays; memberIds: readonly string[] },
): Promise<Digest['figures']> {
  const workspaceId = workspace.id;
  const all = key === 'management';
  const period = { workspaceId, from, to };
  const [complaints, handoffs, customers] = await Promise.all([
    complaintFigures(reader, { ...period, ...(all || key === 'service' ? {} : { departmentId: id }) }),
    handoffFigures(reader, { ...period, ...(all ? {} : { toDepartmentId: id }) }),
    countRegistered(reader, { ...period, ...(all ? {} : { managerIds: memberIds }) }),
  ]);
  const figures: Digest['figures'] = [
    { name: 'complaintsReceived', count: complaints.received },
    { name: 'complaintsClosed', count: complaints.closed },
    { name: 'handoffsAccepted', count: handoffs.accepted },
    { name: 'handoffsReturned', count: handoffs.returned },
    { name: 'customersRegistered', count: customers },
  ];
  return figures.filter(({ count }) => count > 0);
}
