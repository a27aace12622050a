import type { Department } from '../db/types.js';
import type { Messages } from '../messages/index.js';
import { departmentKeys } from './person.js';

/** A department's name as the company calls it, else the standard name in the reader's language. */
export function departmentName(t: Messages, department: Pick<Department, 'key' | 'name'>): string {
  if (department.name) return department.name;
  const key = departmentKeys.find((known) => known === department.key);
  return key ? t.people.departments[key] : department.key;
}
