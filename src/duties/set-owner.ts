import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Duty, Tx } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';

/**
 * A duty finds another owner by a feature's own rule, before its owner is reminded: nobody is told by this.
 * In the caller's transaction; a duty closed meanwhile is left alone.
 */
export async function setDutyOwner(
  tx: Tx,
  ctx: Context,
  { duty, ownerId }: { duty: Duty; ownerId: string | null },
): Promise<void> {
  const { count } = await tx.duty.updateMany({
    where: { id: duty.id, workspaceId: ctx.workspaceId, state: 'open' },
    data: { ownerId },
  });
  if (count === 0) return;
  await touchHomes(tx, ctx, { staffIds: [duty.ownerId, ownerId] });
  await record(tx, ctx, {
    subject: { type: 'duty', id: duty.id },
    event: 'duty.passed-on',
    before: { ownerId: duty.ownerId },
    after: { ownerId },
  });
}
