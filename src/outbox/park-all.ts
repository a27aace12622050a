import type { Database, Tx } from '../db/types.js';

/** The error of what waits for Baton to be installed again. */
export const notInstalled = 'not_installed';

/**
 * Nothing can be sent to this workspace: what is queued waits until Baton is installed there again, and is then sent
 * by itself (`unparkAfterInstallation`). Nobody is told, for nobody can be.
 */
export async function parkAll(tx: Tx, { workspaceId }: { workspaceId: string }): Promise<void> {
  await tx.outboxOperation.updateMany({
    where: { workspaceId, state: { in: ['pending', 'sending'] } },
    data: { state: 'parked', claim: null, lastError: notInstalled },
  });
  await tx.card.updateMany({
    where: { workspaceId, pending: true, parked: false },
    data: { parked: true, claim: null, lastError: notInstalled },
  });
  await tx.homeView.updateMany({ where: { workspaceId, pending: true }, data: { pending: false } });
}

/**
 * The same for what was queued while Baton was being removed. Nothing when it is installed again meanwhile. Returns
 * whether there was something to wait for, as 1 or 0.
 */
export function parkWhileRemoved({
  db,
  workspaceId,
}: {
  db: Database;
  workspaceId: string;
}): Promise<number> {
  return db.transaction(async (tx) => {
    // A write that changes nothing: whoever installs it now comes after us, and unparks.
    const { count } = await tx.installation.updateMany({
      where: { workspaceId, revokedAt: { not: null } },
      data: { refreshingUntil: null },
    });
    if (count > 0) await parkAll(tx, { workspaceId });
    return count;
  });
}
