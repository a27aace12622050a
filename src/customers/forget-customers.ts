import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every customer with what was kept about them; their keys go with them. */
export async function forgetCustomers(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.customerPhone.deleteMany({ where: { workspaceId } });
  await tx.customerName.deleteMany({ where: { workspaceId } });
  await tx.accessGrant.deleteMany({ where: { workspaceId } });
  await tx.customerNote.deleteMany({ where: { workspaceId } });
  await tx.customer.deleteMany({ where: { workspaceId } });
}
