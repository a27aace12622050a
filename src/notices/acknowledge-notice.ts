import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import type { Leaving } from '../feature.js';
import { touchCardsGently, touchCardsNow } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { acknowledgeDutyKey } from './notice.js';
import { channelsOf, noticeById } from './queries.js';

/** How often the count on the post is brought up to date. */
const refreshMs = 60_000;

/**
 * Somebody confirms having taken note. The count on the post follows at once, then at most once a minute.
 * @throws UserError noticeNotFound
 */
export function acknowledgeNotice(
  ctx: Context,
  { noticeId, askedFrom = null }: { noticeId: string; askedFrom?: string | null },
): Promise<{ already: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, actor, now } = ctx;
    const notice = await noticeById(tx, { workspaceId, noticeId });
    if (!notice || actor.type !== 'person') throw new UserError('noticeNotFound');
    // What went to a channel is confirmed by every colleague, and by whoever sees it there.
    const there = askedFrom !== null && channelsOf(notice).includes(askedFrom);
    if (!may(actor.staff, 'notice.read', { there })) throw new UserError('noticeNotFound');
    const place = { noticeId, staffId: actor.staff.id };
    if (await tx.noticeReceipt.findUnique({ where: { noticeId_staffId: place } })) return { already: true };
    await tx.noticeReceipt.upsert({
      where: { noticeId_staffId: place },
      create: { ...place, workspaceId, at: now },
      update: { noticeId },
    });
    await closeDuties(tx, ctx, { key: acknowledgeDutyKey(noticeId, actor.staff.id), outcome: 'done' });
    const { count } = await tx.notice.updateMany({
      where: {
        id: noticeId,
        OR: [{ countShownAt: null }, { countShownAt: { lte: new Date(now.getTime() - refreshMs) } }],
      },
      data: { countShownAt: now },
    });
    const card = { kind: 'notice', subjectId: noticeId };
    await (count > 0 ? touchCardsNow(tx, ctx, card) : touchCardsGently(tx, ctx, card));
    return { already: false };
  });
}

/** Somebody left: nobody else has to acknowledge in their place. */
export async function forgetAcknowledgements(tx: Tx, ctx: Context, { staff }: Leaving): Promise<object> {
  await closeDuties(tx, ctx, { kind: 'notice.acknowledge', ownerId: staff.id, outcome: 'cancelled' });
  return {};
}
