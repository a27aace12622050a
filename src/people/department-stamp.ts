import { createHash } from 'node:crypto';
import type { Department, Staff } from '../db/types.js';

/** What a department's form shows, as a short word: by it a form tells whether somebody changed that meanwhile. */
export function departmentStamp(
  department: Pick<Department, 'name' | 'channelId' | 'leadId' | 'workingHours'>,
  members: readonly Pick<Staff, 'id'>[],
): string {
  const { name, channelId, leadId, workingHours } = department;
  const shown = [name, channelId, leadId, workingHours, ...members.map(({ id }) => id).sort()];
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
}
