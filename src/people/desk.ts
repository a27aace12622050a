import type { WorkCalendar } from '../calendar/types.js';
import type { Reader } from '../db/types.js';
import { type Numbers, numbersOf } from '../settings/numbers.js';
import { departmentByKey, listDepartments, staffById, staffByIds } from './queries.js';
import { calendarOf, ownHolidaysOf, workRules } from './work-calendar.js';

/** A department that something is owed to be done in, with its working time and the workspace's numbers. */
export interface Desk {
  departmentId: string | null;
  calendar: WorkCalendar;
  numbers: Numbers;
}

/**
 * Where something is owed: the department of who owes it, else the one that should have somebody for it and whose
 * lead stands in; with its working time and the workspace's numbers. Null where the company lacks that department.
 */
export async function deskOf(
  reader: Reader,
  {
    workspaceId,
    ownerId,
    departmentKey,
  }: { workspaceId: string; ownerId: string | null; departmentKey: string },
): Promise<Desk> {
  const owner = ownerId ? await staffById(reader, { workspaceId, staffId: ownerId }) : null;
  const departmentId =
    owner?.departmentId ?? (await departmentByKey(reader, { workspaceId, key: departmentKey }))?.id ?? null;
  return { departmentId, ...(await workRules(reader, { workspaceId, departmentId })) };
}

/** The same for many who owe something, by a few queries for all of them. */
export async function desksOf(
  reader: Reader,
  {
    workspaceId,
    ownerIds,
    departmentKey,
  }: { workspaceId: string; ownerIds: readonly (string | null)[]; departmentKey: string },
): Promise<(ownerId: string | null) => Desk> {
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const departments = await listDepartments(reader, { workspaceId });
  const owners = await staffByIds(reader, { workspaceId, staffIds: ownerIds });
  const ownHolidays = await ownHolidaysOf(reader, workspace);
  const numbers = numbersOf(workspace);
  const desks = new Map<string | null, Desk>();
  return (ownerId) => {
    const departmentId =
      owners.get(ownerId ?? '')?.departmentId ??
      departments.find(({ key }) => key === departmentKey)?.id ??
      null;
    const known = desks.get(departmentId);
    if (known) return known;
    const department = departments.find(({ id }) => id === departmentId) ?? null;
    const desk = { departmentId, numbers, calendar: calendarOf({ workspace, department, ownHolidays }) };
    desks.set(departmentId, desk);
    return desk;
  };
}
