import type { Duty, Reader } from '../db/types.js';

/** A duty by id; null for another workspace's. */
export function dutyById(
  reader: Reader,
  { workspaceId, dutyId }: { workspaceId: string; dutyId: string },
): Promise<Duty | null> {
  return reader.duty.findFirst({ where: { id: dutyId, workspaceId } });
}

/** The open duties of one record. */
export function openDutiesAbout(
  reader: Reader,
  { workspaceId, subject }: { workspaceId: string; subject: { type: string; id: string } },
): Promise<Duty[]> {
  return reader.duty.findMany({
    where: { workspaceId, subjectType: subject.type, subjectId: subject.id, state: 'open' },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
}

/** What is owed to a customer, whoever owes it, the earliest due first. */
export function openDutiesOfCustomer(
  reader: Reader,
  { workspaceId, customerId, limit }: { workspaceId: string; customerId: string; limit: number },
): Promise<Duty[]> {
  return reader.duty.findMany({
    where: { workspaceId, customerId, state: 'open' },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}
