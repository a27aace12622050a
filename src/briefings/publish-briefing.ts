import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Briefing, BriefingSchedule, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { wantCard } from '../outbox/cards.js';
import { graceMs, nextBriefingState, readList } from './briefing.js';
import { briefingSubject } from './open-briefings.js';

/** Whether a text that was ready at an instant came after its minute. */
export function isLate(issue: Pick<Briefing, 'publishAt'>, readyAt: Date): boolean {
  return readyAt.getTime() - issue.publishAt.getTime() >= graceMs;
}

/**
 * Puts an issue that is ready and whose minute has come into every channel of its schedule, in the caller's
 * transaction. It counts as late by when it was ready, not by when Baton came round to it
 * (docs/processes.md#briefings). False when it is not ready, not due, or somebody was quicker.
 */
export async function publishBriefing(
  tx: Tx,
  ctx: Context,
  { issue, schedule }: { issue: Briefing; schedule: BriefingSchedule },
): Promise<boolean> {
  const { workspaceId, now } = ctx;
  const state = nextBriefingState(issue.state, 'reach');
  if (!state || issue.publishAt > now) return false;
  const readyAt = issue.readyAt ?? now;
  const late = isLate(issue, readyAt);
  const { count } = await tx.briefing.updateMany({
    where: { id: issue.id, workspaceId, state: issue.state, version: issue.version },
    data: { state, publishedAt: now, late, channelIds: schedule.channelIds },
  });
  if (count === 0) return false;
  await closeDuties(tx, ctx, { subject: briefingSubject(issue.id), outcome: 'done' });
  await record(tx, ctx, {
    subject: briefingSubject(issue.id),
    event: 'briefing.published',
    before: { state: issue.state },
    after: { state, late, publishAt: issue.publishAt, readyAt },
  });
  for (const channelId of readList(schedule.channelIds)) {
    await wantCard(tx, ctx, { kind: 'briefing', subjectId: issue.id, channelId });
  }
  return true;
}
