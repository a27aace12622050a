import { monthsAgo } from '../calendar/months-ago.js';
import { planCalls } from '../callbacks/plan-call.js';
import type { Context } from '../context.js';
import type { Stage } from '../customers/customer.js';
import { commit } from '../db/commit.js';
import { recordAll } from '../db/history.js';
import type { Customer } from '../db/types.js';
import { numbersOf } from '../settings/numbers.js';

/** Our choice: who has an account can fall asleep. */
export const dormantStages: readonly Stage[] = ['opened', 'activated', 'vip'];

/**
 * Flags customers whose last recorded trade or deposit lies two months back (or what the company set) as dormant, and
 * plans a call to each (docs/processes.md#life-cycle). Of whom no trade was recorded nothing is known: they are never
 * flagged. So many at a time: answers whether there may be more.
 */
export function markDormant(
  ctx: Context,
  { limit = 100 }: { limit?: number } = {},
): Promise<{ marked: number; more: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const { timeZone } = workspace;
    const before = monthsAgo({ timeZone, at: now, months: numbersOf(workspace).dormantMonths });
    const found: Customer[] = [];
    // A statement for each stage: the index has those of one in the order of their last trade.
    for (const stage of dormantStages) {
      if (found.length === limit) break;
      const page = await tx.customer.findMany({
        where: { workspaceId, stage, dormantSince: null, tradedAt: { lt: before }, erasedAt: null },
        orderBy: { tradedAt: 'asc' },
        take: limit - found.length,
      });
      found.push(...page);
    }
    const marked = await tx.customer.updateManyAndReturn({
      where: { id: { in: found.map(({ id }) => id) }, dormantSince: null, tradedAt: { lt: before } },
      data: { dormantSince: now },
    });
    await recordAll(
      tx,
      ctx,
      marked.map(({ id, tradedAt }) => ({
        subject: { type: 'customer', id },
        event: 'customer.dormant',
        before: { tradedAt: tradedAt?.toISOString() ?? null },
      })),
    );
    const calls = marked.map((customer) => ({ customer, when: { from: now } }));
    await planCalls(tx, ctx, { kind: 'dormant', calls });
    return { marked: marked.length, more: found.length === limit };
  });
}
