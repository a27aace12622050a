import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { planIn } from './on-stage-moved.js';

/**
 * Sees to it that every funded customer has a weekly call planned, whatever became of the last one
 * (docs/processes.md#callbacks): a week after it, or after now. Page by page; answers where to go on, null at the end.
 */
export function keepWeekly(
  ctx: Context,
  { after, limit = 200 }: { after: string | null; limit?: number },
): Promise<{ planned: number; next: string | null }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const customers = await tx.customer.findMany({
      where: {
        workspaceId,
        erasedAt: null,
        stage: { in: ['activated', 'vip'] },
        ...(after ? { id: { gt: after } } : {}),
      },
      orderBy: { id: 'asc' },
      take: limit,
    });
    const ids = customers.map(({ id }) => id);
    const open = await tx.callback.findMany({
      where: { workspaceId, customerId: { in: ids }, kind: 'weekly', state: 'planned' },
      select: { customerId: true },
    });
    const known = new Set(open.map(({ customerId }) => customerId));
    const without = customers.filter(({ id }) => !known.has(id));
    const last = await tx.callback.groupBy({
      by: ['customerId'],
      where: { workspaceId, customerId: { in: without.map(({ id }) => id) }, kind: 'weekly' },
      _max: { calledAt: true },
    });
    const calledAt = new Map(last.map((row) => [row.customerId, row._max.calledAt]));
    for (const customer of without) {
      await planIn(tx, ctx, customer, 'weekly', calledAt.get(customer.id) ?? ctx.now);
    }
    return { planned: without.length, next: customers.length === limit ? (ids.at(-1) ?? null) : null };
  });
}
