import type { Context } from '../context.js';
import type { Complaint, Department, Reader, Workspace } from '../db/types.js';
import { leads, type Person } from '../people/person.js';
import { listDepartments, staffById } from '../people/queries.js';
import { calendarOf, ownHolidaysOf } from '../people/work-calendar.js';
import type { Calendars } from './deadlines.js';

/** What every step of a complaint needs to know of the company: two queries, three with an own holiday list. */
export interface Company {
  workspace: Workspace;
  departments: readonly Department[];
  service: Department | null;
  management: Department | null;
  /** Hours in a department's working time, days in the workspace's. */
  calendarsOf(department: Department | null): Calendars;
}

export async function loadCompany(reader: Reader, ctx: Context): Promise<Company> {
  const { workspaceId } = ctx;
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const departments = await listDepartments(reader, { workspaceId });
  const ownHolidays = await ownHolidaysOf(reader, workspace);
  const byKey = (key: string) => departments.find((department) => department.key === key) ?? null;
  return {
    workspace,
    departments,
    service: byKey('service'),
    management: byKey('management'),
    calendarsOf: (department) => ({
      department: calendarOf({ workspace, department, ownHolidays }),
      workspace: calendarOf({ workspace, department: null, ownHolidays }),
    }),
  };
}

/** How a duty keeps clear of the person complained about. */
export interface Clearance {
  /** Named when the department's lead, who would owe it, is that person; else null. */
  ownerId: string | null;
  /** Rungs that would tell them. */
  withheld: readonly string[];
}

/**
 * Who owes a department's step: nobody by name, so its lead; when the complaint is about that lead,
 * management's. The person complained about hears of no reminder either.
 */
export function clearOf({
  accused,
  department,
  management,
}: {
  accused: Person | null;
  department: Department | null;
  management: Department | null;
}): Clearance {
  const leadsIt = accused !== null && leads(accused, department);
  const leadsManagement = accused !== null && leads(accused, management);
  return {
    ownerId: leadsIt && !leadsManagement ? (management?.leadId ?? null) : null,
    withheld: [...(leadsIt ? ['lead'] : []), ...(leadsManagement ? ['management'] : [])],
  };
}

/** The person complained about, or null. */
export async function accusedOf(
  reader: Reader,
  complaint: Pick<Complaint, 'workspaceId' | 'accusedStaffId'>,
): Promise<Person | null> {
  const { workspaceId, accusedStaffId } = complaint;
  return accusedStaffId ? staffById(reader, { workspaceId, staffId: accusedStaffId }) : null;
}
