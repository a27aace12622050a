import type { Handoff, Reader } from '../db/types.js';

/** A handoff by id; null for another workspace's. */
export function handoffById(
  reader: Reader,
  { workspaceId, handoffId }: { workspaceId: string; handoffId: string },
): Promise<Handoff | null> {
  return reader.handoff.findFirst({ where: { id: handoffId, workspaceId } });
}

/** The handoff of this role that waits for an answer, if any. */
export function openHandoff(
  reader: Reader,
  { workspaceId, customerId, ownerRole }: { workspaceId: string; customerId: string; ownerRole: string },
): Promise<Handoff | null> {
  return reader.handoff.findFirst({ where: { workspaceId, customerId, ownerRole, state: 'offered' } });
}

/** How often this customer's role was returned since somebody last took it over. */
export async function bouncesOf(
  reader: Reader,
  { workspaceId, customerId, ownerRole }: { workspaceId: string; customerId: string; ownerRole: string },
): Promise<number> {
  // A customer has few. Asked for in order, SQLite would walk the workspace's by their time.
  const decided = await reader.handoff.findMany({
    where: { workspaceId, customerId, ownerRole, state: { in: ['accepted', 'assigned', 'returned'] } },
    select: { state: true, bounces: true, decidedAt: true },
  });
  const time = (one: (typeof decided)[number]) => one.decidedAt?.getTime() ?? 0;
  const last = decided.reduce<(typeof decided)[number] | null>(
    (latest, one) => (latest && time(latest) >= time(one) ? latest : one),
    null,
  );
  return last?.state === 'returned' ? last.bounces + 1 : 0;
}

/** What waits for an answer. No decision yet is what the index of these holds. */
export const stillOffered = { state: 'offered', decidedAt: null };

/** Handoffs that wait: for one department, or sent by one person; oldest first. */
export function waitingHandoffs(
  reader: Reader,
  where: { workspaceId: string; toDepartmentId?: string; fromStaffId?: string; toStaffId?: null },
  limit = 20,
): Promise<Handoff[]> {
  return reader.handoff.findMany({
    where: { ...where, ...stillOffered },
    orderBy: [{ offeredAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** What became of a department's handoffs in a period: taken over (accepted or assigned) and given back. */
export async function handoffFigures(
  reader: Reader,
  {
    workspaceId,
    toDepartmentId,
    from,
    to,
  }: { workspaceId: string; toDepartmentId?: string; from: Date; to: Date },
): Promise<{ accepted: number; returned: number }> {
  const where = {
    workspaceId,
    ...(toDepartmentId ? { toDepartmentId } : {}),
    decidedAt: { gte: from, lt: to },
  };
  const [accepted, returned] = await Promise.all([
    reader.handoff.count({ where: { ...where, state: { in: ['accepted', 'assigned'] } } }),
    reader.handoff.count({ where: { ...where, state: 'returned' } }),
  ]);
  return { accepted, returned };
}
