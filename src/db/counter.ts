import type { Tx } from './types.js';

/**
 * The next number of a series, from 1, without gaps: it is given back when the transaction rolls back. On
 * PostgreSQL the series stays locked until then, so draw it as late in the transaction as possible.
 */
export async function nextNumber(
  tx: Tx,
  { workspaceId, name }: { workspaceId: string; name: string },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number | bigint }[]>`
    INSERT INTO "Counter" ("workspaceId", "name", "n") VALUES (${workspaceId}, ${name}, 1)
    ON CONFLICT ("workspaceId", "name") DO UPDATE SET "n" = "Counter"."n" + 1
    RETURNING "n"`;
  if (!row) throw new Error('The counter gave no number');
  return Number(row.n);
}
