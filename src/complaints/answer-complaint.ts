import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { closeDuties } from '../duties/close-duties.js';
import { UserError } from '../slack/user-error.js';
import { afterEnding } from './after-ending.js';
import { loadCompany } from './company.js';
import { textLimits } from './complaint.js';
import { closeComplaintDuty, complaintSubject } from './complaint-duties.js';
import { judgeIn, openAssignDuty } from './judge-complaint.js';
import { moveComplaint } from './move-complaint.js';
import { closePromiseDuty, openPromiseDuty, readPromise } from './promise.js';
import { needComplaint } from './queries.js';
import { textWithin } from './text-within.js';

/**
 * Ends the short path of a communicative complaint (docs/processes.md#complaints): answered and closed, or
 * found valid after all and assigned like any other.
 * @throws UserError complaintNotFound, complaintMayNotJudge, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintAnswerMissing, complaintTooLong, complaintPromiseMissing, complaintPromisePast,
 *   complaintPromiseTooLate
 */
export function answerComplaint(
  ctx: Context,
  {
    complaintId,
    outcome,
    answer: typed,
    promisedAt,
  }: {
    complaintId: string;
    outcome: 'answered' | 'turned-valid';
    answer: string;
    /** For a complaint that turned valid: the answer date promised to the customer. */
    promisedAt: Date | null;
  },
): Promise<{ complaintId: string; number: string; state: string }> {
  return commit(ctx, async (tx) => {
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const person = judgeIn(ctx, complaint);
    const answer = textWithin(typed, { field: 'answer', max: textLimits.note });
    if (!answer) throw new UserError('complaintAnswerMissing', undefined, { field: 'answer' });
    const company = await loadCompany(tx, ctx);
    const channelId = company.service?.channelId ?? null;
    if (outcome === 'answered') {
      const { state } = await moveComplaint(tx, ctx, {
        complaint,
        event: 'answer',
        data: { outcome: 'answered', explanation: answer, explainedAt: ctx.now, closedAt: ctx.now },
        history: 'complaint.answered',
        step: { told: answer },
        channelId,
      });
      await closeComplaintDuty(tx, ctx, { kind: 'complaint.answer', complaintId });
      await closePromiseDuty(tx, ctx, complaint);
      await closeDuties(tx, ctx, { subject: complaintSubject(complaintId), outcome: 'cancelled' });
      await afterEnding(tx, ctx, { complaint, company });
      return { complaintId, number: complaint.number, state };
    }
    const promised = readPromise(promisedAt, { now: ctx.now, complaint });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'turn-valid',
      data: {
        kind: 'valid',
        judgement: answer,
        judgedById: person.id,
        judgedAt: ctx.now,
        promisedAt: promised,
      },
      history: 'complaint.turned-valid',
      step: { text: answer },
      channelId,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.answer', complaintId });
    await openPromiseDuty(tx, ctx, { complaint, company, promiser: person, promisedAt: promised });
    await openAssignDuty(tx, ctx, { complaint, company });
    return { complaintId, number: complaint.number, state };
  });
}
