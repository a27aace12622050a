import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Complaint, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { UserError } from '../slack/user-error.js';
import { afterEnding } from './after-ending.js';
import { accusedOf, type Company, clearOf, loadCompany } from './company.js';
import {
  type Channel,
  type CommunicativeKind,
  type DemandJudgement,
  eventOfVerdict,
  textLimits,
} from './complaint.js';
import { closeComplaintDuty, complaintSubject, openComplaintDuty } from './complaint-duties.js';
import { termEnd } from './deadlines.js';
import { moveComplaint } from './move-complaint.js';
import { specialistOf } from './open-step-duty.js';
import { pastTime } from './past-time.js';
import { policyById } from './policies.js';
import { openPromiseDuty, readPromise } from './promise.js';
import { needComplaint } from './queries.js';
import { isRecused, refuseRecused } from './recused.js';
import { textWithin } from './text-within.js';

export type Judgement =
  | { verdict: 'valid'; grounds: string; demand: DemandJudgement; promisedAt: Date | null }
  | { verdict: 'communicative'; grounds: string; kind: CommunicativeKind; promisedAt: Date | null }
  | {
      verdict: 'not-sustained';
      grounds: string;
      explanation: string;
      explainedBy: Channel;
      explainedAt: Date;
      reaction: string;
    };

/**
 * Judges a registered complaint (docs/processes.md#complaints): valid, with the answer date promised;
 * communicative, to be answered; or not sustained, with the explanation the customer was given.
 * @throws UserError complaintNotFound, complaintMayNotJudge, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintGroundsMissing, complaintPromiseMissing, complaintPromisePast, complaintPromiseTooLate,
 *   complaintExplanationMissing, complaintReactionMissing, complaintInFuture, complaintTooLong
 */
export function judgeComplaint(
  ctx: Context,
  { complaintId, judgement }: { complaintId: string; judgement: Judgement },
): Promise<{ complaintId: string; number: string; state: string }> {
  return commit(ctx, async (tx) => {
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const judge = judgeIn(ctx, complaint);
    const company = await loadCompany(tx, ctx);
    const found = readJudgement(judgement, { now: ctx.now, complaint });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: eventOfVerdict(judgement.verdict),
      data: { judgedById: judge.id, judgedAt: ctx.now, ...found },
      step: {
        text: found.judgement,
        ...('explanation' in found
          ? {
              told: found.explanation,
              how: found.explainedBy,
              happenedAt: found.explainedAt,
              feedback: found.customerReaction,
            }
          : {}),
      },
      history: 'complaint.judged',
      after: {
        verdict: judgement.verdict,
        ...(judgement.verdict === 'valid' ? { demand: judgement.demand } : {}),
        ...(judgement.verdict === 'communicative' ? { kind: judgement.kind } : {}),
      },
      channelId: company.service?.channelId ?? null,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.judge', complaintId });
    if (judgement.verdict === 'valid') await openAssignDuty(tx, ctx, { complaint, company });
    if (judgement.verdict === 'communicative') {
      await openAnswerDuty(tx, ctx, { complaint, company, promisedAt: judgement.promisedAt });
    }
    if ('promisedAt' in found && found.promisedAt) {
      const { promisedAt } = found;
      await openPromiseDuty(tx, ctx, { complaint, company, promiser: judge, promisedAt });
    }
    if (judgement.verdict === 'not-sustained') {
      await closeDuties(tx, ctx, { subject: complaintSubject(complaintId), outcome: 'cancelled' });
      await afterEnding(tx, ctx, { complaint: { ...complaint, judgedById: judge.id }, company });
    }
    return { complaintId, number: complaint.number, state };
  });
}

/**
 * The person who acts, if they may judge this complaint.
 * @throws UserError complaintMayNotJudge, complaintAboutYou
 */
export function judgeIn(ctx: Context, complaint: Complaint): Person {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person || !may(person, 'complaint.judge')) throw new UserError('complaintMayNotJudge');
  refuseRecused(person, complaint);
  return person;
}

/** After a valid finding the service lead names the responsible department. */
export async function openAssignDuty(
  tx: Tx,
  ctx: Context,
  { complaint, company }: { complaint: Complaint; company: Company },
): Promise<void> {
  const { service, management } = company;
  const calendars = company.calendarsOf(service);
  const accused = await accusedOf(tx, complaint);
  await openComplaintDuty(tx, ctx, {
    kind: 'complaint.assign',
    complaint,
    department: service,
    ...clearOf({ accused, department: service, management }),
    dueAt: termEnd(policyById(complaint.policy).assign, { from: ctx.now, calendars }),
    calendar: calendars.department,
  });
}

async function openAnswerDuty(
  tx: Tx,
  ctx: Context,
  { complaint, company, promisedAt }: { complaint: Complaint; company: Company; promisedAt: Date | null },
): Promise<void> {
  const { service, management } = company;
  const accused = await accusedOf(tx, complaint);
  const clearance = clearOf({ accused, department: service, management });
  const specialist = await specialistOf(tx, complaint);
  await openComplaintDuty(tx, ctx, {
    kind: 'complaint.answer',
    complaint,
    department: service,
    ownerId: specialist && !isRecused(specialist, complaint) ? specialist : clearance.ownerId,
    withheld: clearance.withheld,
    dueAt: promisedAt ?? complaint.solveDueAt,
    calendar: company.calendarsOf(service).department,
  });
}

function readJudgement(judgement: Judgement, at: { now: Date; complaint: Complaint }) {
  const grounds = textWithin(judgement.grounds, { field: 'grounds', max: textLimits.note });
  if (!grounds && judgement.verdict !== 'communicative') {
    throw new UserError('complaintGroundsMissing', undefined, { field: 'grounds' });
  }
  switch (judgement.verdict) {
    case 'valid':
      return { kind: 'valid', judgement: grounds, promisedAt: readPromise(judgement.promisedAt, at) };
    case 'communicative': {
      const promisedAt = judgement.promisedAt ? readPromise(judgement.promisedAt, at) : null;
      return { kind: 'communicative', judgement: grounds, promisedAt };
    }
    case 'not-sustained':
      return {
        judgement: grounds,
        outcome: 'declined',
        closedAt: at.now,
        ...readExplanation(judgement, at.now),
      };
  }
}

function readExplanation(given: Extract<Judgement, { verdict: 'not-sustained' }>, now: Date) {
  const explanation = textWithin(given.explanation, { field: 'explanation', max: textLimits.note });
  if (!explanation) {
    throw new UserError('complaintExplanationMissing', undefined, { field: 'explanation' });
  }
  const explainedAt = pastTime(given.explainedAt, { field: 'explainedAt', now });
  const customerReaction = textWithin(given.reaction, { field: 'reaction', max: textLimits.note });
  if (!customerReaction) throw new UserError('complaintReactionMissing', undefined, { field: 'reaction' });
  return { explanation, explainedBy: given.explainedBy, explainedAt, customerReaction };
}
