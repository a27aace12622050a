import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Complaint, Duty, Reader } from '../db/types.js';
import { touchCards } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { numbersOf } from '../settings/numbers.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { textLimits } from './complaint.js';
import { closeComplaintDuty, complaintSubject, dutyKey } from './complaint-duties.js';
import { changedMeanwhile } from './move-complaint.js';
import { needComplaint } from './queries.js';
import { recordStep } from './record-step.js';
import { refuseRecused } from './recused.js';
import { stepsOf } from './step-queries.js';
import { textWithin } from './text-within.js';

/** How a call after the complaint went. */
export const callBackOutcomes = ['reached', 'not-reached'] as const;
export type CallBackOutcome = (typeof callBackOutcomes)[number];

/**
 * Records the call to a complainant who is not in the archive (docs/processes.md#complaints). Reached, or not reached
 * as often as a customer is tried: it is no longer owed. Otherwise it is.
 * @throws UserError complaintNotFound, complaintForService, complaintAboutYou, complaintChanged, formSentBefore and,
 *   at `note`, complaintCallNoteMissing, complaintTooLong
 */
export function recordCallBack(
  ctx: Context,
  params: { complaintId: string; outcome: CallBackOutcome; note: string },
): Promise<{ number: string; owed: boolean }> {
  return commit(ctx, async (tx) => {
    await oncePerForm(tx, ctx);
    const { complaintId, outcome } = params;
    const { workspaceId } = ctx;
    const complaint = await needComplaint(tx, { workspaceId, complaintId });
    const duty = await callBackDuty(tx, complaint);
    refuseOthers(ctx, { complaint, duty });
    if (!duty) throw await changedMeanwhile(tx, ctx, complaintId);
    const text = textWithin(params.note, { field: 'note', max: textLimits.note });
    if (!text && outcome === 'reached') {
      throw new UserError('complaintCallNoteMissing', undefined, { field: 'note' });
    }
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const tries = (await stepsOf(tx, complaint)).filter((step) => isTry(step, complaint)).length + 1;
    const owed = outcome === 'not-reached' && tries < numbersOf(workspace).callAttempts;
    if (!owed) {
      await closeComplaintDuty(tx, ctx, {
        kind: 'complaint.call-back',
        complaintId,
        outcome: outcome === 'reached' ? 'done' : 'cancelled',
      });
    }
    const stepId = await recordStep(tx, ctx, {
      complaintId,
      event: 'call-back',
      step: { text, how: outcome },
    });
    await record(tx, ctx, {
      subject: complaintSubject(complaintId),
      event: 'complaint.called-back',
      after: { outcome, stepId },
    });
    await touchCards(tx, ctx, { kind: 'complaint', subjectId: complaintId });
    return { number: complaint.number, owed };
  });
}

/** A call since the complaint's latest end. */
function isTry({ event, at }: { event: string; at: Date }, { closedAt }: Complaint): boolean {
  return event === 'call-back' && closedAt !== null && at >= closedAt;
}

/** The call that Service still owes the complainant; null when none is. */
export function callBackDuty(
  reader: Reader,
  { id, workspaceId }: Pick<Complaint, 'id' | 'workspaceId'>,
): Promise<Duty | null> {
  const key = dutyKey('complaint.call-back', id);
  return reader.duty.findFirst({ where: { workspaceId, key, state: 'open' } });
}

/**
 * The service department calls, and whoever the call was handed to; never the person complained about.
 * @throws UserError complaintForService, complaintAboutYou
 */
export function refuseOthers(
  ctx: Context,
  { complaint, duty }: { complaint: Complaint; duty: Duty | null },
): void {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person || !may(person, 'complaint.confirm', { ownerIds: [duty?.ownerId] })) {
    throw new UserError('complaintForService');
  }
  refuseRecused(person, complaint);
}
