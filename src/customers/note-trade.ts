import { instantAt } from '../calendar/local-time.js';
import { monthsAgo } from '../calendar/months-ago.js';
import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Customer, Tx } from '../db/types.js';
import { numbersOf } from '../settings/numbers.js';

/**
 * A trade or deposit of the customer's became known, in the caller's transaction: what keeps them awake
 * (docs/processes.md#life-cycle). An older one than is known changes nothing.
 * @param day its local date, YYYY-MM-DD
 */
export async function noteTrade(
  tx: Tx,
  ctx: Context,
  { customer, day }: { customer: Pick<Customer, 'id' | 'tradedAt'>; day: string },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const { timeZone } = workspace;
  const tradedAt = instantAt(timeZone, day, '00:00');
  if (customer.tradedAt && customer.tradedAt >= tradedAt) return;
  const awake = tradedAt >= monthsAgo({ timeZone, at: now, months: numbersOf(workspace).dormantMonths });
  await tx.customer.updateMany({
    where: { id: customer.id },
    data: { tradedAt, ...(awake ? { dormantSince: null } : {}) },
  });
  await record(tx, ctx, {
    subject: { type: 'customer', id: customer.id },
    event: 'customer.traded',
    before: { tradedAt: customer.tradedAt?.toISOString() ?? null },
    after: { tradedAt: tradedAt.toISOString() },
  });
}
