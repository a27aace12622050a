import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import type { StageMoved } from '../feature.js';
import type { Numbers } from '../settings/numbers.js';
import { daysUntil } from './callback.js';
import { cancelCalls } from './cancel-calls.js';
import { planCall } from './plan-call.js';

const DAY_MS = 86_400_000;

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

/** Plans a call of this kind after its number of days, at the same time of day. */
export async function planIn(
  tx: Tx,
  ctx: Context,
  customer: Customer,
  kind: keyof typeof daysUntil,
  since: Date = ctx.now,
): Promise<Date> {
  return (await planCall(tx, ctx, { customer, kind, at: dueAfter(kind, since) })).plannedAt;
}

/** When a call of this kind is due, by the company's numbers. */
export function dueAfter(kind: keyof typeof daysUntil, since: Date): (numbers: Numbers) => Date {
  return (numbers) => new Date(since.getTime() + numbers[daysUntil[kind]] * DAY_MS);
}
