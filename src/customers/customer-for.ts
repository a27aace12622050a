import type { Context } from '../context.js';
import type { Customer } from '../db/types.js';
import { type Action, type Affair, may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import { customerById } from './queries.js';

/**
 * A customer whom somebody looks at, or is about to do something with: asked before anything of them is shown. Who may
 * not read customers is told no more than of an id that is nobody's.
 * @param affairOf where the action is judged by more than the customer's owners
 * @throws UserError customerNotFound, notAllowed
 */
export async function customerFor(
  ctx: Context,
  {
    customerId,
    action,
    affairOf,
  }: {
    customerId: string | undefined;
    action?: Action;
    affairOf?: (customer: Customer) => Promise<Affair>;
  },
): Promise<Customer> {
  const { workspaceId, actor, now, services } = ctx;
  const reader = services.db.read;
  const person = actor.type === 'person' ? actor.staff : null;
  const found =
    person && may(person, 'customer.read')
      ? await customerById(reader, { workspaceId, customerId: customerId ?? '' })
      : null;
  if (!person || !found) throw new UserError('customerNotFound');
  if (action) {
    const affair = await (affairOf?.(found) ?? customerAffair(reader, { customer: found, now }));
    if (!may(person, action, affair)) throw new UserError('notAllowed');
  }
  return found;
}
