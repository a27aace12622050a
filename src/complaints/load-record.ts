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
import { mayReadContact } from './reveal-complaint-contact.js';
import type { RecordContent } from './views/record.js';

const MOST_HISTORY = 20;

/**
 * The full record for one person. Colleagues read it, and whoever registered or carries it; the person
 * complained about does not.
 * @throws UserError notAllowed, complaintMayNotRead, complaintAboutYou
 */
export async function loadRecord(
  reader: Reader,
  ctx: Context,
  { complaint, contact }: { complaint: Complaint; contact: string | null },
): Promise<RecordContent> {
  const { workspaceId, now } = ctx;
  const person = readerIn(ctx, complaint);
  const subject = complaintSubject(complaint.id);
  const [customers, departments, history, historyTotal, handles] = await Promise.all([
    customersOf(reader, { workspaceId, complaints: [complaint] }),
    listDepartments(reader, { workspaceId }),
    historyOf(reader, { workspaceId, subject, limit: MOST_HISTORY }),
    reader.history.count({ where: { workspaceId, subjectType: subject.type, subjectId: subject.id } }),
    mayReadContact(reader, { person, complaint, now }),
  ]);
  const people = await staffByIds(reader, {
    workspaceId,
    staffIds: [
      ...handlersOf(complaint),
      complaint.accusedStaffId,
      ...history.map((entry) => (entry.actorType === 'person' ? entry.actorId : null)),
    ],
  });
  const customerName = complaint.customerId ? (customers.get(complaint.customerId)?.name ?? null) : null;
  return { complaint, customerName, people, departments, history, historyTotal, handles, contact };
}

function readerIn(ctx: Context, complaint: Complaint): Person {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person?.active) throw new UserError('notAllowed');
  if (person.id === complaint.accusedStaffId) throw new UserError('complaintAboutYou');
  if (!handlersOf(complaint).includes(person.id) && !may(person, 'complaint.read')) {
    throw new UserError('complaintMayNotRead');
  }
  return person;
}
