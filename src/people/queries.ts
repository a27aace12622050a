import type { Department, Reader } from '../db/types.js';
import type { Person } from './person.js';

/** The person behind a Slack user, or null before they first met Baton. */
export function findStaff(
  reader: Reader,
  { workspaceId, slackUserId }: { workspaceId: string; slackUserId: string },
): Promise<Person | null> {
  return reader.staff.findUnique({
    where: { workspaceId_slackUserId: { workspaceId, slackUserId } },
    include: { department: true },
  });
}

/** A person by id; null for another workspace's. */
export function staffById(
  reader: Reader,
  { workspaceId, staffId }: { workspaceId: string; staffId: string },
): Promise<Person | null> {
  return reader.staff.findFirst({ where: { id: staffId, workspaceId }, include: { department: true } });
}

/** Several people at once, by id. */
export async function staffByIds(
  reader: Reader,
  { workspaceId, staffIds }: { workspaceId: string; staffIds: readonly (string | null | undefined)[] },
): Promise<Map<string, Person>> {
  const ids = [...new Set(staffIds.filter((id): id is string => !!id))];
  if (ids.length === 0) return new Map();
  const found = await reader.staff.findMany({
    where: { workspaceId, id: { in: ids } },
    include: { department: true },
  });
  return new Map(found.map((person) => [person.id, person]));
}

/** What people are called, by Slack id; whoever Baton has not met is missing. */
export async function namesBySlackId(
  reader: Reader,
  { workspaceId, slackUserIds }: { workspaceId: string; slackUserIds: readonly string[] },
): Promise<Map<string, string>> {
  if (slackUserIds.length === 0) return new Map();
  const found = await reader.staff.findMany({
    // A text names as many people as fit into it: the first hundred are enough.
    where: { workspaceId, slackUserId: { in: slackUserIds.slice(0, 100) } },
    select: { slackUserId: true, name: true },
  });
  return new Map(found.map(({ slackUserId, name }) => [slackUserId, name]));
}

/** A department by its key (`service`, `market` …), or null when this company has none. */
export function departmentByKey(
  reader: Reader,
  { workspaceId, key }: { workspaceId: string; key: string },
): Promise<Department | null> {
  return reader.department.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
}

/** A department by id; null for another workspace's. */
export function departmentById(
  reader: Reader,
  { workspaceId, departmentId }: { workspaceId: string; departmentId: string },
): Promise<Department | null> {
  return reader.department.findFirst({ where: { id: departmentId, workspaceId } });
}

/** All departments in the company's order. */
export function listDepartments(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<Department[]> {
  return reader.department.findMany({
    where: { workspaceId },
    orderBy: [{ position: 'asc' }, { key: 'asc' }],
  });
}

/** The active members of a department, leads first, then by name. */
export function membersOf(
  reader: Reader,
  { workspaceId, departmentId }: { workspaceId: string; departmentId: string },
): Promise<Person[]> {
  return reader.staff.findMany({
    where: { workspaceId, departmentId, active: true },
    include: { department: true },
    orderBy: [{ role: 'asc' }, { name: 'asc' }],
  });
}

/** Active administrators: who is told when Baton itself needs help. */
export function administrators(reader: Reader, { workspaceId }: { workspaceId: string }): Promise<Person[]> {
  return reader.staff.findMany({
    where: { workspaceId, admin: true, active: true },
    include: { department: true },
    orderBy: { id: 'asc' },
  });
}
