import type { Context } from '../context.js';
import type { Complaint, Department, Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { accusedOf, type Company, clearOf } from './company.js';
import { openComplaintDuty } from './complaint-duties.js';
import { stepDueAt } from './deadlines.js';
import { centralPerson, leadersOf } from './handlers.js';
import { type LoopStep, policyById } from './policies.js';
import { isRecused } from './recused.js';
import { chosenOption, latestStep } from './step-queries.js';

/** Who owes a step: somebody by name or, without a name, the lead of the department. */
interface Owed {
  department: Department | null;
  ownerId: string | null;
  /** Where the step has a date of its own. */
  dueAt?: Date | null;
}

interface Next {
  complaint: Complaint;
  company: Company;
  step: LoopStep;
}

/**
 * Opens the duty of the loop's next step for whoever must take it, in the caller's transaction, and tells them that
 * it is their turn, unless they moved it on themselves (docs/processes.md#complaints). Never the person complained
 * about.
 */
export async function openStepDuty(
  tx: Tx,
  ctx: Context,
  next: Next & {
    /** Kept from before, when somebody left and the step passes on. */
    dueAt?: Date;
    /** Who left. */
    leaverId?: string;
    /** They are told otherwise. */
    quietly?: boolean;
  },
): Promise<void> {
  const { complaint, company, step } = next;
  const { management } = company;
  const accused = await accusedOf(tx, complaint);
  const owed = await owedFor(tx, ctx, { ...next, leaverId: next.leaverId ?? null });
  const { department } = owed;
  const clearance = clearOf({ accused, department, management });
  const fit = isRecused(owed.ownerId, complaint) ? null : owed.ownerId;
  const ownerId = fit ?? clearance.ownerId;
  const calendars = company.calendarsOf(department);
  const { solveDueAt } = complaint;
  const policy = policyById(complaint.policy);
  await openComplaintDuty(tx, ctx, {
    kind: `complaint.${step}`,
    complaint,
    department,
    ownerId,
    withheld: clearance.withheld,
    dueAt: next.dueAt ?? owed.dueAt ?? stepDueAt({ step, policy, solveDueAt, now: ctx.now, calendars }),
    calendar: calendars.department,
  });
  const acting = ctx.actor.type === 'person' ? ctx.actor.staff.id : null;
  if (!ownerId || ownerId === acting || next.quietly) return;
  await enqueue(tx, ctx, {
    key: `complaint.turn:${complaint.id}:${step}:${ownerId}:${ctx.now.getTime()}`,
    destination: { staffId: ownerId },
    template: 'complaint.your-turn',
    params: { complaintId: complaint.id, kind: `complaint.${step}` },
  });
}

async function owedFor(
  tx: Tx,
  ctx: Context,
  { complaint, company, step, leaverId }: Next & { leaverId: string | null },
): Promise<Owed> {
  const { departments, service } = company;
  const department = departments.find(({ id }) => id === complaint.departmentId) ?? null;
  switch (step) {
    case 'investigate':
      return { department, ownerId: complaint.investigatorId };
    case 'propose':
      return { department, ownerId: complaint.centralPersonId };
    case 'approve':
      return approver(tx, ctx, { complaint, company, department, leaverId });
    case 'execute': {
      const option = await chosenOption(tx, complaint);
      const named = option?.staffId === leaverId ? null : option?.staffId;
      return { department, ownerId: named ?? complaint.centralPersonId, dueAt: option?.dueAt ?? null };
    }
    case 'confirm':
      return { department: service, ownerId: await specialistOf(tx, complaint) };
    case 'review':
      return { department: service, ownerId: null };
  }
}

/** Four eyes: the responsible department's lead, unless they proposed it; then management's. */
async function approver(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    department,
    leaverId,
  }: { complaint: Complaint; company: Company; department: Department | null; leaverId: string | null },
): Promise<Owed> {
  const { management } = company;
  const proposal = await latestStep(tx, { complaint, events: ['propose'] });
  const leaders = department ? await leadersOf(tx, ctx, { department, management }) : [];
  const chosen =
    department &&
    centralPerson({
      department,
      management,
      leaders: leaders.filter(({ id }) => id !== proposal?.byId && id !== leaverId),
      accusedStaffId: complaint.accusedStaffId,
    });
  if (!chosen) return { department: management, ownerId: null };
  const theirs = chosen.departmentId === management?.id || chosen.id === management?.leadId;
  return { department: theirs ? management : department, ownerId: chosen.id };
}

/** The customer's service specialist; null where there is none. */
export async function specialistOf(
  tx: Tx,
  { customerId }: Pick<Complaint, 'customerId'>,
): Promise<string | null> {
  if (!customerId) return null;
  const customer = await tx.customer.findUnique({
    where: { id: customerId },
    select: { serviceSpecialistId: true },
  });
  return customer?.serviceSpecialistId ?? null;
}
