import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Reader, Tx } from '../db/types.js';
import { within } from './on-stage-moved.js';
import { planCalls } from './plan-call.js';

/** Who is called every week: customers who are funded. */
const weeklyStages = ['activated', 'vip'] as const;

/** So many customers are looked at by one statement, and so many calls planned in one transaction. */
const usualPages = { look: 500, plan: 100 };

interface Looked {
  id: string;
  nameKey: string;
  planned: bigint | number | boolean;
}

/**
 * Sees to it that every funded customer has a weekly call planned, whatever became of the last one
 * (docs/processes.md#callbacks): a week after it, or after now. Page by page, in the order of an index.
 */
export async function keepWeekly(ctx: Context, pages = usualPages): Promise<{ planned: number }> {
  let planned = 0;
  for (const stage of weeklyStages) {
    let after: Looked | undefined;
    do {
      const looked = await look(ctx.services.db.read, ctx, { stage, after, limit: pages.look });
      const lacking = looked.filter((customer) => !Number(customer.planned)).map(({ id }) => id);
      for (let from = 0; from < lacking.length; from += pages.plan) {
        const some = lacking.slice(from, from + pages.plan);
        planned += await commit(ctx, (tx) => plan(tx, ctx, some));
      }
      after = looked.length === pages.look ? looked.at(-1) : undefined;
    } while (after);
  }
  return { planned };
}

/** The next customers of a stage by name, each with whether a weekly call is planned. */
function look(
  reader: Reader,
  { workspaceId }: Context,
  { stage, after, limit }: { stage: string; after: Looked | undefined; limit: number },
): Promise<Looked[]> {
  return reader.$queryRaw<Looked[]>`
    SELECT c."id", c."nameKey", EXISTS (
      SELECT 1 FROM "Callback" b WHERE b."workspaceId" = c."workspaceId" AND b."customerId" = c."id"
        AND b."state" = 'planned' AND b."kind" = 'weekly'
    ) AS "planned"
    FROM "Customer" c
    WHERE c."workspaceId" = ${workspaceId} AND c."stage" = ${stage} AND c."erasedAt" IS NULL
      AND (c."nameKey", c."id") > (${after?.nameKey ?? ''}, ${after?.id ?? ''})
    ORDER BY c."nameKey", c."id" LIMIT ${limit}`;
}

async function plan(tx: Tx, ctx: Context, customerIds: readonly string[]): Promise<number> {
  const { workspaceId, now } = ctx;
  const id = { in: [...customerIds] };
  // Whoever is no longer funded, or was erased, since they were looked at is left out.
  const customers = await tx.customer.findMany({
    where: { id, stage: { in: [...weeklyStages] }, erasedAt: null },
  });
  const last = await tx.callback.groupBy({
    by: ['customerId'],
    where: { workspaceId, customerId: id, kind: 'weekly' },
    _max: { calledAt: true },
  });
  const calledAt = new Map(last.map((row) => [row.customerId, row._max.calledAt]));
  const calls = customers.map((customer) => ({
    customer,
    when: within('weekly', calledAt.get(customer.id) ?? now),
  }));
  return planCalls(tx, ctx, { kind: 'weekly', calls });
}
