import type { Context } from '../context.js';
import type { Complaint, Department, Tx } from '../db/types.js';
import { leads, type Person } from '../people/person.js';

/**
 * The central person of a complaint: the responsible department's lead; the person complained about never.
 * Then another lead of that department, then management's. Null when there is nobody
 * (docs/processes.md#complaints). Pure.
 */
export function centralPerson({
  department,
  management,
  leaders,
  accusedStaffId,
}: {
  department: Pick<Department, 'id' | 'leadId'>;
  management: Pick<Department, 'id' | 'leadId'> | null;
  /** Everybody who leads one of the two. */
  leaders: readonly Person[];
  accusedStaffId: string | null;
}): Person | null {
  const fit = leaders.filter((person) => person.active && person.id !== accusedStaffId);
  const leadOf = (of: Pick<Department, 'id' | 'leadId'> | null) =>
    of
      ? (fit.find((person) => person.id === of.leadId) ?? fit.find((person) => leads(person, of)))
      : undefined;
  return leadOf(department) ?? leadOf(management) ?? null;
}

/** Everybody who leads the department or management. */
export function leadersOf(
  tx: Tx,
  ctx: Context,
  { department, management }: { department: Department; management: Department | null },
): Promise<Person[]> {
  const ids = [department.leadId, management?.leadId].filter((id): id is string => !!id);
  const homes = [department.id, ...(management ? [management.id] : [])];
  return tx.staff.findMany({
    where: {
      workspaceId: ctx.workspaceId,
      OR: [{ id: { in: ids } }, { role: 'lead', departmentId: { in: homes } }],
    },
    include: { department: true },
    orderBy: { id: 'asc' },
  });
}

/** Who may see a complaint's contact besides the service department: those who carry it. */
export function handlersOf(
  complaint: Pick<Complaint, 'registeredById' | 'centralPersonId' | 'investigatorId'>,
): string[] {
  const { registeredById, centralPersonId, investigatorId } = complaint;
  return [registeredById, centralPersonId, investigatorId].filter((id): id is string => id !== null);
}
