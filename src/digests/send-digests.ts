import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Department } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';

/** Queues the digests of a slot, one a department; they are rendered when sent (docs/processes.md#digests). */
export function sendDigests(
  ctx: Context,
  { departments, slot }: { departments: readonly Department[]; slot: Date },
): Promise<void> {
  return commit(ctx, async (tx) => {
    for (const { id, channelId } of departments) {
      if (!channelId) continue;
      await enqueue(tx, ctx, {
        key: `digests.department:${id}:${slot.toISOString()}`,
        destination: { channelId },
        template: 'digests.department',
        params: { departmentId: id, slot: slot.toISOString() },
      });
    }
  });
}
