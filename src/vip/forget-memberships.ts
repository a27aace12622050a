import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes where the customers stood with the VIP group; the group itself is a setting and stays. */
export async function forgetMemberships(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.vipMembership.deleteMany({ where: { workspaceId } });
}
