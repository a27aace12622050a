import type { ModalView } from '@slack/types';
import type { Context } from '../context.js';
import type { Complaint } from '../db/types.js';
import type { Rendered } from '../feature.js';
import { may } from '../people/may.js';
import { listDepartments, staffById } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { UserError } from '../slack/user-error.js';
import { assignerIn } from './assign-complaint.js';
import { offeredScreens, type Screen, stateOf } from './complaint.js';
import { findComplaints } from './find-complaints.js';
import { centralPerson } from './handlers.js';
import { judgeIn } from './judge-complaint.js';
import { countComplaints, listComplaints } from './list-complaints.js';
import { loadRecord } from './load-record.js';
import { customersOf, needComplaint, openComplaintsOf } from './queries.js';
import { reopenReasons } from './step-queries.js';
import { type AnswerDraft, answerView } from './views/answer.js';
import { assignView } from './views/assign.js';
import { type JudgeDraft, judgeView } from './views/judge.js';
import { foundMessage, LIST_PAGE_SIZE, type ListPlace, listMessage } from './views/list.js';
import { recordView } from './views/record.js';
import { registerView, type SourceMessage } from './views/register.js';
import { chosenCustomer, type RegisterDraft } from './views/register-form.js';

// Reads for the views: what each shows to the one who asked. Refuses what that person may not see or do.

/** The form to register a complaint, with what is known so far. */
export async function presentRegister(
  asker: Asker,
  { draft, ...source }: { draft: RegisterDraft } & SourceMessage,
): Promise<ModalView> {
  const { ctx, staff, t, workspace } = asker;
  const reader = ctx.services.db.read;
  const chosen = chosenCustomer(draft.customer);
  const customerId = chosen && 'id' in chosen && may(staff, 'customer.read') ? chosen.id : null;
  const where = { workspaceId: workspace.id };
  const [departments, customer, open] = await Promise.all([
    may(staff, 'people.read') ? asker.departments() : [],
    customerId
      ? reader.customer.findFirst({
          where: { ...where, id: customerId, erasedAt: null },
          select: { id: true, name: true, stage: true },
        })
      : null,
    customerId ? openComplaintsOf(reader, { ...where, customerId, audience: { staffId: staff.id } }) : null,
  ]);
  const { timeZone } = workspace;
  return registerView({ t, now: ctx.now, timeZone, draft, customer, open, departments, ...source });
}

/**
 * The complaint behind a button, if its screen is still offered.
 * @throws UserError complaintNotFound, complaintChanged
 */
export async function complaintFor(ctx: Context, complaintId: string, screen: Screen) {
  const { services, workspaceId } = ctx;
  const complaint = await needComplaint(services.db.read, { workspaceId, complaintId });
  return {
    complaint,
    customerName: await customerNameOf(ctx, complaint),
    /** After the permission: who may not act learns nothing else. */
    stillOffered() {
      const state = stateOf(complaint.state);
      if (!offeredScreens(state).includes(screen)) {
        throw new UserError('complaintChanged', { number: complaint.number, state });
      }
    },
  };
}

async function customerNameOf(ctx: Context, complaint: Complaint): Promise<string | null> {
  const { services, workspaceId } = ctx;
  const customers = await customersOf(services.db.read, { workspaceId, complaints: [complaint] });
  return complaint.customerId ? (customers.get(complaint.customerId)?.name ?? null) : null;
}

/** @throws UserError complaintNotFound, complaintMayNotJudge, complaintAboutYou, complaintChanged */
export async function presentJudge(
  { ctx, t, workspace }: Asker,
  { complaintId, draft = {} }: { complaintId: string; draft?: JudgeDraft },
): Promise<ModalView> {
  const { complaint, customerName, stillOffered } = await complaintFor(ctx, complaintId, 'judge');
  judgeIn(ctx, complaint);
  stillOffered();
  const { timeZone } = workspace;
  return judgeView({ t, now: ctx.now, timeZone, complaint, customerName, draft });
}

