import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { closeDuties } from '../duties/close-duties.js';
import { UserError } from '../slack/user-error.js';
import { afterEnding } from './after-ending.js';
import { loadCompany } from './company.js';
import { textLimits } from './complaint.js';
import { closeComplaintDuty, complaintSubject } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { stepActor } from './step-actor.js';
import { textWithin } from './text-within.js';

/**
 * Closes a complaint whose solution the customer accepted, with how it was handled and how it is prevented
 * (docs/processes.md#complaints). The customer is called the day after, once, however many of theirs are closed.
 * @throws UserError complaintNotFound, complaintMayNotReview, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintEvaluationMissing, complaintPreventionMissing, complaintTooLong
 */
export function reviewComplaint(
  ctx: Context,
  params: { complaintId: string; seenVersion: number; evaluation: string; prevention: string },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    await stepActor(tx, ctx, { complaint, company, step: 'review' });
    asSeen(complaint, params.seenVersion);
    const evaluation = textWithin(params.evaluation, { field: 'evaluation', max: textLimits.note });
    if (!evaluation) throw new UserError('complaintEvaluationMissing', undefined, { field: 'evaluation' });
    const prevention = textWithin(params.prevention, { field: 'prevention', max: textLimits.note });
    if (!prevention) throw new UserError('complaintPreventionMissing', undefined, { field: 'prevention' });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'review',
      data: { outcome: 'solved', closedAt: ctx.now },
      history: 'complaint.reviewed',
      step: { text: evaluation, prevention },
      channelId: company.service?.channelId ?? null,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.review', complaintId });
    // An apology call that nobody made until now comes too late to be asked for.
    await closeDuties(tx, ctx, { subject: complaintSubject(complaintId), outcome: 'cancelled' });
    await afterEnding(tx, ctx, { complaint, company });
    return { complaintId, number: complaint.number, state };
  });
}
