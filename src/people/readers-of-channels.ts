import type { Reader } from '../db/types.js';
import type { Person } from './person.js';

/**
 * Who is expected to read what is posted in these channels: the active members of the departments whose channels
 * they are; where none of them is a department's, everybody who belongs to one.
 */
export async function readersOfChannels(
  reader: Reader,
  { workspaceId, channelIds }: { workspaceId: string; channelIds: readonly string[] },
): Promise<Person[]> {
  const departments = await reader.department.findMany({
    where: { workspaceId, channelId: { in: [...channelIds] } },
    select: { id: true },
  });
  return reader.staff.findMany({
    where: {
      workspaceId,
      active: true,
      departmentId: departments.length > 0 ? { in: departments.map(({ id }) => id) } : { not: null },
    },
    include: { department: true },
    orderBy: [{ departmentId: 'asc' }, { name: 'asc' }],
  });
}
