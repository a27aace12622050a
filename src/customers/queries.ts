import type { Vault } from '../db/sealing.js';
import type { Customer, Reader } from '../db/types.js';
import { countryOf } from '../settings/country.js';
import { type Contact, columnOfRole, nameKey, ownerRoles } from './customer.js';
import { asksForNumber, normalisePhone } from './phone.js';

/** A customer by id; null for another workspace's or an erased one. */
export function customerById(
  reader: Reader,
  { workspaceId, customerId }: { workspaceId: string; customerId: string },
): Promise<Customer | null> {
  return reader.customer.findFirst({ where: { id: customerId, workspaceId, erasedAt: null } });
}

/**
 * Customers whose name begins with what was typed, or whose phone number equals it (in full, or its last four
 * digits). Prefix and hash look-ups only: no scan, and no way to probe a number digit by digit.
 */
export async function findCustomers(
  reader: Reader,
  {
    workspaceId,
    query,
    vault,
    limit = 20,
  }: { workspaceId: string; query: string; vault: Vault; limit?: number },
): Promise<Customer[]> {
  const key = nameKey(query);
  if (!key) {
    return reader.customer.findMany({
      where: { workspaceId, erasedAt: null, stage: { not: 'closed' } },
      orderBy: { createdAt: 'desc' },
      take: limit,
    });
  }
  if (asksForNumber(query)) {
    const digits = query.normalize('NFKC').replace(/\D/g, '');
    const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const phone = normalisePhone(query, countryOf(workspace));
    const hashes = [
      ...(phone ? [{ fullHash: vault.hashPhone(workspaceId, phone) }] : []),
      ...(digits.length === 4 ? [{ lastFourHash: vault.hashPhone(workspaceId, digits) }] : []),
    ];
    if (hashes.length === 0) return [];
    return reader.customer.findMany({
      where: { workspaceId, erasedAt: null, phones: { some: { OR: hashes } } },
      orderBy: { createdAt: 'desc' },
      take: limit,
    });
  }
  const prefix = { gte: key, lt: `${key}\u{10ffff}` };
  return reader.customer.findMany({
    where: { workspaceId, erasedAt: null, OR: [{ nameKey: prefix }, { aliasKey: prefix }] },
    orderBy: { nameKey: 'asc' },
    take: limit,
  });
}

/** Customers who already have one of these (normalised) numbers. */
export function customersWithPhone(
  reader: Reader,
  { workspaceId, phones, vault }: { workspaceId: string; phones: readonly string[]; vault: Vault },
): Promise<Customer[]> {
  return reader.customer.findMany({
    where: {
      workspaceId,
      erasedAt: null,
      phones: { some: { fullHash: { in: phones.map((phone) => vault.hashPhone(workspaceId, phone)) } } },
    },
    take: 5,
  });
}

/** A customer's contacts in clear. Call only after may(…, 'customer.read-contact') and with the reveal recorded. */
export function openContact(vault: Vault, customer: Customer): Contact | null {
  if (!customer.wrappedKey || !customer.contactSealed) return null;
  return JSON.parse(vault.open(customer.wrappedKey, customer.contactSealed)) as Contact;
}

/** Somebody's customers: how many at each stage, and one page of those who are not closed, the latest first. */
export async function customersOwnedBy(
  reader: Reader,
  {
    workspaceId,
    staffId,
    page,
    pageSize,
  }: { workspaceId: string; staffId: string; page: number; pageSize: number },
): Promise<{ byStage: Map<string, number>; customers: Pick<Customer, OwnedColumns>[] }> {
  const where = {
    workspaceId,
    erasedAt: null,
    stage: { not: 'closed' },
    OR: ownerRoles.map((role) => ({ [columnOfRole[role]]: staffId })),
  };
  const [stages, customers] = await Promise.all([
    reader.customer.groupBy({ by: ['stage'], where, _count: { _all: true } }),
    reader.customer.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: page * pageSize,
      take: pageSize,
      select: { id: true, name: true, stage: true, category: true, dormantSince: true },
    }),
  ]);
  return { byStage: new Map(stages.map(({ stage, _count }) => [stage, _count._all])), customers };
}

type OwnedColumns = 'id' | 'name' | 'stage' | 'category' | 'dormantSince';

/** Key accounts whose birthday falls on one of these days (`MM-DD`): of these owners, or all. */
export function keyAccountBirthdays(
  reader: Reader,
  {
    workspaceId,
    days,
    ownerIds,
    limit,
  }: { workspaceId: string; days: readonly string[]; ownerIds?: readonly string[]; limit: number },
): Promise<Customer[]> {
  return reader.customer.findMany({
    where: {
      workspaceId,
      erasedAt: null,
      category: 'key-account',
      stage: { not: 'closed' },
      AND: [
        { OR: days.map((day) => ({ birthday: { endsWith: day } })) },
        ...(ownerIds
          ? [{ OR: ownerRoles.map((role) => ({ [columnOfRole[role]]: { in: [...ownerIds] } })) }]
          : []),
      ],
    },
    orderBy: { nameKey: 'asc' },
    take: limit,
  });
}

/** How many customers were registered in a period; for these account managers, or the company's. */
export function countRegistered(
  reader: Reader,
  {
    workspaceId,
    from,
    to,
    managerIds,
  }: { workspaceId: string; from: Date; to: Date; managerIds?: readonly string[] },
): Promise<number> {
  return reader.customer.count({
    where: {
      workspaceId,
      createdAt: { gte: from, lt: to },
      ...(managerIds ? { accountManagerId: { in: [...managerIds] } } : {}),
    },
  });
}

/** The churn-risk list: customers asleep, the longest first (docs/processes.md#life-cycle). */
export async function churnRisk(
  reader: Reader,
  { workspaceId, limit }: { workspaceId: string; limit: number },
): Promise<{ customers: Customer[]; total: number }> {
  const where = { workspaceId, erasedAt: null, dormantSince: { not: null }, stage: { not: 'closed' } };
  const [customers, total] = await Promise.all([
    reader.customer.findMany({ where, orderBy: [{ lastActivityAt: 'asc' }, { id: 'asc' }], take: limit }),
    reader.customer.count({ where }),
  ]);
  return { customers, total };
}
