import { dayNumber, isoDate } from '../calendar/local-date.js';
import { instantAt, localDate } from '../calendar/local-time.js';
import { planCall } from '../callbacks/plan-call.js';
import type { Context } from '../context.js';
import type { Stage } from '../customers/customer.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
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
 * Flags customers without activity for two months (or what the company set) as dormant, and plans a call to each (docs/processes.md#life-cycle).
 * So many at a time: answers whether there may be more.
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
    const asleep = await tx.customer.findMany({
      where: {
        workspaceId,
        erasedAt: null,
        dormantSince: null,
        stage: { in: [...dormantStages] },
        lastActivityAt: { lt: before },
      },
      orderBy: { lastActivityAt: 'asc' },
      take: limit,
    });
    for (const customer of asleep) {
      await tx.customer.update({
        where: { id: customer.id },
        data: { dormantSince: now },
        select: { id: true },
      });
      await record(tx, ctx, {
        subject: { type: 'customer', id: customer.id },
        event: 'customer.dormant',
        before: { lastActivityAt: customer.lastActivityAt.toISOString() },
      });
      await planCall(tx, ctx, { customer, kind: 'dormant', at: now });
    }
    return { marked: asleep.length, more: asleep.length === limit };
  });
}
