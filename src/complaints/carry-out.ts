import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { UserError } from '../slack/user-error.js';
import { loadCompany } from './company.js';
import { type Channel, textLimits } from './complaint.js';
import { closeComplaintDuty } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { openStepDuty } from './open-step-duty.js';
import { pastTime } from './past-time.js';
import { closePromiseDuty } from './promise.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { stepActor } from './step-actor.js';
import { latestStep } from './step-queries.js';
import { textWithin } from './text-within.js';

/**
 * Records that the approved solution was carried out and the customer told (docs/processes.md#complaints). Where
 * the investigation named a responsible person, the measures for them and for their lead are recorded too. Service
 * asks the customer next.
 * @throws UserError complaintNotFound, complaintMayNotHandle, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintDoneMissing, complaintMeasuresMissing, complaintInFuture, complaintTooLong
 */
export function carryOut(
  ctx: Context,
  params: {
    complaintId: string;
    seenVersion: number;
    done: string;
    measures: string;
    leadMeasures: string;
    toldBy: Channel;
    toldAt: Date;
  },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    await stepActor(tx, ctx, { complaint, company, step: 'execute' });
    asSeen(complaint, params.seenVersion);
    const facts = await latestStep(tx, { complaint, events: ['report-facts'] });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'execute',
      data: {},
      history: 'complaint.executed',
      step: readDone(params, { now: ctx.now, somebodyAnswerable: !!facts?.staffId }),
      channelId: company.service?.channelId ?? null,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.execute', complaintId });
    await closePromiseDuty(tx, ctx, complaint);
    await openStepDuty(tx, ctx, { complaint, company, step: 'confirm' });
    return { complaintId, number: complaint.number, state };
  });
}

function readDone(
  params: { done: string; measures: string; leadMeasures: string; toldBy: Channel; toldAt: Date },
  { now, somebodyAnswerable }: { now: Date; somebodyAnswerable: boolean },
) {
  const within = (field: 'done' | 'measures' | 'leadMeasures') =>
    textWithin(params[field], { field, max: textLimits.note });
  const text = within('done');
  if (!text) throw new UserError('complaintDoneMissing', undefined, { field: 'done' });
  const measures = within('measures');
  const leadMeasures = within('leadMeasures');
  if (somebodyAnswerable && !measures) {
    throw new UserError('complaintMeasuresMissing', undefined, { field: 'measures' });
  }
  if (somebodyAnswerable && !leadMeasures) {
    throw new UserError('complaintMeasuresMissing', undefined, { field: 'leadMeasures' });
  }
  const happenedAt = pastTime(params.toldAt, { field: 'toldAt', now });
  return { text, measures, leadMeasures, how: params.toldBy, happenedAt };
}
