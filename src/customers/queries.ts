import { countedSoFar } from '../db/count.js';
import type { Vault } from '../db/sealing.js';
import type { Customer, Reader } from '../db/types.js';
import { countryOf } from '../settings/country.js';
import { type Contact, columnOfRole, type Details, ownerRoles } from './customer.js';
import { nameKey } from './names.js';
import { asksForNumber, normalisePhone } from './phone.js';

/** A customer by id; null for another workspace's or an erased one. */
export function customerById(
  reader: Reader,
  { workspaceId, customerId }: { workspaceId: string; customerId: string },
): Promise<Customer | null> {
  return reader.customer.findFirst({ where: { id: customerId, workspaceId, erasedAt: null } });
}

/**
 * Customers with a name of which a word begins with what was typed, and, where that may be a number, those with this
 * phone number (in full, or its last four digits). Prefix and hash look-ups only: no scan, and no way to probe a number
 * digit by digit. Nothing typed: the latest.
 * @param ofNumber which of those that a number leads to may be shown: what is not does not count against the limit
 */
export async function findCustomers(
  reader: Reader,
  {
    workspaceId,
    query,
    vault,
    limit = 20,
    ofNumber = async () => true,
  }: {
    workspaceId: string;
    query: string;
    vault: Vault;
    limit?: number;
    ofNumber?: (customer: Customer) => Promise<boolean>;
  },
): Promise<Customer[]> {
  const key = nameKey(query);
  if (!key) {
    return reader.customer.findMany({
      where: { workspaceId, erasedAt: null, stage: { not: 'closed' } },
      orderBy: { createdAt: 'desc' },
      take: limit,
    });
  }
  const namedIds = await idsNamed(reader, { workspaceId, key, limit });
  const numberedIds = asksForNumber(query) ? await idsNumbered(reader, { workspaceId, query, vault }) : [];
  const found = await customersByIds(reader, [...namedIds, ...numberedIds]);
  const of = (ids: readonly string[]) => ids.flatMap((id) => found.get(id) ?? []);
  const named = of(namedIds);
  const numbered: Customer[] = [];
  // Of more than there is room for, some of both.
  const room = Math.max(limit - named.length, Math.floor(limit / 2));
  for (const customer of latestFirst(of(numberedIds))) {
    if (numbered.length === room) break;
    if (!named.includes(customer) && (await ofNumber(customer))) numbered.push(customer);
  }
  return [...named.slice(0, limit - numbered.length), ...numbered];
}

/** So many words of one name may begin alike. */
const mostAlikeWords = 3;

/** Whose name has a word that begins so, in the order of what follows. */
async function idsNamed(
  reader: Reader,
  { workspaceId, key, limit }: { workspaceId: string; key: string; limit: number },
): Promise<string[]> {
  const names = await reader.customerName.findMany({
    where: { workspaceId, key: { gte: key, lt: `${key}\u{10ffff}` } },
    select: { customerId: true },
    orderBy: [{ key: 'asc' }, { customerId: 'asc' }],
    take: limit * mostAlikeWords,
  });
  return [...new Set(names.map(({ customerId }) => customerId))].slice(0, limit);
}

async function idsNumbered(
  reader: Reader,
  { workspaceId, query, vault }: { workspaceId: string; query: string; vault: Vault },
): Promise<string[]> {
  const digits = query.normalize('NFKC').replace(/\D/g, '');
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const phone = normalisePhone(query, countryOf(workspace));
  return idsWith(reader, {
    workspaceId,
    hashes: [
      ...(phone ? [{ fullHash: vault.hashPhone(workspaceId, phone) }] : []),
      ...(digits.length === 4 ? [{ lastFourHash: vault.hashPhone(workspaceId, digits) }] : []),
    ],
  });
}

/** So many numbers may look alike by their last four digits. */
const mostAlike = 200;

/** Whose numbers these are. The numbers are looked up first: that is one index. */
async function idsWith(
  reader: Reader,
  {
    workspaceId,
    hashes,
  }: { workspaceId: string; hashes: readonly ({ fullHash: string } | { lastFourHash: string })[] },
): Promise<string[]> {
  const ids = new Set<string>();
  for (const hash of hashes) {
    const phones = await reader.customerPhone.findMany({
      where: { workspaceId, ...hash },
      select: { customerId: true },
      // The same for each: with `take` alone Prisma would sort them by id.
      orderBy: { workspaceId: 'asc' },
      take: mostAlike,
    });
    for (const { customerId } of phones) ids.add(customerId);
  }
  return [...ids];
}

