import { ofWorkspace } from '../db/of-workspace.js';
import type { Complaint, Customer, Reader } from '../db/types.js';
import type { Audience } from '../feature.js';
import { UserError } from '../slack/user-error.js';
import { openStates } from './complaint.js';
import { toldTo } from './recused.js';

/** What is not at its end: what is has its time noted, and nothing else has. The indexes of open ones hold these. */
export const stillOpen = { closedAt: null } as const;

/** A complaint by id; null for another workspace's. */
export function complaintById(
  reader: Reader,
  { workspaceId, complaintId }: { workspaceId: string; complaintId: string },
): Promise<Complaint | null> {
  return reader.complaint.findFirst({ where: { id: complaintId, workspaceId } });
}

/** @throws UserError complaintNotFound */
export async function needComplaint(
  reader: Reader,
  where: { workspaceId: string; complaintId: string },
): Promise<Complaint> {
  const complaint = await complaintById(reader, where);
  if (!complaint) throw new UserError('complaintNotFound');
  return complaint;
}

/** A complaint by its number (`C-2026-0042`). */
export function complaintByNumber(
  reader: Reader,
  { workspaceId, number }: { workspaceId: string; number: string },
): Promise<Complaint | null> {
  return reader.complaint.findUnique({ where: { workspaceId_number: { workspaceId, number } } });
}

/** Several at once, by id. */
export async function complaintsByIds(
  reader: Reader,
  { workspaceId, complaintIds }: { workspaceId: string; complaintIds: readonly string[] },
): Promise<Map<string, Complaint>> {
  const ids = [...new Set(complaintIds)];
  if (ids.length === 0) return new Map();
  const found = await reader.complaint.findMany({ where: { ...ofWorkspace(workspaceId), id: { in: ids } } });
  return new Map(found.map((complaint) => [complaint.id, complaint]));
}

/**
 * A customer's unfinished complaints, the oldest first: shown when another is registered, and in a handoff. Only those
 * that are told to who looks.
 */
export async function openComplaintsOf(
  reader: Reader,
  {
    workspaceId,
    customerId,
    audience = 'channel',
    limit = 5,
  }: { workspaceId: string; customerId: string; audience?: Audience; limit?: number },
): Promise<{ complaints: Complaint[]; total: number }> {
  // A customer has few. Asked for in order, SQLite would walk the workspace's by their time.
  const complaints = await reader.complaint.findMany({
    where: { workspaceId, customerId, state: { in: [...openStates] }, AND: [toldTo(audience)] },
  });
  complaints.sort((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime());
  return { complaints: complaints.slice(0, limit), total: complaints.length };
}

/** The customers of several complaints: what a name or a confidentiality check needs, nothing sealed. */
export async function customersOf(
  reader: Reader,
  { workspaceId, complaints }: { workspaceId: string; complaints: Iterable<Complaint> },
): Promise<Map<string, Pick<Customer, 'id' | 'name' | 'category' | 'serviceSpecialistId'>>> {
  const ids = [...new Set([...complaints].flatMap((complaint) => complaint.customerId ?? []))];
  if (ids.length === 0) return new Map();
  const found = await reader.customer.findMany({
    where: { ...ofWorkspace(workspaceId), id: { in: ids } },
    select: { id: true, name: true, category: true, serviceSpecialistId: true },
  });
  return new Map(found.map((customer) => [customer.id, customer]));
}

/** How many were received and how many brought to an end in a period; for one department, or the company's. */
export async function complaintFigures(
  reader: Reader,
  {
    workspaceId,
    from,
    to,
    departmentId,
  }: { workspaceId: string; from: Date; to: Date; departmentId?: string },
): Promise<{ received: number; closed: number }> {
  const where = { workspaceId, ...(departmentId ? { departmentId } : {}) };
  const period = { gte: from, lt: to };
  const [received, closed] = await Promise.all([
    reader.complaint.count({
      where: departmentId ? { ...where, assignedAt: period } : { ...where, registeredAt: period },
    }),
    reader.complaint.count({ where: { ...where, closedAt: period } }),
  ]);
  return { received, closed };
}
