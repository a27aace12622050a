import type { Tx } from './types.js';

/** The database was put back from a backup, and nobody has said yet which number was the last one given. */
export class NumbersUnsureError extends Error {
  constructor() {
    super('The last number given is not known');
    this.name = 'NumbersUnsureError';
  }
}

/**
 * The next number of a series, from 1, without gaps: it is given back when the transaction rolls back. On
 * PostgreSQL the series stays locked until then, so draw it as late in the transaction as possible.
 * @throws NumbersUnsureError after a restore, until somebody has said the last number
 */
export async function nextNumber(
  tx: Tx,
  { workspaceId, name }: { workspaceId: string; name: string },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number | bigint }[]>`
    INSERT INTO "Counter" ("workspaceId", "name", "n")
    SELECT ${workspaceId}, ${name}, 1 WHERE NOT EXISTS (
      SELECT 1 FROM "Workspace" WHERE "id" = ${workspaceId} AND "numbersUnsureSince" IS NOT NULL
    )
    ON CONFLICT ("workspaceId", "name") DO UPDATE SET "n" = "Counter"."n" + 1
    RETURNING "n"`;
  if (!row) throw new NumbersUnsureError();
  return Number(row.n);
}

/** Numbers up to this one were given. Lower ones change nothing. */
export async function raiseCounter(
  tx: Tx,
  { workspaceId, name, n }: { workspaceId: string; name: string; n: number },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Counter" ("workspaceId", "name", "n") VALUES (${workspaceId}, ${name}, ${n})
    ON CONFLICT ("workspaceId", "name") DO UPDATE SET "n" = ${n} WHERE "Counter"."n" < ${n}`;
}
