import type { Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { ask } from './ask.js';

/**
 * The condition for funding is reached, as the back office told Service: the account manager arranges the funding
 * (docs/processes.md#life-cycle).
 * @throws UserError customerNotFound, notAllowed, lifeCycleNotOpened
 */
export function conditionReached(
  ctx: Context,
  { customerId }: { customerId: string },
): Promise<{ customerId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'customer.note', affair)) {
      throw new UserError('notAllowed');
    }
    if (customer.stage !== 'opened') throw new UserError('lifeCycleNotOpened', { name: customer.name });
    await record(tx, ctx, {
      subject: { type: 'customer', id: customerId },
      event: 'customer.funding-condition-reached',
    });
    const ownerId = customer.accountManagerId ?? customer.serviceSpecialistId;
    await ask(tx, ctx, { kind: 'life-cycle.fund', customer, ownerId, departmentKey: 'market' });
    return { customerId };
  });
}
