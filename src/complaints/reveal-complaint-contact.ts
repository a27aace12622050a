import type { Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Complaint, Reader } from '../db/types.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { UserError } from '../slack/user-error.js';
import { complaintSubject } from './complaint-duties.js';
import { handlersOf } from './handlers.js';
import { needComplaint } from './queries.js';
import { isRecused } from './recused.js';

/**
 * Shows how to reach a complainant to somebody who may know it, and records that it was shown. The contact
 * never enters the recorded answer of a repeated request: it is opened after the commit. Null: none recorded.
 * @throws UserError complaintNotFound, complaintMayNotReadContact
 */
export async function revealComplaintContact(
  ctx: Context,
  { complaintId }: { complaintId: string },
): Promise<string | null> {
  const { services, workspaceId } = ctx;
  await commit(ctx, async (tx) => {
    await revealable(tx, ctx, complaintId);
    await record(tx, ctx, { subject: complaintSubject(complaintId), event: 'complaint.contact-revealed' });
  });
  // A repeated request passes by the work above: what it is shown, it may see now.
  const { contactSealed } = await revealable(services.db.read, ctx, complaintId);
  return contactSealed ? services.vault.openForWorkspace(workspaceId, contactSealed) : null;
}

async function revealable(reader: Reader, ctx: Context, complaintId: string): Promise<Complaint> {
  const complaint = await needComplaint(reader, { workspaceId: ctx.workspaceId, complaintId });
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person || !(await mayReadContact(reader, { person, complaint, now: ctx.now }))) {
    throw new UserError('complaintMayNotReadContact');
  }
  return complaint;
}

/**
 * Whether somebody may see how to reach the complainant: the service department and those who carry the
 * complaint; a key account's only the latter and whom its owners let. The person complained about never.
 */
export async function mayReadContact(
  reader: Reader,
  { person, complaint, now }: { person: Person; complaint: Complaint; now: Date },
): Promise<boolean> {
  if (isRecused(person.id, complaint)) return false;
  const handlers = handlersOf(complaint);
  if (!may(person, 'complaint.read-contact', { ownerIds: handlers })) return false;
  const { workspaceId, customerId } = complaint;
  if (!customerId || handlers.includes(person.id)) return true;
  const customer = await customerById(reader, { workspaceId, customerId });
  if (customer?.category !== 'key-account') return true;
  return may(person, 'customer.read-contact', await customerAffair(reader, { customer, now }));
}
