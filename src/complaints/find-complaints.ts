import type { Context } from '../context.js';
import { searchCustomers } from '../customers/search-customers.js';
import type { Complaint } from '../db/types.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { handlersOf } from './handlers.js';
import { toldTo } from './recused.js';

/** As many customers of one name are looked through. */
const mostCustomers = 20;

/**
 * The complaints of a customer by name or number, or of a complainant called exactly so, the latest first; only those
 * that the asker may read (docs/processes.md#complaints).
 * @throws UserError notAllowed
 */
export async function findComplaints(
  ctx: Context,
  { query, most }: { query: string; most: number },
): Promise<{ complaints: Complaint[]; total: number }> {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person?.active) throw new UserError('notAllowed');
  const { workspaceId } = ctx;
  const { complaint } = ctx.services.db.read;
  const customers = await searchCustomers(ctx, { query, limit: mostCustomers });
  const AND = [toldTo({ staffId: person.id })];
  const [ofCustomers, ofComplainants] = await Promise.all([
    customers.length > 0
      ? complaint.findMany({ where: { workspaceId, customerId: { in: customers.map(({ id }) => id) }, AND } })
      : [],
    complaint.findMany({ where: { workspaceId, complainantName: query, AND } }),
  ]);
  const found = [...new Map([...ofCustomers, ...ofComplainants].map((one) => [one.id, one])).values()]
    .filter((one) => may(person, 'complaint.read') || handlersOf(one).includes(person.id))
    .sort((a, b) => b.registeredAt.getTime() - a.registeredAt.getTime());
  return { complaints: found.slice(0, most), total: found.length };
}
