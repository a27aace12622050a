import type { Context } from '../context.js';
import { historyOf } from '../db/history.js';
import type { Complaint, Reader } from '../db/types.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { listDepartments, staffByIds } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { complaintSubject } from './complaint-duties.js';
import { handlersOf } from './handlers.js';
import { customersOf } from './queries.js';
import { callBackDuty } from './record-call-back.js';
import { refuseRecused, toldTo } from './recused.js';
import { mayReadContact } from './reveal-complaint-contact.js';
import { optionsOf, stepsOf } from './step-queries.js';
import type { RecordContent } from './views/record.js';

/** Far more than a loop has, however often it comes back; who looked at the contact is counted too. */
const MOST_HISTORY = 200;

/**
 * The record for one person. Colleagues read it, and whoever carries it; the person complained about does not. Whoever
 * registered it and may not read the company's complaints (a guest) sees what they wrote, and how it stands.
 * @throws UserError notAllowed, complaintMayNotRead, complaintAboutYou
 */
export async function loadRecord(
  reader: Reader,
  ctx: Context,
  { complaint, contact }: { complaint: Complaint; contact: string | null },
): Promise<RecordContent> {
  const { workspaceId, now } = ctx;
  const person = readerIn(ctx, complaint);
  if (!mayReadAll(person, complaint)) return outlineOf(reader, { complaint, person, contact });
  const subject = complaintSubject(complaint.id);
  const [customers, departments, latest, historyTotal, handles, steps, options, merged, call] =
    await Promise.all([
      customersOf(reader, { workspaceId, complaints: [complaint] }),
      listDepartments(reader, { workspaceId }),
      historyOf(reader, { workspaceId, subject, limit: MOST_HISTORY }),
      reader.history.count({ where: { workspaceId, subjectType: subject.type, subjectId: subject.id } }),
      mayReadContact(reader, { person, complaint, now }),
      stepsOf(reader, complaint),
      optionsOf(reader, complaint),
      mergedWith(reader, complaint, person),
      callBackDuty(reader, complaint),
    ]);
  const history = latest.toReversed();
  const people = await staffByIds(reader, {
    workspaceId,
    staffIds: [
      ...handlersOf(complaint),
      complaint.accusedStaffId,
      ...history.map((entry) => (entry.actorType === 'person' ? entry.actorId : null)),
      ...steps.map((step) => step.staffId),
      ...[...options.values()].flat().map((option) => option.staffId),
    ],
  });
  const customerName = complaint.customerId ? (customers.get(complaint.customerId)?.name ?? null) : null;
  return {
    complaint,
    customerName,
    people,
    departments,
    history,
    historyTotal,
    steps: new Map(steps.map((step) => [step.id, step])),
    options,
    ...merged,
    callBackOwed: call !== null,
    handles,
    contact,
    isOutline: false,
  };
}

/** Nothing of what was found out, by whom, or of whom else it concerns. */
async function outlineOf(
  reader: Reader,
  { complaint, person, contact }: { complaint: Complaint; person: Person; contact: string | null },
): Promise<RecordContent> {
  const { workspaceId, accusedStaffId } = complaint;
  const [people, { mergedInto }] = await Promise.all([
    staffByIds(reader, { workspaceId, staffIds: [person.id, accusedStaffId] }),
    mergedWith(reader, complaint, person),
  ]);
  return {
    complaint: {
      ...complaint,
      departmentId: null,
      centralPersonId: null,
      investigatorId: null,
      judgement: '',
      explanation: '',
      explainedBy: '',
      explainedAt: null,
      customerReaction: '',
    },
    customerName: null,
    people,
    departments: [],
    history: [],
    historyTotal: 0,
    steps: new Map(),
    options: new Map(),
    mergedInto,
    covers: [],
    callBackOwed: false,
    handles: true,
    contact,
    isOutline: true,
  };
}

/** By number: what it was merged into, and what was merged into it. */
async function mergedWith(
  reader: Reader,
  { id, workspaceId, mergedIntoId }: Complaint,
  { id: staffId }: Person,
): Promise<{ mergedInto: string | null; covers: string[] }> {
  const told = { AND: [toldTo({ staffId })] };
  const [into, covered] = await Promise.all([
    mergedIntoId
      ? reader.complaint.findFirst({
          where: { id: mergedIntoId, workspaceId, ...told },
          select: { number: true },
        })
      : null,
    reader.complaint.findMany({
      where: { workspaceId, mergedIntoId: id, ...told },
      select: { number: true },
    }),
  ]);
  return { mergedInto: into?.number ?? null, covers: covered.map(({ number }) => number).sort() };
}

function mayReadAll(person: Person, { centralPersonId, investigatorId }: Complaint): boolean {
  return may(person, 'complaint.read') || [centralPersonId, investigatorId].includes(person.id);
}

function readerIn(ctx: Context, complaint: Complaint): Person {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person?.active) throw new UserError('notAllowed');
  refuseRecused(person, complaint);
  if (!handlersOf(complaint).includes(person.id) && !may(person, 'complaint.read')) {
    throw new UserError('complaintMayNotRead');
  }
  return person;
}
