import { cancelCalls } from '../callbacks/cancel-calls.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Complaint, Tx } from '../db/types.js';
import { UserError } from '../slack/user-error.js';
import { asideActor } from './aside-actor.js';
import { mayStillBeReopened } from './aside-times.js';
import { accusedOf, clearOf, loadCompany } from './company.js';
import { REOPEN_DAYS, textLimits } from './complaint.js';
import { closeComplaintDuty, openComplaintDuty } from './complaint-duties.js';
import { deadlinesOf } from './deadlines.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { policyById } from './policies.js';
import { needComplaint } from './queries.js';
import type { StepTaken } from './report-facts.js';
import { textWithin } from './text-within.js';

const DAY_MS = 86_400_000;

/**
 * Begins the loop of a finished complaint anew under its number, with a reason (docs/processes.md#complaints): judged
 * and assigned again, its deadlines counted from now by the policy it began under. The call that its closing planned
 * is taken back: it is made when the complaint is closed again.
 * @throws UserError complaintNotFound, complaintForService, complaintAboutYou, complaintChanged,
 *   complaintTooLateToReopen and, at `reason`, complaintReasonMissing, complaintTooLong
 */
export function reopenComplaint(
  ctx: Context,
  params: { complaintId: string; seenVersion: number; reason: string },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const { workspaceId, now } = ctx;
    const complaint = await needComplaint(tx, { workspaceId, complaintId });
    asideActor(ctx, { complaint, aside: 'reopen' });
    asSeen(complaint, params.seenVersion);
    const company = await loadCompany(tx, ctx);
    const { service, management, workspace } = company;
    // One that is not finished is refused by its state, below.
    if (complaint.closedAt && !mayStillBeReopened(complaint, { now, timeZone: workspace.timeZone })) {
      throw new UserError('complaintTooLateToReopen', { days: REOPEN_DAYS });
    }
    const text = textWithin(params.reason, { field: 'reason', max: textLimits.note });
    if (!text) throw new UserError('complaintReasonMissing', undefined, { field: 'reason' });
    const calendars = company.calendarsOf(service);
    const policy = policyById(complaint.policy);
    const due = deadlinesOf({ policy, receivedAt: now, registeredAt: now, calendars });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'reopen',
      data: {
        ...afresh,
        reopenedAt: now,
        reopenedTimes: complaint.reopenedTimes + 1,
        judgeDueAt: due.judgeDueAt,
      },
      newLoop: { solveDueAt: due.solveDueAt },
      history: 'complaint.reopened',
      after: {
        was: {
          outcome: complaint.outcome,
          closedAt: complaint.closedAt,
          solveDueAt: complaint.solveDueAt,
          departmentId: complaint.departmentId,
        },
        solveDueAt: due.solveDueAt,
      },
      step: { text },
      channelId: service?.channelId ?? null,
    });
    await openComplaintDuty(tx, ctx, {
      kind: 'complaint.judge',
      complaint,
      department: service,
      ...clearOf({ accused: await accusedOf(tx, complaint), department: service, management }),
      dueAt: due.judgeDueAt,
      calendar: calendars.department,
    });
    await closeComplaintDuty(tx, ctx, {
      kind: 'complaint.call-back',
      complaintId,
      outcome: 'cancelled',
    });
    await takeCallBack(tx, ctx, complaint);
    return { complaintId, number: complaint.number, state };
  });
}

/** What the next judgement and the next assignment say anew. What was typed for the last stays in its steps. */
const afresh = {
  kind: null,
  outcome: null,
  closedAt: null,
  promisedAt: null,
  judgedById: null,
  judgedAt: null,
  departmentId: null,
  centralPersonId: null,
  investigatorId: null,
  assignedById: null,
  assignedAt: null,
} as const;

/** Unless another complaint of the same customer ended about then: one call is for both. */
async function takeCallBack(tx: Tx, ctx: Context, { id, customerId, closedAt }: Complaint): Promise<void> {
  if (!customerId || !closedAt) return;
  const since = new Date(closedAt.getTime() - DAY_MS);
  const another = await tx.complaint.findFirst({
    where: {
      workspaceId: ctx.workspaceId,
      customerId,
      id: { not: id },
      state: { in: ['closed', 'declined'] },
      closedAt: { gte: since },
    },
    select: { id: true },
  });
  if (!another) await cancelCalls(tx, ctx, { customerId, kinds: ['complaint'] });
}
