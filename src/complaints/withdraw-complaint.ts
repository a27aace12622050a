import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { closeDuties } from '../duties/close-duties.js';
import { UserError } from '../slack/user-error.js';
import { afterEnding } from './after-ending.js';
import { asideActor } from './aside-actor.js';
import { mayStillBeWithdrawn } from './aside-times.js';
import { loadCompany } from './company.js';
import { textLimits, type WithdrawnBy } from './complaint.js';
import { complaintSubject } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { textWithin } from './text-within.js';

/**
 * Withdraws a complaint on the day it was registered, with a reason (docs/processes.md#complaints): nothing is owed
 * for it any more, but the call that follows every ending when it was the customer who took it back.
 * @throws UserError complaintNotFound, complaintMayNotWithdraw, complaintAboutYou, complaintChanged,
 *   complaintNotTheSameDay and, at `reason`, complaintReasonMissing, complaintTooLong
 */
export function withdrawComplaint(
  ctx: Context,
  params: {
    complaintId: string;
    seenVersion: number;
    reason: string;
    /** Who takes it back: the customer, who is called; or we, for it was a mistake. */
    by: WithdrawnBy;
  },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    asideActor(ctx, { complaint, aside: 'withdraw' });
    asSeen(complaint, params.seenVersion);
    const company = await loadCompany(tx, ctx);
    const { service, workspace } = company;
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
      after: { by: params.by },
      step: { text },
      channelId: service?.channelId ?? null,
    });
    await closeDuties(tx, ctx, { subject: complaintSubject(complaintId), outcome: 'cancelled' });
    await afterEnding(tx, ctx, { complaint, company, calls: params.by === 'customer' });
    return { complaintId, number: complaint.number, state };
  });
}
