import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import type { StageMoved } from '../feature.js';
import { daysUntil } from './callback.js';
import { cancelCalls } from './cancel-calls.js';
import { planCall, type When } from './plan-call.js';

/**
 * What a move means for calls: new customers within three days, visitors the day after, follow-up calls from the account's opening until
 * it is funded, then weekly ones; none once it is closed (docs/processes.md#callbacks).
 */
export async function planCallsOf(tx: Tx, ctx: Context, { customer, from, to }: StageMoved): Promise<void> {
  if (to === 'closed') {
    await cancelCalls(tx, ctx, { customerId: customer.id });
    return;
  }
  if (to === 'activated' || to === 'vip') {
    await cancelCalls(tx, ctx, { customerId: customer.id, kinds: ['new-customer', 'funding'] });
    await planIn(tx, ctx, customer, 'weekly');
    return;
  }
  // Back from being funded: nothing is due weekly any more.
  if (from === 'activated' || from === 'vip') {
    await cancelCalls(tx, ctx, { customerId: customer.id, kinds: ['weekly'] });
  }
  if (to === 'visited' && from !== null) await planIn(tx, ctx, customer, 'visit');
  if (to === 'opened') await planIn(tx, ctx, customer, 'funding');
  else if (from === null) await planIn(tx, ctx, customer, 'new-customer');
}

/** Plans a call of this kind within its number of days since then. */
export async function planIn(
  tx: Tx,
  ctx: Context,
  customer: Customer,
  kind: keyof typeof daysUntil,
  { since = ctx.now, notBy = [] }: { since?: Date; notBy?: readonly string[] } = {},
): Promise<Date> {
  return (await planCall(tx, ctx, { customer, kind, when: within(kind, since), notBy })).plannedAt;
}

/** The term of a call of this kind, by the company's numbers. */
export function within(kind: keyof typeof daysUntil, since: Date): When {
  return { withinDays: (numbers) => numbers[daysUntil[kind]], since };
}
