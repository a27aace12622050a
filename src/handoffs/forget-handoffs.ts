import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every handoff. */
export async function forgetHandoffs(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.handoffTick.deleteMany({ where: { workspaceId } });
  await tx.handoff.deleteMany({ where: { workspaceId } });
}
