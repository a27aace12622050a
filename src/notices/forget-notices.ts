import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every notice with who acknowledged it. */
export async function forgetNotices(tx: Tx, { workspaceId }: Context): Promise<void> {
  await tx.noticeReceipt.deleteMany({ where: { workspaceId } });
  await tx.notice.deleteMany({ where: { workspaceId } });
}
