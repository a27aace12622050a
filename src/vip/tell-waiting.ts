import { localDate } from '../calendar/local-time.js';
import { isWorkingDay } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { enqueue } from '../outbox/enqueue.js';
import { workCalendar } from '../people/work-calendar.js';
import { vipGroup } from './queries.js';

/**
 * Each working morning the VIP channel reads, in one message, who still waits and who should not be in; nothing
 * when there is nothing (docs/processes.md#vip-group).
 */
export function tellWaiting(ctx: Context): Promise<{ told: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const group = await vipGroup(tx, { workspaceId });
    if (!group) return { told: false };
    const calendar = await workCalendar(tx, { workspaceId, departmentId: null });
    const today = localDate(calendar.timeZone, now);
    if (!isWorkingDay(calendar, today)) return { told: false };
    await enqueue(tx, ctx, {
      key: `vip.daily:${today}`,
      destination: { channelId: group.cardsChannelId },
      template: 'vip.daily',
    });
    return { told: true };
  });
}
