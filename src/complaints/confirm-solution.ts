import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { UserError } from '../slack/user-error.js';
import { loadCompany } from './company.js';
import { type Confirmation, textLimits } from './complaint.js';
import { closeComplaintDuty } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { openStepDuty } from './open-step-duty.js';
import { pastTime } from './past-time.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { stepActor } from './step-actor.js';
import { textWithin } from './text-within.js';

export interface CustomersAnswer {
  outcome: 'accepted' | 'refused';
  how: Confirmation;
  at: Date;
  /** Who said so, in words. */
  by: string;
  /** Where the proof is, in words or as a link; may be ''. */
  proof: string;
  feedback: string;
  /** 1 to 5; may be left out only by who refuses. */
  satisfaction: number | null;
}

/**
 * Records what the customer says of the solution (docs/processes.md#complaints). Accepted: the solution is no longer
 * owed, the service lead reviews. Refused: the department proposes anew; the loop's deadline stays.
 * @throws UserError complaintNotFound, complaintForService, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintConfirmerMissing, complaintInFuture, complaintSatisfactionMissing, complaintFeedbackMissing,
 *   complaintTooLong
 */
export function confirmSolution(
  ctx: Context,
  { complaintId, seenVersion, answer }: { complaintId: string; seenVersion: number; answer: CustomersAnswer },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    await stepActor(tx, ctx, { complaint, company, step: 'confirm' });
    asSeen(complaint, seenVersion);
    const accepted = answer.outcome === 'accepted';
    const step = readAnswer(answer, ctx.now);
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: accepted ? 'accept' : 'refuse',
      data: {},
      history: accepted ? 'complaint.confirmed' : 'complaint.refused',
      after: { how: answer.how, satisfaction: step.satisfaction },
      step,
      channelId: company.service?.channelId ?? null,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.confirm', complaintId });
    if (accepted) await closeComplaintDuty(tx, ctx, { kind: 'complaint.solve', complaintId });
    await openStepDuty(tx, ctx, { complaint, company, step: accepted ? 'review' : 'propose' });
    return { complaintId, number: complaint.number, state };
  });
}

function readAnswer(answer: CustomersAnswer, now: Date) {
  const { outcome, how, satisfaction } = answer;
  const confirmedBy = textWithin(answer.by, { field: 'by', max: textLimits.name });
  if (!confirmedBy) throw new UserError('complaintConfirmerMissing', undefined, { field: 'by' });
  const happenedAt = pastTime(answer.at, { field: 'at', now });
  const inRange = satisfaction !== null && [1, 2, 3, 4, 5].includes(satisfaction);
  if (outcome === 'accepted' && !inRange) {
    throw new UserError('complaintSatisfactionMissing', undefined, { field: 'satisfaction' });
  }
  const feedback = textWithin(answer.feedback, { field: 'feedback', max: textLimits.note });
  if (outcome === 'refused' && !feedback) {
    throw new UserError('complaintFeedbackMissing', undefined, { field: 'feedback' });
  }
  const proof = textWithin(answer.proof, { field: 'proof', max: textLimits.proof });
  return {
    how,
    happenedAt,
    confirmedBy,
    proof,
    feedback,
    satisfaction: inRange ? satisfaction : null,
  };
}
