import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Tx } from '../db/types.js';
import { findStaff } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { loadCompany } from './company.js';
import { type RootCause, textLimits } from './complaint.js';
import { closeComplaintDuty } from './complaint-duties.js';
import { moveComplaint } from './move-complaint.js';
import { openStepDuty } from './open-step-duty.js';
import { needComplaint } from './queries.js';
import { stepActor } from './step-actor.js';
import { textWithin } from './text-within.js';

/** What a step of the loop answers: how the complaint stands after it. A type, for it is recorded as JSON. */
export type StepTaken = { complaintId: string; number: string; state: string };

/**
 * Reports what the investigation found (docs/processes.md#complaints): the facts, the root cause and, where there is
 * one, the responsible person. The central person proposes next.
 * @throws UserError complaintNotFound, complaintMayNotHandle, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintFactsMissing, complaintTooLong, complaintPersonUnknown
 */
export function reportFacts(
  ctx: Context,
  params: {
    complaintId: string;
    facts: string;
    rootCause: RootCause;
    /** null: nobody in particular. */
    responsibleSlackUserId: string | null;
  },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId, rootCause } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    await stepActor(tx, ctx, { complaint, company, step: 'investigate' });
    const text = textWithin(params.facts, { field: 'facts', max: textLimits.note });
    if (!text) throw new UserError('complaintFactsMissing', undefined, { field: 'facts' });
    const staffId = await staffNamed(tx, ctx, {
      slackUserId: params.responsibleSlackUserId,
      field: 'responsible',
    });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'report-facts',
      data: {},
      history: 'complaint.investigated',
      after: { rootCause, responsibleStaffId: staffId },
      step: { text, rootCause, staffId },
      channelId: company.service?.channelId ?? null,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.investigate', complaintId });
    await openStepDuty(tx, ctx, { complaint, company, step: 'propose' });
    return { complaintId, number: complaint.number, state };
  });
}

/**
 * A colleague whom a form names, by their row's id; null when it names nobody. `active`: they have something to do.
 * @throws UserError complaintPersonUnknown, complaintPersonInactive at `field`
 */
export async function staffNamed(
  tx: Tx,
  ctx: Context,
  { slackUserId, field, active = false }: { slackUserId: string | null; field: string; active?: boolean },
): Promise<string | null> {
  if (!slackUserId) return null;
  const person = await findStaff(tx, { workspaceId: ctx.workspaceId, slackUserId });
  if (!person) throw new UserError('complaintPersonUnknown', undefined, { field });
  if (active && !person.active) throw new UserError('complaintPersonInactive', undefined, { field });
  return person.id;
}
