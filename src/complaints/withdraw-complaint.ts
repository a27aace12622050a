import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { closeDuties } from '../duties/close-duties.js';
import { UserError } from '../slack/user-error.js';
import { asideActor } from './aside-actor.js';
import { mayStillBeWithdrawn } from './aside-times.js';
import { loadCompany } from './company.js';
import { textLimits } from './complaint.js';
import { complaintSubject } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { textWithin } from './text-within.js';

/**
 * Withdraws a complaint on the day it was registered, with a reason (docs/processes.md#complaints): nothing is owed
 * for it any more.
 * @throws UserError complaintNotFound, complaintMayNotWithdraw, complaintAboutYou, complaintChanged,
 *   complaintNotTheSameDay and, at `reason`, complaintReasonMissing, complaintTooLong
 */
export function withdrawComplaint(
  ctx: Context,
  params: { complaintId: string; seenVersion: number; reason: string },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    asideActor(ctx, { complaint, aside: 'withdraw' });
    asSeen(complaint, params.seenVersion);
    const { service, workspace } = await loadCompany(tx, ctx);
    if (!mayStillBeWithdrawn(complaint, { now: ctx.now, timeZone: workspace.timeZone })) {
      throw new UserError('complaintNotTheSameDay');
    }
    const text = textWithin(params.reason, { field: 'reason', max: textLimits.note });
    if (!text) throw new UserError('complaintReasonMissing', undefined, { field: 'reason' });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'withdraw',
      data: { outcome: 'withdrawn', closedAt: ctx.now },
      history: 'complaint.withdrawn',
      step: { text },
      channelId: service?.channelId ?? null,
    });
    await closeDuties(tx, ctx, { subject: complaintSubject(complaintId), outcome: 'cancelled' });
    return { complaintId, number: complaint.number, state };
  });
}