/** @throws UserError complaintNotFound, complaintMayNotJudge, complaintAboutYou, complaintChanged */
export async function presentAnswer(
  { ctx, t, workspace }: Asker,
  { complaintId, draft = {} }: { complaintId: string; draft?: AnswerDraft },
): Promise<ModalView> {
  const { complaint, customerName, stillOffered } = await complaintFor(ctx, complaintId, 'answer');
  judgeIn(ctx, complaint);
  stillOffered();
  const { timeZone } = workspace;
  return answerView({ t, now: ctx.now, timeZone, complaint, customerName, draft });
}

/** @throws UserError complaintNotFound, complaintMayNotAssign, complaintAboutYou, complaintChanged */
export async function presentAssign(
  { ctx, t, workspace }: Asker,
  { complaintId }: { complaintId: string },
): Promise<ModalView> {
  const { complaint, customerName, stillOffered } = await complaintFor(ctx, complaintId, 'assign');
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const departments = await listDepartments(reader, { workspaceId });
  const byKey = (key: string) => departments.find((department) => department.key === key) ?? null;
  assignerIn(ctx, { complaint, service: byKey('service') });
  stillOffered();
  const leadIds = departments.flatMap((department) => department.leadId ?? []);
  const leaders = await reader.staff.findMany({
    where: { workspaceId, OR: [{ id: { in: leadIds } }, { role: 'lead' }] },
    include: { department: true },
    orderBy: { id: 'asc' },
  });
  const management = byKey('management');
  const { accusedStaffId, investigatorId, centralPersonId } = complaint;
  const investigator =
    investigatorId && investigatorId !== centralPersonId
      ? await staffById(reader, { workspaceId, staffId: investigatorId })
      : null;
  return assignView({
    t,
    timeZone: workspace.timeZone,
    complaint,
    customerName,
    choices: departments.map((department) => ({
      department,
      centralName: centralPerson({ department, management, leaders, accusedStaffId })?.name ?? null,
    })),
    investigatorSlackId: investigator?.slackUserId ?? null,
  });
}

/** @throws UserError notAllowed, complaintMayNotRead, complaintAboutYou */
export async function presentRecord(
  { ctx, t, workspace }: Asker,
  { complaint, contact = null, page = 0 }: { complaint: Complaint; contact?: string | null; page?: number },
): Promise<ModalView> {
  const content = await loadRecord(ctx.services.db.read, ctx, { complaint, contact });
  return recordView({ t, timeZone: workspace.timeZone, now: ctx.now, content, page });
}

/** One page of the list; people without a department see what they registered themselves. */
export async function presentList(
  { ctx, t, workspace }: Asker,
  { filter, at }: ListPlace,
): Promise<Rendered> {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person?.active) throw new UserError('notAllowed');
  const { workspaceId, now } = ctx;
  const reader = ctx.services.db.read;
  const asked = { workspaceId, staffId: person.id, onlyOwn: !may(person, 'complaint.read'), filter, now };
  const [page, total] = await Promise.all([
    listComplaints(reader, { ...asked, at, size: LIST_PAGE_SIZE }),
    countComplaints(reader, asked),
  ]);
  const { timeZone } = workspace;
  return listMessage({ t, timeZone, now, filter, page, total, ...(await rowFacts(ctx, page.rows)) });
}

/** What is beside the complaints of a list. */
async function rowFacts({ services, workspaceId }: Context, complaints: readonly Complaint[]) {
  const reader = services.db.read;
  const customers = await customersOf(reader, { workspaceId, complaints });
  const customerNames = new Map([...customers].map(([id, customer]) => [id, customer.name]));
  return { customerNames, reopenedWhy: await reopenReasons(reader, complaints) };
}

/** What a name or a number leads to. */
export async function presentFound({ ctx, t, workspace }: Asker, query: string): Promise<Rendered> {
  const { complaints, total } = await findComplaints(ctx, { query, most: LIST_PAGE_SIZE });
  const { timeZone } = workspace;
  const facts = await rowFacts(ctx, complaints);
  return foundMessage({ t, timeZone, now: ctx.now, query, total, complaints, ...facts });
}
