import type { Department, Staff } from '../db/types.js';

/** The standard departments (docs/processes.md#people). A company renames them and adds its own. */
export const departmentKeys = ['market', 'tech', 'service', 'admin', 'management'] as const;
export type DepartmentKey = (typeof departmentKeys)[number];

/** A staff member with the department they belong to: what permissions are judged by. */
export type Person = Staff & { department: Department | null };

/** The two roles within a department. */
export type StaffRole = 'member' | 'lead';

/** Whether somebody leads this department: named as its lead, or a member with the lead's role. */
export function leads(
  person: Person,
  department: Pick<Department, 'id' | 'leadId'> | null | undefined,
): boolean {
  if (!department) return false;
  return department.leadId === person.id || (person.role === 'lead' && person.departmentId === department.id);
}