async function customersByIds(reader: Reader, ids: readonly string[]): Promise<Map<string, Customer>> {
  if (ids.length === 0) return new Map();
  const found = await reader.customer.findMany({ where: { id: { in: [...new Set(ids)] }, erasedAt: null } });
  return new Map(found.map((customer) => [customer.id, customer]));
}

function latestFirst(customers: readonly Customer[]): Customer[] {
  return customers.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** Customers who already have one of these (normalised) numbers. */
export async function customersWithPhone(
  reader: Reader,
  { workspaceId, phones, vault }: { workspaceId: string; phones: readonly string[]; vault: Vault },
): Promise<Customer[]> {
  const hashes = phones.map((phone) => ({ fullHash: vault.hashPhone(workspaceId, phone) }));
  const found = await customersByIds(reader, await idsWith(reader, { workspaceId, hashes }));
  return latestFirst([...found.values()]);
}

/** A customer's contacts in clear. Call only after may(…, 'customer.read-contact') and with the reveal recorded. */
export function openContact(vault: Vault, customer: Customer): Contact | null {
  if (!customer.wrappedKey || !customer.contactSealed) return null;
  return JSON.parse(vault.open(customer.wrappedKey, customer.contactSealed)) as Contact;
}

/** What is known of a customer in clear. Call only after may(…, 'customer.read-contact'). */
export function openDetails(vault: Vault, customer: Customer): Details | null {
  if (!customer.wrappedKey || !customer.detailsSealed) return null;
  return JSON.parse(vault.open(customer.wrappedKey, customer.detailsSealed)) as Details;
}

/** As it is stored; null when nothing is known. */
export function sealDetails(vault: Vault, wrappedKey: string, details: Details): string | null {
  return Object.values(details).some(Boolean) ? vault.seal(wrappedKey, JSON.stringify(details)) : null;
}

/** Key accounts whose birthday falls on one of these days (`MM-DD`): of these owners, or all. */
export async function keyAccountBirthdays(
  reader: Reader,
  {
    workspaceId,
    days,
    ownerIds,
    limit,
  }: { workspaceId: string; days: readonly string[]; ownerIds?: readonly string[]; limit: number },
): Promise<Customer[]> {
  const found = await reader.customer.findMany({
    where: {
      workspaceId,
      erasedAt: null,
      category: 'key-account',
      stage: { not: 'closed' },
      birthMonthDay: { in: [...days] },
      ...(ownerIds
        ? { OR: ownerRoles.map((role) => ({ [columnOfRole[role]]: { in: [...ownerIds] } })) }
        : {}),
    },
  });
  // Sorted here: for an order by name SQLite would look through everybody, to sort these few.
  return found.sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1)).slice(0, limit);
}

/** A page of the key accounts whose birthday falls on a day (`MM-DD`), by id. */
export function keyAccountsBornOn(
  reader: Reader,
  {
    workspaceId,
    day,
    after,
    limit,
  }: { workspaceId: string; day: string; after: string | null; limit: number },
): Promise<Customer[]> {
  return reader.customer.findMany({
    where: {
      workspaceId,
      category: 'key-account',
      birthMonthDay: day,
      ...(after ? { id: { gt: after } } : {}),
      erasedAt: null,
      stage: { not: 'closed' },
    },
    orderBy: { id: 'asc' },
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

/**
 * The churn-risk list: customers asleep, the longest first (docs/processes.md#life-cycle). `total` is counted no
 * further than `mostCounted` and one.
 */
export async function churnRisk(
  reader: Reader,
  { workspaceId, limit }: { workspaceId: string; limit: number },
): Promise<{ customers: Customer[]; total: number }> {
  // Whoever moves, to closing as well, is awake again. A comparison and not "is not null": the index has an order.
  const where = { workspaceId, erasedAt: null, dormantSince: { gt: new Date(0) } };
  const [customers, total] = await Promise.all([
    reader.customer.findMany({
      where,
      orderBy: [{ dormantSince: 'asc' }, { tradedAt: 'asc' }],
      take: limit,
    }),
    reader.customer.count({ where, ...countedSoFar }),
  ]);
  return { customers, total };
}
