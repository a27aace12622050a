import { dayCalendar, type HolidaySettings } from '../calendar/holidays.js';
import type { WorkCalendar, WorkingHours } from '../calendar/types.js';
import { workingHoursSchema } from '../calendar/working-hours.js';
import type { Department, OwnHoliday, Reader, Workspace } from '../db/types.js';
import { type Numbers, numbersOf } from '../settings/numbers.js';

/**
 * The working time of a department (its own hours, else the workspace's) on the workspace's holiday calendar.
 * Two or three queries; for several departments load the parts once and use `calendarOf`.
 */
export async function workCalendar(
  reader: Reader,
  of: { workspaceId: string; departmentId: string | null },
): Promise<WorkCalendar> {
  return (await workRules(reader, of)).calendar;
}

/** The same with the workspace's numbers, which stand in a row that is read anyway. */
export async function workRules(
  reader: Reader,
  { workspaceId, departmentId }: { workspaceId: string; departmentId: string | null },
): Promise<{ calendar: WorkCalendar; numbers: Numbers }> {
  const [workspace, department] = await Promise.all([
    reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } }),
    departmentId ? reader.department.findFirst({ where: { id: departmentId, workspaceId } }) : null,
  ]);
  const ownHolidays = await ownHolidaysOf(reader, workspace);
  return { calendar: calendarOf({ workspace, department, ownHolidays }), numbers: numbersOf(workspace) };
}

/** The company's own holidays and make-up days, alone or beside China's; empty where no holidays are kept. */
export function ownHolidaysOf(reader: Reader, workspace: Workspace): Promise<OwnHoliday[]> {
  return ownHolidaysOfAll(reader, [workspace]);
}

/** The same of several workspaces, by one query. */
export async function ownHolidaysOfAll(
  reader: Reader,
  workspaces: readonly Workspace[],
): Promise<OwnHoliday[]> {
  const ids = workspaces.flatMap(({ id, holidays }) => (holidays === 'none' ? [] : [id]));
  if (ids.length === 0) return [];
  return reader.ownHoliday.findMany({ where: { workspaceId: { in: ids } }, orderBy: { date: 'asc' } });
}

/** The same from rows already at hand: pure. */
export function calendarOf({
  workspace,
  department,
  ownHolidays,
}: {
  workspace: Workspace;
  department: Pick<Department, 'workingHours'> | null;
  ownHolidays: readonly OwnHoliday[];
}): WorkCalendar {
  const hours = department?.workingHours ?? workspace.workingHours;
  return {
    timeZone: workspace.timeZone,
    hours: workingHoursOf(hours),
    days: dayCalendar(settingsOf(workspace, ownHolidays)),
  };
}

/** Where a workspace's holidays come from. */
export async function holidaySettings(reader: Reader, workspace: Workspace): Promise<HolidaySettings> {
  return settingsOf(workspace, await ownHolidaysOf(reader, workspace));
}

function settingsOf(workspace: Workspace, ownHolidays: readonly OwnHoliday[]): HolidaySettings {
  return {
    kind: workspace.holidays === 'china' || workspace.holidays === 'own' ? workspace.holidays : 'none',
    own: ownHolidays.map(({ date, kind, name }) => ({
      date,
      name,
      kind: kind === 'make-up' ? 'make-up' : 'off',
    })),
  };
}

// What the calendar works out from hours is kept with the object, so the same text gives the same object.
const parsed = new Map<string, WorkingHours>();

/** Stored working hours, checked. */
export function workingHoursOf(json: string): WorkingHours {
  const known = parsed.get(json);
  if (known) return known;
  const hours = workingHoursSchema.parse(JSON.parse(json));
  if (parsed.size > 500) parsed.clear();
  parsed.set(json, hours);
  return hours;
}
