import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import type { PlannedKind } from './callback.js';

/** Takes planned calls back, with their duties, in the caller's transaction. */
export async function cancelCalls(
  tx: Tx,
  ctx: Context,
  { customerId, kinds }: { customerId: string; kinds?: readonly PlannedKind[] },
): Promise<void> {
  const cancelled = await tx.callback.updateManyAndReturn({
    where: {
      workspaceId: ctx.workspaceId,
      customerId,
      state: 'planned',
      ...(kinds ? { kind: { in: [...kinds] } } : {}),
    },
    data: { state: 'cancelled' },
    select: { id: true },
  });
  for (const { id } of cancelled) {
    await closeDuties(tx, ctx, { key: `callback:${id}`, outcome: 'cancelled' });
  }
}
