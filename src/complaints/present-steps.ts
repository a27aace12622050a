import type { ModalView } from '@slack/types';
import type { Context } from '../context.js';
import type { Complaint, Reader } from '../db/types.js';
import type { Messages } from '../messages/index.js';
import { staffByIds } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { fromMarkdown } from '../slack/markdown.js';
import { escapeText, shorten } from '../slack/text.js';
import { notTheProposer, proposalOf } from './approve-solution.js';
import { loadCompany } from './company.js';
import type { Screen } from './complaint.js';
import { moneyAsTyped } from './money.js';
import type { LoopStep } from './policies.js';
import { complaintFor } from './present.js';
import { currencyOf } from './settings.js';
import { stepActor } from './step-actor.js';
import { chosenOption, latestStep } from './step-queries.js';
import { type ApproveDraft, approveView } from './views/approve.js';
import { type ConfirmDraft, confirmView } from './views/confirm.js';
import { executeView } from './views/execute.js';
import { investigateView } from './views/investigate.js';
import { costOf } from './views/option.js';
import { emptyOption, type ProposeDraft, proposeView } from './views/propose.js';
import { reviewView } from './views/review.js';

// Reads for the forms of the loop: what each shows to the one who asked. Refuses what that person may not do.

/**
 * The complaint behind a step's button, for whoever may take that step, if it is still due.
 * @throws UserError complaintNotFound, complaintChanged and what `stepActor` throws
 */
async function atStep(ctx: Context, { complaintId, step }: { complaintId: string; step: LoopStep & Screen }) {
  const reader = ctx.services.db.read;
  const { complaint, customerName, stillOffered } = await complaintFor(ctx, complaintId, step);
  const company = await loadCompany(reader, ctx);
  const person = await stepActor(reader, ctx, { complaint, company, step });
  stillOffered();
  return { complaint, customerName, company, person };
}

export async function presentInvestigate(
  { ctx, t }: Asker,
  { complaintId }: { complaintId: string },
): Promise<ModalView> {
  const { complaint, customerName } = await atStep(ctx, { complaintId, step: 'investigate' });
  return investigateView({ t, complaint, customerName });
}

/** What was proposed last is filled in when it came back. */
export async function presentPropose(
  { ctx, t }: Asker,
  { complaintId, seenVersion, draft }: { complaintId: string; seenVersion?: number; draft?: ProposeDraft },
): Promise<ModalView> {
  const reader = ctx.services.db.read;
  const { complaint, customerName, company } = await atStep(ctx, { complaintId, step: 'propose' });
  const back = await cameBack(reader, t, complaint);
  return proposeView({
    t,
    complaint,
    customerName,
    seenVersion: seenVersion ?? complaint.version,
    facts: await latestStep(reader, { complaint, events: ['report-facts'] }),
    draft: draft ?? (back ? await lastProposal(reader, complaint) : { wish: '', options: [emptyOption] }),
    back,
    currency: currencyOf(company.workspace),
  });
}

/** Why the last proposal is to be made anew, in words; null while nothing came back since the investigation. */
async function cameBack(reader: Reader, t: Messages, complaint: Complaint): Promise<string | null> {
  const last = await latestStep(reader, { complaint, events: ['report-facts', 'return', 'refuse'] });
  if (last?.event === 'return')
    return t.complaintSteps.returned(escapeText(shorten(fromMarkdown(last.text), 500)));
  if (last?.event === 'refuse')
    return t.complaintSteps.refused(escapeText(shorten(fromMarkdown(last.feedback), 500)));
  return null;
}

async function lastProposal(reader: Reader, complaint: Complaint): Promise<ProposeDraft> {
  const { proposal, options } = await proposalOf(reader, complaint);
  const { workspaceId } = complaint;
  const people = await staffByIds(reader, { workspaceId, staffIds: options.map(({ staffId }) => staffId) });
  const filled = options.map((option) => {
    const cost = costOf(option);
    return {
      what: option.what,
      cost: cost ? moneyAsTyped(cost) : '',
      slackUserId: people.get(option.staffId ?? '')?.slackUserId ?? null,
      dueAt: option.dueAt,
    };
  });
  return { wish: proposal?.feedback ?? '', options: filled.length > 0 ? filled : [emptyOption] };
}

/** @throws UserError complaintProposedByYou, besides */
export async function presentApprove(
  { ctx, t, workspace }: Asker,
  {
    complaintId,
    seenVersion,
    draft = {},
  }: { complaintId: string; seenVersion?: number; draft?: ApproveDraft },
): Promise<ModalView> {
  const reader = ctx.services.db.read;
  const { complaint, customerName, person } = await atStep(ctx, { complaintId, step: 'approve' });
  const { proposal, options } = await proposalOf(reader, complaint);
  notTheProposer(person, proposal);
  const staffIds = options.map(({ staffId }) => staffId);
  return approveView({
    t,
    timeZone: workspace.timeZone,
    complaint,
    customerName,
    seenVersion: seenVersion ?? complaint.version,
    facts: await latestStep(reader, { complaint, events: ['report-facts'] }),
    wish: proposal?.feedback ?? '',
    options,
    nameOf: await namesOf(reader, t, complaint, staffIds),
    draft,
  });
}

export async function presentExecute(
  { ctx, t, workspace }: Asker,
  { complaintId }: { complaintId: string },
): Promise<ModalView> {
  const reader = ctx.services.db.read;
  const { complaint, customerName } = await atStep(ctx, { complaintId, step: 'execute' });
  const approved = await chosenOption(reader, complaint);
  const facts = await latestStep(reader, { complaint, events: ['report-facts'] });
  const nameOf = await namesOf(reader, t, complaint, [approved?.staffId ?? null, facts?.staffId ?? null]);
  return executeView({
    t,
    timeZone: workspace.timeZone,
    now: ctx.now,
    complaint,
    customerName,
    approved,
    who: nameOf(approved?.staffId ?? null),
    answerable: nameOf(facts?.staffId ?? null),
  });
}

export async function presentConfirm(
  { ctx, t, workspace }: Asker,
  {
    complaintId,
    seenVersion,
    draft = {},
  }: { complaintId: string; seenVersion?: number; draft?: ConfirmDraft },
): Promise<ModalView> {
  const reader = ctx.services.db.read;
  const { complaint, customerName } = await atStep(ctx, { complaintId, step: 'confirm' });
  const approved = await chosenOption(reader, complaint);
  const nameOf = await namesOf(reader, t, complaint, [approved?.staffId ?? null]);
  return confirmView({
    t,
    timeZone: workspace.timeZone,
    now: ctx.now,
    complaint,
    customerName,
    seenVersion: seenVersion ?? complaint.version,
    approved,
    who: nameOf(approved?.staffId ?? null),
    draft,
  });
}

export async function presentReview(
  { ctx, t }: Asker,
  { complaintId }: { complaintId: string },
): Promise<ModalView> {
  const { complaint, customerName } = await atStep(ctx, { complaintId, step: 'review' });
  return reviewView({ t, complaint, customerName });
}

/** Names as mrkdwn shows them. */
async function namesOf(
  reader: Reader,
  t: Messages,
  { workspaceId }: Complaint,
  staffIds: readonly (string | null)[],
): Promise<(staffId: string | null) => string | null> {
  const people = await staffByIds(reader, { workspaceId, staffIds });
  return (id) => (id ? escapeText(people.get(id)?.name ?? t.complaints.record.somebody) : null);
}
