import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every complaint; the next one is the first of its year again. */
export async function forgetComplaints(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.complaintOption.deleteMany({ where: { workspaceId } });
  await tx.complaintStep.deleteMany({ where: { workspaceId } });
  await tx.complaint.deleteMany({ where: { workspaceId } });
  await tx.counter.deleteMany({ where: { workspaceId, name: { startsWith: 'complaint:' } } });
}
