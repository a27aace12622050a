import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Complaint, Tx } from '../db/types.js';
import type { HandedOver, Leaving } from '../feature.js';
import { touchCards } from '../outbox/cards.js';
import { enqueue } from '../outbox/enqueue.js';
import type { Person } from '../people/person.js';
import { staffById } from '../people/queries.js';
import { accusedOf, type Company, clearOf, loadCompany } from './company.js';
import { stateOf } from './complaint.js';
import { closeComplaintDuty, complaintSubject, dutyKey, openComplaintDuty } from './complaint-duties.js';
import { centralPerson, leadersOf } from './handlers.js';
import { openStepDuty } from './open-step-duty.js';
import { loopStepOf } from './policies.js';
import { stillOpen } from './queries.js';

/** Each takes some twenty statements. */
const pageSize = 10;

/**
 * Somebody left: the complaints they were the central person of, or investigated, pass on at once, to their
 * substitute, else to the responsible department's lead, else to management's; never to the person complained
 * about (docs/processes.md#absence). Deadlines stay. With nobody left at all the record keeps its last name.
 */
export async function handOverComplaints(tx: Tx, ctx: Context, leaving: Leaving): Promise<HandedOver> {
  const { workspaceId } = ctx;
  const { staff, toStaffId } = leaving;
  const complaints = await pageOf(tx, ctx, { staffId: staff.id, after: leaving.after });
  if (complaints.length === 0) return {};
  const company = await loadCompany(tx, ctx);
  const substitute = toStaffId ? await staffById(tx, { workspaceId, staffId: toStaffId }) : null;
  let duties = 0;
  for (const complaint of complaints) {
    if (![complaint.centralPersonId, complaint.investigatorId].includes(staff.id)) {
      await passStepOn(tx, ctx, { complaint, company, staffId: staff.id });
      continue;
    }
    const successor = await successorFor(tx, ctx, { complaint, company, substitute, leaving });
    if (!successor) continue;
    await passOn(tx, ctx, { complaint, company, staffId: staff.id, successor });
    // The central person owes the solution.
    if (complaint.centralPersonId === staff.id) duties++;
  }
  return { duties, next: complaints.length === pageSize ? complaints.at(-1)?.id : undefined };
}

/**
 * Complaints that wait for somebody, by id: whose central person they are, which they investigate, or whose approval
 * they owe: that passes to who may approve, not to whoever has least to do.
 */
async function pageOf(
  tx: Tx,
  { workspaceId }: Context,
  { staffId, after }: { staffId: string; after: string | null },
): Promise<Complaint[]> {
  const following = after ? { gt: after } : {};
  const page = { orderBy: { id: 'asc' }, take: pageSize } as const;
  const approvals = await tx.duty.findMany({
    where: {
      workspaceId,
      ownerId: staffId,
      state: 'open',
      kind: 'complaint.approve',
      ...(after ? { subjectId: following } : {}),
    },
    orderBy: { subjectId: 'asc' },
    take: pageSize,
    select: { subjectId: true },
  });
  // A statement for each: with an OR neither database would use the three indexes.
  const found = [
    ...(await tx.complaint.findMany({
      where: { workspaceId, ...stillOpen, centralPersonId: staffId, id: following },
      ...page,
    })),
    ...(await tx.complaint.findMany({
      where: { workspaceId, ...stillOpen, investigatorId: staffId, id: following },
      ...page,
    })),
    ...(await tx.complaint.findMany({
      where: { id: { in: approvals.map(({ subjectId }) => subjectId) }, ...stillOpen },
    })),
  ];
  const once = new Map(found.map((complaint) => [complaint.id, complaint]));
  return [...once.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, pageSize);
}

async function successorFor(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    substitute,
    leaving,
  }: { complaint: Complaint; company: Company; substitute: Person | null; leaving: Leaving },
): Promise<Person | null> {
  const { accusedStaffId } = complaint;
  if (substitute && substitute.id !== accusedStaffId) return substitute;
  const department = company.departments.find(({ id }) => id === complaint.departmentId);
  if (!department) return null;
  const { management } = company;
  const leaders = await leadersOf(tx, ctx, { department, management });
  const remaining = leaders.filter(({ id }) => id !== leaving.staff.id);
  return centralPerson({ department, management, leaders: remaining, accusedStaffId });
}

async function passOn(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    staffId,
    successor,
  }: { complaint: Complaint; company: Company; staffId: string; successor: Person },
): Promise<void> {
  const wasCentral = complaint.centralPersonId === staffId;
  const data = {
    ...(wasCentral ? { centralPersonId: successor.id } : {}),
    ...(complaint.investigatorId === staffId ? { investigatorId: successor.id } : {}),
  };
  await tx.complaint.updateMany({ where: { id: complaint.id, workspaceId: ctx.workspaceId }, data });
  await record(tx, ctx, {
    subject: complaintSubject(complaint.id),
    event: 'complaint.passed-on',
    before: { centralPersonId: complaint.centralPersonId, investigatorId: complaint.investigatorId },
    after: data,
  });
  const department = company.departments.find(({ id }) => id === complaint.departmentId) ?? null;
  if (wasCentral) {
    const accused = await accusedOf(tx, complaint);
    const { withheld } = clearOf({ accused, department, management: company.management });
    await closeComplaintDuty(tx, ctx, {
      kind: 'complaint.solve',
      complaintId: complaint.id,
      outcome: 'cancelled',
    });
    await openComplaintDuty(tx, ctx, {
      kind: 'complaint.solve',
      complaint,
      department,
      ownerId: successor.id,
      withheld,
      dueAt: complaint.solveDueAt,
      calendar: company.calendarsOf(department).department,
    });
  }
  await passStepOn(tx, ctx, { complaint: { ...complaint, ...data }, company, staffId });
  const role = wasCentral ? 'central' : 'investigator';
  await enqueue(tx, ctx, {
    key: `complaint.${role}:${complaint.id}:${successor.id}:${ctx.now.getTime()}`,
    destination: { staffId: successor.id },
    template: 'complaint.assigned',
    params: { complaintId: complaint.id, role },
  });
  await touchCards(tx, ctx, { kind: 'complaint', subjectId: complaint.id });
}

/** What the leaver owed of the loop's present step is owed by whoever the rules name now, by the same time. */
async function passStepOn(
  tx: Tx,
  ctx: Context,
  { complaint, company, staffId }: { complaint: Complaint; company: Company; staffId: string },
): Promise<void> {
  const step = loopStepOf(stateOf(complaint.state));
  if (!step) return;
  const kind = `complaint.${step}` as const;
  const duty = await tx.duty.findFirst({
    where: {
      workspaceId: ctx.workspaceId,
      key: dutyKey(kind, complaint.id),
      ownerId: staffId,
      state: 'open',
    },
  });
  if (!duty) return;
  await closeComplaintDuty(tx, ctx, { kind, complaintId: complaint.id, outcome: 'cancelled' });
  const { dueAt } = duty;
  await openStepDuty(tx, ctx, { complaint, company, step, dueAt, leaverId: staffId, quietly: true });
}
