import type { Department, Reader } from '../db/types.js';
import { UserError } from '../slack/user-error.js';
import type { Person } from './person.js';
import { departmentByKey } from './queries.js';

/**
 * A department that a command cannot do without. Half-configured is a normal state: the refusal names what is
 * missing and who can set it, and its presenter gives an administrator the button (docs/processes.md#setup).
 * @throws UserError setupDepartment
 */
export async function needDepartment(
  reader: Reader,
  { workspaceId, key }: { workspaceId: string; key: string },
): Promise<Department> {
  const department = await departmentByKey(reader, { workspaceId, key });
  if (!department) throw new UserError('setupDepartment', { key });
  return department;
}

/**
 * The same, with its channel set.
 * @throws UserError setupDepartment, setupChannel
 */
export async function needDepartmentChannel(
  reader: Reader,
  { workspaceId, key }: { workspaceId: string; key: string },
): Promise<Department & { channelId: string }> {
  return withChannel(await needDepartment(reader, { workspaceId, key }));
}

/**
 * A department already at hand, with its channel set.
 * @throws UserError setupChannel
 */
export function withChannel(department: Department): Department & { channelId: string } {
  const { channelId } = department;
  if (!channelId) throw new UserError('setupChannel', { department });
  return { ...department, channelId };
}

/**
 * What colleagues may do, asked by somebody who is not one yet: what they lack is a department. Else, that it is
 * not theirs to do.
 */
export function notYetColleague(person: Person): UserError {
  return person.active && !person.departmentId
    ? new UserError('setupOwnDepartment')
    : new UserError('notAllowed');
}
