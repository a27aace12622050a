import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every risk alert. */
export async function forgetAlerts(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.riskAlert.deleteMany({ where: { workspaceId } });
}
