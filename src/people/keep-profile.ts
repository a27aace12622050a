import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Staff } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';
import { staffById } from './queries.js';

/**
 * Keeps what Slack says of somebody: name, language and zone as they change ('' or undefined keeps what is known),
 * and that an account is open again. Their department and customers are for others to give back.
 */
export function keepProfile(
  ctx: Context,
  params: {
    staffId: string;
    name?: string;
    locale?: string;
    timeZone?: string;
    active?: true;
    /** When Slack says that it was last changed: what is older than what is kept changes nothing. */
    updated?: Date | undefined;
    /** Slack was asked: there is nothing left to ask. */
    asked?: true;
  },
): Promise<null> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff || isOlder(params.updated, staff)) return null;
    const data = {
      name: params.name || staff.name,
      locale: params.locale || staff.locale,
      timeZone: params.timeZone || staff.timeZone,
      active: params.active ?? staff.active,
      profileUpdatedAt: params.updated ?? staff.profileUpdatedAt,
      profileAskAt: params.asked ? null : staff.profileAskAt,
    };
    const changed = (Object.keys(data) as (keyof typeof data)[]).some(
      (key) => data[key]?.valueOf() !== staff[key]?.valueOf(),
    );
    if (!changed) return null;
    const { count } = await tx.staff.updateMany({
      where: { id: staff.id, ...notAfter(params.updated) },
      data,
    });
    if (count === 0) return null;
    // Their App Home is in their language, and its days are theirs.
    if (data.locale !== staff.locale || data.timeZone !== staff.timeZone) {
      await touchHomes(tx, ctx, { staffIds: [staff.id] });
    }
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

/** Those whose profile is no newer: of two changes at once the newer one stays. */
function notAfter(updated: Date | undefined) {
  return updated ? { OR: [{ profileUpdatedAt: null }, { profileUpdatedAt: { lte: updated } }] } : {};
}

/** Whether what Slack says of somebody is older than what is kept: events may overtake one another. */
export function isOlder(
  updated: Date | undefined,
  { profileUpdatedAt }: Pick<Staff, 'profileUpdatedAt'>,
): boolean {
  return updated !== undefined && profileUpdatedAt !== null && updated < profileUpdatedAt;
}
