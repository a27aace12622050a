import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Complaint, Department, Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { findStaff } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { accusedOf, type Company, clearOf, loadCompany } from './company.js';
import { closeComplaintDuty, openComplaintDuty } from './complaint-duties.js';
import { centralPerson, leadersOf } from './handlers.js';
import { changedMeanwhile, moveComplaint } from './move-complaint.js';
import { openStepDuty } from './open-step-duty.js';
import { needComplaint } from './queries.js';
import { isRecused, refuseRecused } from './recused.js';

/**
 * Names the responsible department of a valid complaint, or another one later (docs/processes.md#complaints).
 * Its lead becomes the central person and owes the solution; the deadline stays where it was. The person
 * complained about neither leads nor investigates. Those who take over, and those released, are told.
 * @throws UserError complaintNotFound, complaintMayNotAssign, complaintAboutYou, complaintChanged and, at their
 *   fields, complaintTeamUnknown, complaintNoCentralPerson, complaintPersonUnknown, complaintPersonInactive,
 *   complaintInvestigatorAccused
 */
export function assignComplaint(
  ctx: Context,
  params: {
    complaintId: string;
    departmentId: string;
    /** null: the central person investigates. */
    investigatorSlackUserId: string | null;
    /** When it had last been assigned as the person saw it; a later assignment is not overrun unseen. */
    seenAssignedAt: Date | null;
  },
): Promise<{ complaintId: string; number: string; centralPersonId: string; investigatorId: string }> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const company = await loadCompany(tx, ctx);
    const assigner = assignerIn(ctx, { complaint, service: company.service });
    if (complaint.assignedAt?.getTime() !== params.seenAssignedAt?.getTime()) {
      throw await changedMeanwhile(tx, ctx, complaintId);
    }
    const department = company.departments.find(({ id }) => id === params.departmentId);
    if (!department) throw new UserError('complaintTeamUnknown', undefined, { field: 'department' });
    const central = await centralPersonIn(tx, ctx, { complaint, company, department });
    const investigator = params.investigatorSlackUserId
      ? await investigatorIn(tx, ctx, { complaint, slackUserId: params.investigatorSlackUserId })
      : central;

    const again = complaint.state === 'investigating';
    const handlers = {
      departmentId: department.id,
      centralPersonId: central.id,
      investigatorId: investigator.id,
    };
    await moveComplaint(tx, ctx, {
      complaint,
      event: again ? 'reassign' : 'assign',
      data: { ...handlers, assignedById: assigner.id, assignedAt: ctx.now },
      history: again ? 'complaint.reassigned' : 'complaint.assigned',
      after: handlers,
      channelId: company.service?.channelId ?? null,
    });
    await closeComplaintDuty(tx, ctx, { kind: 'complaint.assign', complaintId });
    if (again) {
      for (const kind of ['complaint.solve', 'complaint.investigate'] as const) {
        await closeComplaintDuty(tx, ctx, { kind, complaintId, outcome: 'cancelled' });
      }
    }
    const accused = await accusedOf(tx, complaint);
    await openComplaintDuty(tx, ctx, {
      kind: 'complaint.solve',
      complaint,
      department,
      ownerId: central.id,
      withheld: clearOf({ accused, department, management: company.management }).withheld,
      dueAt: complaint.solveDueAt,
      calendar: company.calendarsOf(department).department,
    });
    const assigned = { ...complaint, ...handlers };
    await openStepDuty(tx, ctx, { complaint: assigned, company, step: 'investigate', quietly: true });
    await tellThem(tx, ctx, { complaint, central, investigator, assigner });
    return {
      complaintId,
      number: complaint.number,
      centralPersonId: central.id,
      investigatorId: investigator.id,
    };
  });
}

/**
 * The person who acts, if they may name the responsible department.
 * @throws UserError complaintMayNotAssign, complaintAboutYou
 */
export function assignerIn(
  ctx: Context,
  { complaint, service }: { complaint: Complaint; service: Department | null },
): Person {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person || !may(person, 'complaint.assign', { department: service })) {
    throw new UserError('complaintMayNotAssign');
  }
  refuseRecused(person, complaint);
  return person;
}

async function centralPersonIn(
  tx: Tx,
  ctx: Context,
  { complaint, company, department }: { complaint: Complaint; company: Company; department: Department },
): Promise<Person> {
  const { management } = company;
  const leaders = await leadersOf(tx, ctx, { department, management });
  const { accusedStaffId } = complaint;
  const central = centralPerson({ department, management, leaders, accusedStaffId });
  if (!central) throw new UserError('complaintNoCentralPerson', undefined, { field: 'department' });
  return central;
}

async function investigatorIn(
  tx: Tx,
  ctx: Context,
  { complaint, slackUserId }: { complaint: Complaint; slackUserId: string },
): Promise<Person> {
  const field = 'investigator';
  const person = await findStaff(tx, { workspaceId: ctx.workspaceId, slackUserId });
  if (!person) throw new UserError('complaintPersonUnknown', undefined, { field });
  if (!person.active) throw new UserError('complaintPersonInactive', undefined, { field });
  if (isRecused(person.id, complaint)) {
    throw new UserError('complaintInvestigatorAccused', undefined, { field });
  }
  return person;
}

/** One direct message to each who takes over or is released, but not to the one who pressed the button. */
async function tellThem(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    central,
    investigator,
    assigner,
  }: { complaint: Complaint; central: Person; investigator: Person; assigner: Person },
): Promise<void> {
  const news = new Map<string, 'central' | 'investigator' | 'released'>();
  for (const id of [complaint.centralPersonId, complaint.investigatorId]) if (id) news.set(id, 'released');
  news.set(investigator.id, 'investigator');
  news.set(central.id, 'central');
  news.delete(assigner.id);
  for (const [staffId, role] of news) {
    const unchanged =
      (role === 'central' && staffId === complaint.centralPersonId) ||
      (role === 'investigator' && staffId === complaint.investigatorId);
    if (unchanged) continue;
    await enqueue(tx, ctx, {
      key: `complaint.${role}:${complaint.id}:${staffId}:${ctx.now.getTime()}`,
      destination: { staffId },
      template: 'complaint.assigned',
      params: { complaintId: complaint.id, role },
    });
  }
}
