import { localDate } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { enqueue } from '../outbox/enqueue.js';
import { administrators } from './queries.js';

export type ChannelLoss = 'archived' | 'deleted' | 'removed';

/**
 * Baton can no longer post in a channel. The departments keep it, for it may come back (what waits for it is parked,
 * not lost); administrators are told which departments are without one, once a day and channel
 * (docs/processes.md#setup). Answers how many departments it concerns.
 */
export function channelLost(
  ctx: Context,
  { channelId, because }: { channelId: string; because: ChannelLoss },
): Promise<{ departments: number }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const departments = await tx.department.findMany({ where: { workspaceId, channelId } });
    if (departments.length === 0) return { departments: 0 };
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const today = localDate(workspace.timeZone, now);
    for (const { id } of departments) {
      await record(tx, ctx, {
        subject: { type: 'department', id },
        event: 'department.channel-lost',
        after: { channelId, because },
      });
    }
    for (const administrator of await administrators(tx, { workspaceId })) {
      await enqueue(tx, ctx, {
        key: `people.channel-lost:${channelId}:${today}:${administrator.id}`,
        destination: { staffId: administrator.id },
        template: 'people.channel-lost',
        params: { channelId, because },
      });
    }
    return { departments: departments.length };
  });
}
