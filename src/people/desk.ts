import type { WorkCalendar } from '../calendar/types.js';
import type { Reader } from '../db/types.js';
import type { Numbers } from '../settings/numbers.js';
import { departmentByKey, staffById } from './queries.js';
import { workRules } from './work-calendar.js';

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
): Promise<{ departmentId: string | null; calendar: WorkCalendar; numbers: Numbers }> {
  const owner = ownerId ? await staffById(reader, { workspaceId, staffId: ownerId }) : null;
  const departmentId =
    owner?.departmentId ?? (await departmentByKey(reader, { workspaceId, key: departmentKey }))?.id ?? null;
  return { departmentId, ...(await workRules(reader, { workspaceId, departmentId })) };
}
