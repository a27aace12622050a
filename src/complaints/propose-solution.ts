import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Complaint, ComplaintOption, Tx } from '../db/types.js';
import { UserError } from '../slack/user-error.js';
import { type Company, loadCompany } from './company.js';
import { mostOptions, textLimits } from './complaint.js';
import { closeComplaintDuty } from './complaint-duties.js';
import { readMoney } from './money.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { openStepDuty } from './open-step-duty.js';
import { needComplaint } from './queries.js';
import { isRecused } from './recused.js';
import { type StepTaken, staffNamed } from './report-facts.js';
import { currencyOf } from './settings.js';
import { stepActor } from './step-actor.js';
import { textWithin } from './text-within.js';

/** One way to solve it, as the form gives it. */
export interface ProposedOption {
  what: string;
  /** An amount as people type it; '' when it costs nothing. */
  cost: string;
  /** null: the central person. */
  slackUserId: string | null;
  dueAt: Date | null;
}

/**
 * Proposes one to five ways to solve a complaint, with the customer's own wish (docs/processes.md#complaints).
 * Somebody else approves next. Options left
 * empty are dropped. Errors of the n-th are at `what<n>`, `cost<n>`, `who<n>`, `by<n>`.
 * @throws UserError complaintNotFound, complaintMayNotHandle, complaintAboutYou, complaintChanged,
 *   complaintTooManyOptions and, at their fields, complaintOptionMissing, complaintTooLong,
 *   complaintMoneyUnreadable, complaintPersonUnknown, complaintPersonInactive, complaintOptionPast
 */
export function proposeSolution(
  ctx: Context,
  params: {
    complaintId: string;
    seenVersion: number;
    wish: string;
    options: readonly ProposedOption[];
  },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    await stepActor(tx, ctx, { complaint, company, step: 'propose' });
    asSeen(complaint, params.seenVersion);
    if (params.options.length > mostOptions) throw new UserError('complaintTooManyOptions');
    const currency = currencyOf(company.workspace);
    const options: OptionData[] = [];
    for (const [index, typed] of params.options.entries()) {
      if (isEmpty(typed)) continue;
      const option = await readOption(tx, ctx, { typed, number: index + 1, currency, complaint });
      options.push({ ...option, position: options.length + 1 });
    }
    if (options.length === 0) throw new UserError('complaintOptionMissing', undefined, { field: 'what1' });
    const stepId = await propose(tx, ctx, {
      complaint,
      company,
      wish: params.wish,
      count: options.length,
    });
    await tx.complaintOption.createMany({
      data: options.map((option) => ({ ...option, workspaceId: ctx.workspaceId, complaintId, stepId })),
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.propose', complaintId });
    await openStepDuty(tx, ctx, { complaint, company, step: 'approve' });
    return { complaintId, number: complaint.number, state: 'approving' };
  });
}

type OptionData = Omit<ComplaintOption, 'id' | 'workspaceId' | 'complaintId' | 'stepId'>;

async function propose(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    wish,
    count,
  }: { complaint: Complaint; company: Company; wish: string; count: number },
): Promise<string> {
  const { stepId } = await moveComplaint(tx, ctx, {
    complaint,
    event: 'propose',
    data: {},
    history: 'complaint.proposed',
    after: { options: count },
    step: { feedback: textWithin(wish, { field: 'wish', max: textLimits.demand }) },
    channelId: company.service?.channelId ?? null,
  });
  return stepId ?? '';
}

function isEmpty({ what, cost, slackUserId, dueAt }: ProposedOption): boolean {
  return !what.trim() && !cost.trim() && !slackUserId && !dueAt;
}

async function readOption(
  tx: Tx,
  ctx: Context,
  {
    typed,
    number,
    currency,
    complaint,
  }: { typed: ProposedOption; number: number; currency: string; complaint: Complaint },
): Promise<Omit<OptionData, 'position'>> {
  const what = textWithin(typed.what, { field: `what${number}`, max: textLimits.option });
  if (!what) throw new UserError('complaintOptionMissing', undefined, { field: `what${number}` });
  const cost = typed.cost.trim();
  const money = cost ? readMoney(cost, { currency }) : null;
  if (cost && !money) {
    throw new UserError('complaintMoneyUnreadable', undefined, { field: `cost${number}` });
  }
  if (typed.dueAt && typed.dueAt <= ctx.now) {
    throw new UserError('complaintOptionPast', undefined, { field: `by${number}` });
  }
  const field = `who${number}`;
  const staffId = await staffNamed(tx, ctx, { slackUserId: typed.slackUserId, field, active: true });
  // The person complained about does not put it right by themselves either.
  if (isRecused(staffId, complaint)) {
    throw new UserError('complaintExecutorAccused', undefined, { field });
  }
  return {
    what,
    amountMinor: money?.minor ?? null,
    currency: money?.currency ?? null,
    staffId,
    dueAt: typed.dueAt,
  };
}
