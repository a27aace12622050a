import type { Complaint, Department } from '../db/types.js';
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

/** Who may see a complaint's contact besides the service department: those who carry it. */
export function handlersOf(
  complaint: Pick<Complaint, 'registeredById' | 'centralPersonId' | 'investigatorId'>,
): string[] {
  const { registeredById, centralPersonId, investigatorId } = complaint;
  return [registeredById, centralPersonId, investigatorId].filter((id): id is string => id !== null);
}
