import { dayNumber, isoDate } from '../calendar/local-date.js';
import { instantAt, localDate } from '../calendar/local-time.js';
import { planCalls } from '../callbacks/plan-call.js';
import type { Context } from '../context.js';
import type { Stage } from '../customers/customer.js';
import { commit } from '../db/commit.js';
import { recordAll } from '../db/history.js';
import type { Customer } from '../db/types.js';
import { numbersOf } from '../settings/numbers.js';

/** Our choice: who has an account can fall asleep. */
export const dormantStages: readonly Stage[] = ['opened', 'activated', 'vip'];

/** The beginning of the local day so many months ago; a day that the month lacks is its last one. */
export function monthsAgo({ timeZone, at, months }: { timeZone: string; at: Date; months: number }): Date {
  const [year = 0, month = 1, day = 1] = localDate(timeZone, at).split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const first = (n: number) => dayNumber(`${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`);
  const wanted = Math.min(first(index) + day - 1, first(index + 1) - 1);
  return instantAt(timeZone, isoDate(wanted), '00:00');
}

/**
 * Flags customers without activity for two months (or what the company set) as dormant, and plans a call to each
 * (docs/processes.md#life-cycle). So many at a time: answers whether there may be more.
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
    // A statement for each stage: the index has those of one in the order of their activity.
    for (const stage of dormantStages) {
      if (found.length === limit) break;
      const page = await tx.customer.findMany({
        where: { workspaceId, stage, dormantSince: null, lastActivityAt: { lt: before }, erasedAt: null },
        orderBy: { lastActivityAt: 'asc' },
        take: limit - found.length,
      });
      found.push(...page);
    }
    const marked = await tx.customer.updateManyAndReturn({
      where: { id: { in: found.map(({ id }) => id) }, dormantSince: null, lastActivityAt: { lt: before } },
      data: { dormantSince: now },
    });
    await recordAll(
      tx,
      ctx,
      marked.map(({ id, lastActivityAt }) => ({
        subject: { type: 'customer', id },
        event: 'customer.dormant',
        before: { lastActivityAt: lastActivityAt.toISOString() },
      })),
    );
    const calls = marked.map((customer) => ({ customer, when: { from: now } }));
    await planCalls(tx, ctx, { kind: 'dormant', calls });
    return { marked: marked.length, more: found.length === limit };
  });
}
