import { z } from 'zod';
import { behind, countEach, idsOf } from '../db/branches.js';
import { firstPage, type Page, type PagePosition, pageByKey, positionOf } from '../db/pages.js';
import { join, raw, type Sql, sql } from '../db/sql.js';
import type { Customer, Reader } from '../db/types.js';
import { countLimit } from '../messages/counted.js';
import { columnOfRole, openStages, ownerRoles, type Stage } from './customer.js';

interface Owner {
  workspaceId: string;
  staffId: string;
}

const keySchema = z.object({ createdAt: z.iso.datetime(), id: z.string().max(64) });
export type OwnedKey = z.infer<typeof keySchema>;
export const ownedPosition = positionOf(keySchema);

/** What a list shows of a customer. */
export type OwnedCustomer = Pick<
  Customer,
  'id' | 'name' | 'stage' | 'category' | 'dormantSince' | 'createdAt'
>;

/** How many of somebody's customers are at each stage, in any of the three roles; each is counted up to `countLimit`. */
export async function countOwnedCustomers(reader: Reader, owner: Owner): Promise<Map<Stage, number>> {
  const rows = openStages.map((stage) => [
    stage,
    idsOf(branches(owner, { stages: [stage], key: null, back: false, take: countLimit }), { distinct: true }),
  ]);
  const counts = await countEach(reader, Object.fromEntries(rows) as Record<Stage, Sql>);
  return new Map(openStages.map((stage) => [stage, Math.min(counts[stage], countLimit)]));
}

/** A page of somebody's customers who are not closed, in any of the three roles, the latest first. */
export function pageOfOwnedCustomers(
  reader: Reader,
  owner: Owner,
  { at = firstPage, size }: { at?: PagePosition<OwnedKey>; size: number },
): Promise<Page<OwnedCustomer, OwnedKey>> {
  return pageByKey({
    at,
    size,
    find: (place) => find(reader, owner, place),
    keyOf: ({ createdAt, id }) => ({ createdAt: createdAt.toISOString(), id }),
  });
}

interface Place {
  key: OwnedKey | null;
  back: boolean;
  take: number;
}

async function find(reader: Reader, owner: Owner, place: Place): Promise<OwnedCustomer[]> {
  const ids = await reader.$queryRaw<{ id: string }[]>(
    idsOf(branches(owner, { stages: openStages, ...place }), { distinct: true }),
  );
  if (ids.length === 0) return [];
  const found = await reader.customer.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    select: { id: true, name: true, stage: true, category: true, dormantSince: true, createdAt: true },
  });
  found.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  if (place.back) found.reverse();
  return found.slice(0, place.take);
}

/** The first of each role and stage: an index has them in the order of the list. */
function branches(
  { workspaceId, staffId }: Owner,
  { stages, key, back, take }: Place & { stages: readonly Stage[] },
): Sql[] {
  const order = back ? 'asc' : 'desc';
  const range = behind('createdAt', key && { at: new Date(key.createdAt), id: key.id }, order);
  const by = order === 'asc' ? sql`"createdAt", "id"` : sql`"createdAt" DESC, "id" DESC`;
  return ownerRoles.flatMap((role) =>
    stages.map((stage) => {
      const conditions = [
        sql`"workspaceId" = ${workspaceId}`,
        sql`${raw(`"${columnOfRole[role]}"`)} = ${staffId}`,
        sql`"stage" = ${stage}`,
        sql`"erasedAt" IS NULL`,
        ...range,
      ];
      return sql`SELECT "id" FROM "Customer" WHERE ${join(conditions, ' AND ')} ORDER BY ${by} LIMIT ${take}`;
    }),
  );
}
