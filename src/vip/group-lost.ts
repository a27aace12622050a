import { localDate } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { enqueue } from '../outbox/enqueue.js';
import { administrators } from '../people/queries.js';
import { vipGroup } from './queries.js';

/** archived, deleted, or Baton was taken out of it */
export type GroupLoss = 'archived' | 'deleted' | 'removed';

/**
 * Baton can no longer look into the channel that is the VIP group. Nothing that is owed changes; the keeper and the
 * administrators are told, once a day (docs/processes.md#vip-group).
 */
export function groupLost(
  ctx: Context,
  { channelId, because }: { channelId: string; because: GroupLoss },
): Promise<{ told: number }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const group = await vipGroup(tx, { workspaceId });
    if (group?.kind !== 'slack' || group.channelId !== channelId) return { told: 0 };
    if (!group.lost) {
      await tx.vipGroup.update({
        where: { workspaceId },
        data: { lost: because, lostAt: now },
        select: { workspaceId: true },
      });
      await record(tx, ctx, {
        subject: { type: 'workspace', id: workspaceId },
        event: 'vip.group-lost',
        after: { channelId, because },
      });
    }
    const { timeZone } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const admins = await administrators(tx, { workspaceId });
    const told = new Set([...admins.map(({ id }) => id), ...(group.keeperId ? [group.keeperId] : [])]);
    for (const staffId of told) {
      await enqueue(tx, ctx, {
        key: `vip.lost:${channelId}:${localDate(timeZone, now)}:${staffId}`,
        destination: { staffId },
        template: 'vip.lost',
      });
    }
    return { told: told.size };
  });
}
