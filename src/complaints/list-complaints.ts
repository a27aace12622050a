import { z } from 'zod';
import { firstPage, type Page, type PagePosition, pageByKey, positionOf } from '../db/pages.js';
import type { Complaint, Reader } from '../db/types.js';
import { countLimit } from '../messages/counted.js';
import type { ListFilter } from './complaint.js';
import { stillOpen } from './queries.js';
import { toldTo } from './recused.js';

const keySchema = z.object({ at: z.iso.datetime(), id: z.string().max(64) });
export type ListKey = z.infer<typeof keySchema>;
export const listPosition = positionOf(keySchema);

/** Whose list, and of what. */
interface Asked {
  workspaceId: string;
  staffId: string;
  /** For people who may not read others' complaints. */
  onlyOwn: boolean;
  /**
   * `all`: with those that are at their end, the latest first. The others hold what is unfinished, by its deadline.
   * `mine`: what they registered, are the central person of or investigate; `overdue`: past the deadline.
   */
  filter: ListFilter;
  now: Date;
}

/** A page of complaints for one reader. Nobody is shown complaints about themselves. */
export function listComplaints(
  reader: Reader,
  { at = firstPage, size, ...asked }: Asked & { at?: PagePosition<ListKey>; size: number },
): Promise<Page<Complaint, ListKey>> {
  const column = orderOf(asked);
  return pageByKey({
    at,
    size,
    find: (place) => find(reader, asked, place),
    keyOf: (complaint) => ({ at: complaint[column].toISOString(), id: complaint.id }),
  });
}

/** How many are in a list of unfinished ones, up to `countLimit`. All that ever were, nobody counts: null. */
export async function countComplaints(reader: Reader, asked: Asked): Promise<number | null> {
  if (asked.filter === 'all') return null;
  const counts = await Promise.all(
    branches(asked).map((where) =>
      reader.complaint.count({ where, orderBy: { solveDueAt: 'asc' }, take: countLimit }),
    ),
  );
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    countLimit,
  );
}

async function find(
  reader: Reader,
  asked: Asked,
  { key, back, take }: { key: ListKey | null; back: boolean; take: number },
): Promise<Complaint[]> {
  const column = orderOf(asked);
  const latestFirst = column === 'registeredAt';
  const order = back === latestFirst ? 'asc' : 'desc';
  const after = key && behind(column, key, order);
  const found = await Promise.all(
    branches(asked).map((where) =>
      reader.complaint.findMany({
        where: after ? { AND: [where, after] } : where,
        orderBy: [{ [column]: order }, { id: order }],
        take,
      }),
    ),
  );
  const sign = order === 'asc' ? 1 : -1;
  return found
    .flat()
    .sort((a, b) => sign * (a[column].getTime() - b[column].getTime() || (a.id < b.id ? -1 : 1)))
    .slice(0, take);
}

function orderOf({ filter }: Asked): 'registeredAt' | 'solveDueAt' {
  return filter === 'all' ? 'registeredAt' : 'solveDueAt';
}

function behind(column: 'registeredAt' | 'solveDueAt', { at, id }: ListKey, order: 'asc' | 'desc') {
  // The first condition is what an index is entered by.
  return order === 'asc'
    ? { [column]: { gte: at }, OR: [{ [column]: { gt: at } }, { id: { gt: id } }] }
    : { [column]: { lte: at }, OR: [{ [column]: { lt: at } }, { id: { lt: id } }] };
}

/** The ways in which they are found, each down an index of its own (docs/decisions/0022); no complaint by two. */
function branches({ workspaceId, staffId, onlyOwn, filter, now }: Asked) {
  const common = {
    workspaceId,
    AND: [toldTo({ staffId })],
    ...(filter === 'all' ? {} : stillOpen),
    ...(filter === 'overdue' ? { solveDueAt: { lt: now } } : {}),
  };
  if (!onlyOwn && filter !== 'mine') return [common];
  const notRegistered = { registeredById: { not: staffId } };
  const notCentral = { OR: [{ centralPersonId: null }, { centralPersonId: { not: staffId } }] };
  return [
    { ...common, registeredById: staffId },
    { ...common, centralPersonId: staffId, ...notRegistered },
    { ...common, investigatorId: staffId, ...notRegistered, ...notCentral },
  ];
}
