import type { Reader } from '../db/types.js';
import { openDutiesAbout } from '../duties/queries.js';
import { departmentById, staffByIds } from '../people/queries.js';
import { complaintSubject } from './complaint-duties.js';
import { complaintById, customersOf } from './queries.js';
import { reopenReasons } from './step-queries.js';
import type { CardContent } from './views/card.js';

/** What a complaint's card shows, read when it is rendered; null when there is no such complaint. */
export async function loadCard(
  reader: Reader,
  { workspaceId, complaintId }: { workspaceId: string; complaintId: string },
): Promise<CardContent | null> {
  const complaint = await complaintById(reader, { workspaceId, complaintId });
  if (!complaint) return null;
  const { customerId, departmentId, registeredById, centralPersonId, investigatorId, mergedIntoId } =
    complaint;
  const [customers, people, department, duties, merged, reopened] = await Promise.all([
    customersOf(reader, { workspaceId, complaints: [complaint] }),
    staffByIds(reader, { workspaceId, staffIds: [registeredById, centralPersonId, investigatorId] }),
    departmentId ? departmentById(reader, { workspaceId, departmentId }) : null,
    openDutiesAbout(reader, { workspaceId, subject: complaintSubject(complaintId) }),
    mergedIntoId ? complaintById(reader, { workspaceId, complaintId: mergedIntoId }) : null,
    reopenReasons(reader, [complaint]),
  ]);
  const nameOf = (id: string | null) => (id ? (people.get(id)?.name ?? null) : null);
  return {
    complaint,
    customerName: customerId ? (customers.get(customerId)?.name ?? null) : null,
    registeredBy: nameOf(registeredById),
    department,
    central: nameOf(centralPersonId),
    investigator: nameOf(investigatorId),
    mergedInto: merged?.number ?? null,
    reopenedWhy: reopened.get(complaintId),
    duties,
  };
}
