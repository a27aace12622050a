import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { staffById } from './queries.js';

/**
 * Keeps what Slack says of somebody: name, language and zone as they change ('' or undefined keeps what is known),
 * and that an account is open again. Their department and customers are for others to give back.
 */
export function keepProfile(
  ctx: Context,
  params: { staffId: string; name?: string; locale?: string; timeZone?: string; active?: true },
): Promise<null> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff) return null;
    const data = {
      name: params.name || staff.name,
      locale: params.locale || staff.locale,
      timeZone: params.timeZone || staff.timeZone,
      active: params.active ?? staff.active,
    };
    const changed = (Object.keys(data) as (keyof typeof data)[]).some((key) => data[key] !== staff[key]);
    if (!changed) return null;
    await tx.staff.update({ where: { id: staff.id }, data, select: { id: true } });
    if (data.active !== staff.active) {
      await record(tx, ctx, {
        subject: { type: 'staff', id: staff.id },
        event: 'staff.restored',
        before: { active: staff.active },
        after: { active: data.active },
      });
    }
    return null;
  });
}
