import type { Customer, Reader } from '../db/types.js';
import type { Affair } from '../people/may.js';
import { staffByIds } from '../people/queries.js';
import { ownersOf } from './customer.js';

/**
 * What permissions on a customer are judged by: the owners, their departments, running access grants (looked up
 * only for key accounts, whose records are confidential).
 */
export async function customerAffair(
  reader: Reader,
  { customer, now }: { customer: Customer; now: Date },
): Promise<Affair> {
  const ownerIds = ownersOf(customer);
  const owners = await staffByIds(reader, { workspaceId: customer.workspaceId, staffIds: ownerIds });
  const grants =
    customer.category === 'key-account'
      ? await reader.accessGrant.findMany({
          where: { customerId: customer.id, until: { gt: now } },
          select: { staffId: true },
        })
      : [];
  return {
    ownerIds,
    ownerDepartments: [...owners.values()].flatMap((owner) => (owner.department ? [owner.department] : [])),
    category: customer.category,
    grantedTo: grants.map((grant) => grant.staffId),
  };
}
