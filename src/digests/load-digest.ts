import { complaintFigures } from '../complaints/queries.js';
import { birthdaysOf } from '../customers/birthdays.js';
import { countRegistered, keyAccountBirthdays } from '../customers/queries.js';
import type { Department, Duty } from '../db/types.js';
import { countOpenDuties, firstOpenDuties, type OpenDuties } from '../duties/open-duties.js';
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
const ofVip = 'vip.';

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

/**
 * Counts and first lines only, whatever lies in the tables. Nobody's channel tells them of complaints about them, nor any
 * other what those are about: it may be read by more than its department.
 */
export async function loadDigest(input: RenderInput, department: Department): Promise<Digest> {
  const { reader, services, workspace, now } = input;
  const workspaceId = workspace.id;
  const [ownHolidays, members] = await Promise.all([
    ownHolidaysOf(reader, workspace),
    membersOf(reader, { workspaceId, departmentId: department.id }),
  ]);
  const days = digestDays(calendarOf({ workspace, department, ownHolidays }), now);
  const memberIds = members.map(({ id }) => id);
  const departmentId = department.id;
  const vipKinds = services.features
    .flatMap(({ duties }) => duties ?? [])
    .flatMap(({ kind }) => (kind.startsWith(ofVip) ? [kind] : []));
  const ordinary: OpenDuties = {
    workspaceId,
    sources: [{ departmentId }, { membersOf: departmentId }],
    notKinds: [...handoffKinds, ...vipKinds],
    notAbout: { departmentId },
  };
  const { overdue, today, vip } = await lists(input, {
    overdue: { ...ordinary, dueBefore: now },
    today: { ...ordinary, dueFrom: now, dueBefore: days.tomorrow },
    vip: { workspaceId, sources: vipKinds.map((kind) => ({ kind, departmentId })) },
  });
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

/** Each list's count and first lines: the same few statements, whatever is open. */
async function lists<Names extends string>(
  input: RenderInput,
  each: Readonly<Record<Names, OpenDuties>>,
): Promise<Record<Names, DigestList>> {
  const { reader, workspace } = input;
  const names = Object.keys(each) as Names[];
  const [totals, found] = await Promise.all([
    countOpenDuties(reader, each),
    Promise.all(
      names.map(async (name) => [name, await firstOpenDuties(reader, each[name], mostLines)] as const),
    ),
  ]);
  const all = found.flatMap(([, duties]) => duties);
  const [lines, owners] = await Promise.all([
    describeDuties(input, all, 'channel'),
    staffByIds(reader, { workspaceId: workspace.id, staffIds: all.map(({ ownerId }) => ownerId) }),
  ]);
  const digestLines = (duties: readonly Duty[]) =>
    duties.flatMap((duty): DigestLine[] => {
      const line = lines.get(duty.id)?.line;
      return line ? [{ line, dueAt: duty.dueAt, owner: owners.get(duty.ownerId ?? '') ?? null }] : [];
    });
  return Object.fromEntries(
    found.map(([name, duties]): [string, DigestList] => [
      name,
      { total: totals[name], lines: digestLines(duties) },
    ]),
  ) as Record<Names, DigestList>;
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
