/** Prisma's code for a transaction that lost against another one; SQL states: serialization, deadlock. */
const prismaConflict = 'P2034';
const sqlStates = ['40001', '40P01'];

/**
 * Did PostgreSQL refuse this transaction only because of another one running at the same time? Then it was
 * rolled back whole and may be begun anew.
 */
export function isWriteConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === prismaConflict) return true;
  const meta =
    'meta' in error ? (error.meta as { driverAdapterError?: { cause?: unknown } } | undefined) : undefined;
  const cause = (meta?.driverAdapterError?.cause ?? error.cause) as
    | { originalCode?: string; kind?: string }
    | undefined;
  return cause?.kind === 'TransactionWriteConflict' || sqlStates.includes(cause?.originalCode ?? '');
}
