import type { Context } from '../context.js';
import { type NewEntry, recordAll } from '../db/history.js';
import type { Tx } from '../db/types.js';
import type { HandedOver, Leaving } from '../feature.js';
import { touchHomes } from '../outbox/homes.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { chooseOwnersByBalance } from './choose-owner.js';
import { columnOfRole, type OwnerRole, type Owners, openStages, ownerOf, ownerRoles } from './customer.js';
import { openFirstContacts } from './first-contact.js';

const pageSize = 100;

type Owned = Owners & { id: string };

/**
 * Somebody left: each of their customers gets a new owner, the substitute if one is given, else by balance within the
 * department, else the department's lead or management (docs/processes.md#absence). A page of customers at a time,
 * one update for each new owner; until then a customer keeps the owner they have.
 */
export async function handOverCustomers(tx: Tx, ctx: Context, leaving: Leaving): Promise<HandedOver> {
  const { staff } = leaving;
  const { customers, more } = await pageOf(tx, ctx, staff.id);
  if (customers.length === 0) return {};
  const entries: NewEntry[] = [];
  const newOwners = new Set<string>();
  for (const ownerRole of ownerRoles) {
    const column = columnOfRole[ownerRole];
    const theirs = customers.filter((customer) => ownerOf(customer, ownerRole) === staff.id);
    const owners = await newOwnersFor(tx, ctx, { leaving, ownerRole, count: theirs.length });
    // Nobody else in the whole company: the records keep their last owner rather than none.
    if (!owners) return {};
    for (const ownerId of new Set(owners)) {
      // Whoever accepted a handoff meanwhile keeps the customer.
      const given = await tx.customer.updateManyAndReturn({
        where: {
          id: { in: theirs.flatMap(({ id }, index) => (owners[index] === ownerId ? [id] : [])) },
          [column]: staff.id,
        },
        data: { [column]: ownerId },
        select: { id: true, accountManagerId: true, serviceSpecialistId: true, technicalGuideId: true },
      });
      await openFirstContacts(tx, ctx, { customers: given, role: ownerRole });
      newOwners.add(ownerId);
      for (const { id } of given) {
        entries.push({
          subject: { type: 'customer', id },
          event: 'customer.owner-changed',
          before: { [column]: staff.id },
          after: { [column]: ownerId, because: 'left' },
        });
      }
    }
  }
  await recordAll(tx, ctx, entries);
  await touchHomes(tx, ctx, { staffIds: [staff.id, ...newOwners] });
  const moved = new Set(entries.map(({ subject }) => subject.id));
  return { customers: moved.size, next: more ? 'more' : undefined };
}

/** Some of their customers in any role. What passes on is no longer theirs, so the next page is found the same way. */
async function pageOf(
  tx: Tx,
  { workspaceId }: Context,
  staffId: string,
): Promise<{ customers: Owned[]; more: boolean }> {
  const found = new Map<string, Owned>();
  for (const role of ownerRoles) {
    const take = pageSize - found.size;
    const page = await tx.customer.findMany({
      where: {
        workspaceId,
        [columnOfRole[role]]: staffId,
        stage: { in: [...openStages] },
      },
      select: { id: true, accountManagerId: true, serviceSpecialistId: true, technicalGuideId: true },
      // The same for each: with `take` alone Prisma would sort all of theirs by id for every page.
      orderBy: { workspaceId: 'asc' },
      take,
    });
    for (const customer of page) found.set(customer.id, customer);
    if (page.length === take) return { customers: [...found.values()], more: true };
  }
  return { customers: [...found.values()], more: false };
}

/** An owner for each of so many customers; null when nobody at all is there. */
async function newOwnersFor(
  tx: Tx,
  { workspaceId, now }: Context,
  { leaving, ownerRole, count }: { leaving: Leaving; ownerRole: OwnerRole; count: number },
): Promise<string[] | null> {
  const { staff, departmentId, toStaffId } = leaving;
  if (count === 0) return [];
  if (toStaffId) return Array(count).fill(toStaffId);
  const chosen = departmentId
    ? await chooseOwnersByBalance(tx, {
        workspaceId,
        departmentId,
        ownerRole,
        now,
        except: [staff.id],
        count,
      })
    : [];
  if (chosen.length > 0) return chosen;
  const { people, departments } = await loadRoster(tx, { workspaceId });
  const remaining = { people: new Map([...people].filter(([id]) => id !== staff.id)), departments };
  const fallback = standIn({ staffId: null, departmentId, roster: remaining, now });
  return fallback ? Array(count).fill(fallback) : null;
}
