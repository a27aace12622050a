import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every call, planned or made. */
export async function forgetCallbacks(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.callback.deleteMany({ where: { workspaceId } });
}
