import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Complaint, ComplaintOption, ComplaintStep, Reader, Tx } from '../db/types.js';
import type { Person } from '../people/person.js';
import { UserError } from '../slack/user-error.js';
import { type Company, loadCompany } from './company.js';
import { textLimits } from './complaint.js';
import { closeComplaintDuty } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { openStepDuty } from './open-step-duty.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { stepActor } from './step-actor.js';
import { latestStep, optionsOfStep } from './step-queries.js';
import { textWithin } from './text-within.js';

export type Decision =
  | {
      decision: 'approve';
      optionId: string | null;
      /** Ids of the options that the person says they have looked at: all of them. */
      lookedAt: readonly string[];
      why: string;
    }
  | { decision: 'return'; reason: string };

/**
 * Decides on a proposal (docs/processes.md#complaints): the best option and why, or returned with a reason. The lead
 * of the responsible department or management; never who proposed it (docs/decisions/0010-the-complaint-loop.md).
 * @throws UserError complaintNotFound, complaintMayNotApprove, complaintAboutYou, complaintProposedByYou,
 *   complaintChanged and, at their fields, complaintOptionNotChosen, complaintNotAllLookedAt, complaintWhyMissing,
 *   complaintReasonMissing, complaintTooLong
 */
export function approveSolution(
  ctx: Context,
  { complaintId, seenVersion, decision }: { complaintId: string; seenVersion: number; decision: Decision },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    const person = await stepActor(tx, ctx, { complaint, company, step: 'approve' });
    const { proposal, options } = await proposalOf(tx, complaint);
    notTheProposer(person, proposal);
    asSeen(complaint, seenVersion);
    const state =
      decision.decision === 'approve'
        ? await approve(tx, ctx, { complaint, company, decision, options })
        : await giveBack(tx, ctx, { complaint, company, reason: decision.reason });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.approve', complaintId });
    const step = decision.decision === 'approve' ? 'execute' : 'propose';
    await openStepDuty(tx, ctx, { complaint, company, step });
    return { complaintId, number: complaint.number, state };
  });
}

/**
 * Four eyes: who proposed does not decide.
 * @throws UserError complaintProposedByYou
 */
export function notTheProposer(person: Person, proposal: ComplaintStep | null): void {
  if (proposal?.byId === person.id) throw new UserError('complaintProposedByYou');
}

/** What was proposed last, with its options. */
export async function proposalOf(
  reader: Reader,
  complaint: Complaint,
): Promise<{ proposal: ComplaintStep | null; options: ComplaintOption[] }> {
  const proposal = await latestStep(reader, { complaint, events: ['propose'] });
  if (!proposal) return { proposal, options: [] };
  const { workspaceId } = complaint;
  return { proposal, options: await optionsOfStep(reader, { workspaceId, stepId: proposal.id }) };
}

async function approve(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    decision,
    options,
  }: {
    complaint: Complaint;
    company: Company;
    decision: Extract<Decision, { decision: 'approve' }>;
    options: readonly ComplaintOption[];
  },
): Promise<string> {
  const chosen = options.find(({ id }) => id === decision.optionId);
  if (!chosen) throw new UserError('complaintOptionNotChosen', undefined, { field: 'option' });
  if (!options.every(({ id }) => decision.lookedAt.includes(id))) {
    throw new UserError('complaintNotAllLookedAt', undefined, { field: 'lookedAt' });
  }
  const why = textWithin(decision.why, { field: 'why', max: textLimits.note });
  if (!why) throw new UserError('complaintWhyMissing', undefined, { field: 'why' });
  const { state } = await moveComplaint(tx, ctx, {
    complaint,
    event: 'approve',
    data: {},
    history: 'complaint.approved',
    after: { optionId: chosen.id, position: chosen.position, of: options.length },
    step: { text: why, optionId: chosen.id },
    channelId: company.service?.channelId ?? null,
  });
  return state;
}

async function giveBack(
  tx: Tx,
  ctx: Context,
  { complaint, company, reason }: { complaint: Complaint; company: Company; reason: string },
): Promise<string> {
  const text = textWithin(reason, { field: 'reason', max: textLimits.note });
  if (!text) throw new UserError('complaintReasonMissing', undefined, { field: 'reason' });
  const { state } = await moveComplaint(tx, ctx, {
    complaint,
    event: 'return',
    data: {},
    history: 'complaint.returned',
    step: { text },
    channelId: company.service?.channelId ?? null,
  });
  return state;
}
