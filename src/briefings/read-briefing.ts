import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { touchCardsGently, touchCardsNow } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { readList } from './briefing.js';
import { briefingById } from './queries.js';

/** How often the count on the post is brought up to date. */
const refreshMs = 60_000;

/**
 * Somebody confirms having read a briefing. The count on the post follows at once, then at most once a minute.
 * @throws UserError briefingNotFound
 */
export function readBriefing(
  ctx: Context,
  { briefingId, askedFrom = null }: { briefingId: string; askedFrom?: string | null },
): Promise<{ already: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, actor, now } = ctx;
    const issue = await briefingById(tx, { workspaceId, briefingId });
    if (issue?.state !== 'published' || actor.type !== 'person') throw new UserError('briefingNotFound');
    // What went to a channel is confirmed by every colleague, and by whoever sees it there.
    const there = askedFrom !== null && readList(issue.channelIds).includes(askedFrom);
    if (!may(actor.staff, 'briefing.read', { there })) throw new UserError('briefingNotFound');
    const place = { briefingId, staffId: actor.staff.id };
    const known = await tx.briefingRead.findUnique({ where: { briefingId_staffId: place } });
    if (known) return { already: true };
    await tx.briefingRead.upsert({
      where: { briefingId_staffId: place },
      create: { ...place, workspaceId, at: now },
      update: { briefingId },
    });
    const { count } = await tx.briefing.updateMany({
      where: {
        id: briefingId,
        OR: [{ countShownAt: null }, { countShownAt: { lte: new Date(now.getTime() - refreshMs) } }],
      },
      data: { countShownAt: now },
    });
    const card = { kind: 'briefing', subjectId: briefingId };
    await (count > 0 ? touchCardsNow(tx, ctx, card) : touchCardsGently(tx, ctx, card));
    return { already: false };
  });
}
