import type { Context } from '../context.js';
import type { Customer } from '../db/types.js';
import { may } from '../people/may.js';
import { customerAffair } from './affair.js';
import { nameKey } from './names.js';
import { findCustomers } from './queries.js';

/**
 * What a person finds by a name or a number, in commands and typeaheads: nothing without a department; and a
 * number leads to a key account only for those who may see its contacts (docs/processes.md#customers), or anybody
 * could try out whose number it is.
 */
export async function searchCustomers(
  { actor, services, workspaceId, now }: Context,
  { query, limit = 20 }: { query: string; limit?: number },
): Promise<Customer[]> {
  const person = actor.type === 'person' ? actor.staff : null;
  if (!person || !may(person, 'customer.read')) return [];
  const reader = services.db.read;
  return findCustomers(reader, {
    workspaceId,
    query,
    vault: services.vault,
    limit,
    ofNumber: async (customer) =>
      customer.category !== 'key-account' ||
      may(person, 'customer.read-contact', await customerAffair(reader, { customer, now })),
  });
}

/** The one whom somebody means: who alone is called exactly so, or is the only one found; null when several may be. */
export function theOneMeant(customers: readonly Customer[], query: string): Customer | null {
  const key = nameKey(query);
  const exact = customers.filter(({ name }) => nameKey(name) === key);
  const [one = null, ...others] = exact.length > 0 ? exact : customers;
  return others.length === 0 ? one : null;
}
