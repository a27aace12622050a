import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { UserError } from '../slack/user-error.js';
import { isEmpty, nextBriefingState, readParts } from './briefing.js';
import { isLate, publishBriefing } from './publish-briefing.js';
import { briefingById } from './queries.js';
import { issueAtHand, mayWrite } from './save-briefing.js';

/**
 * Publishes what is written after its minute, as it was previewed (docs/processes.md#briefings). False, and nothing
 * done, where it is out already or somebody saved another text meanwhile.
 * @throws UserError notAllowed, briefingNotFound, briefingScheduleGone, briefingNoDay, briefingOver, briefingEmpty,
 * formStale before its minute
 */
export function publishLate(
  ctx: Context,
  { briefingId, seenVersion }: { briefingId: string; seenVersion: number },
): Promise<boolean> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const found = await briefingById(tx, { workspaceId, briefingId });
    if (!found) throw new UserError('briefingNotFound');
    const { schedule, issue } = await issueAtHand(tx, ctx, found);
    await mayWrite(tx, ctx, { schedule, issue });
    const state = nextBriefingState(issue.state, 'finish');
    if (!state || issue.version !== seenVersion) return false;
    if (issue.publishAt > now) throw new UserError('formStale');
    if (isEmpty(readParts(issue.content))) throw new UserError('briefingEmpty');
    const { count } = await tx.briefing.updateMany({
      where: { id: issue.id, workspaceId, state: issue.state, version: seenVersion },
      data: { state, readyAt: now, late: isLate(issue, now) },
    });
    if (count === 0) return false;
    return publishBriefing(tx, ctx, { issue: { ...issue, state, readyAt: now }, schedule });
  });
}
