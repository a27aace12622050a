import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Complaint, Tx } from '../db/types.js';
import { UserError } from '../slack/user-error.js';
import { asideActor } from './aside-actor.js';
import { accusedOf, type Company, loadCompany } from './company.js';
import { type Severity, textLimits } from './complaint.js';
import { closeComplaintDuty, complaintSubject, dutyKey } from './complaint-duties.js';
import { termEnd } from './deadlines.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { openApologyDuty } from './open-apology-duty.js';
import { policyById } from './policies.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { tellManagement } from './tell-management.js';
import { textWithin } from './text-within.js';

/**
 * Raises or lowers a complaint's severity at any step, with a reason (docs/processes.md#complaints): what the new one
 * calls for happens now, what it does not call for is no longer owed.
 * @throws UserError complaintNotFound, complaintForService, complaintAboutYou, complaintChanged and, at their fields,
 *   complaintSeveritySame, complaintReasonMissing, complaintTooLong
 */
export function changeSeverity(
  ctx: Context,
  params: { complaintId: string; seenVersion: number; severity: Severity; reason: string },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId, severity } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    asideActor(ctx, { complaint, aside: 'severity' });
    asSeen(complaint, params.seenVersion);
    if (severity === complaint.severity) {
      throw new UserError('complaintSeveritySame', undefined, { field: 'severity' });
    }
    const text = textWithin(params.reason, { field: 'reason', max: textLimits.note });
    if (!text) throw new UserError('complaintReasonMissing', undefined, { field: 'reason' });
    const company = await loadCompany(tx, ctx);
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'change-severity',
      data: { severity },
      history: 'complaint.severity-changed',
      after: { severity, was: complaint.severity },
      step: { text },
      channelId: company.service?.channelId ?? null,
    });
    await bringAbout(tx, ctx, { complaint: { ...complaint, severity }, company, was: complaint.severity });
    return { complaintId, number: complaint.number, state };
  });
}

async function bringAbout(
  tx: Tx,
  ctx: Context,
  { complaint, company, was }: { complaint: Complaint; company: Company; was: string },
): Promise<void> {
  const { id: complaintId, workspaceId, severity } = complaint;
  const { type: subjectType, id: subjectId } = complaintSubject(complaintId);
  // Reminders of critical ones do not wait for working time.
  await tx.duty.updateMany({
    where: { workspaceId, subjectType, subjectId, state: 'open' },
    data: { urgent: severity === 'critical' },
  });
  if (severity === 'normal') {
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.apology', complaintId, outcome: 'cancelled' });
  } else if (was === 'normal' && !(await hasApologised(tx, complaint))) {
    const { apology } = policyById(complaint.policy);
    const dueAt = termEnd(apology, { from: ctx.now, calendars: company.calendarsOf(company.service) });
    await openApologyDuty(tx, ctx, { complaint, company, dueAt });
  }
  if (severity === 'critical') {
    await tellManagement(tx, ctx, { complaint, company, accused: await accusedOf(tx, complaint) });
  }
}

/** Whether the call was made before the complaint was called less. */
async function hasApologised(tx: Tx, { id, workspaceId }: Complaint): Promise<boolean> {
  const made = await tx.duty.findFirst({
    where: { workspaceId, key: dutyKey('complaint.apology', id), state: 'done' },
    select: { id: true },
  });
  return made !== null;
}
