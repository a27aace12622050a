import { localDate } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import type { Source } from '../customers/customer.js';
import { KnownPhoneError, knownPhonesOnRecord } from '../customers/known-phone.js';
import { customerById } from '../customers/queries.js';
import { createCustomer } from '../customers/register-customer.js';
import { commit } from '../db/commit.js';
import { NumbersUnsureError, nextNumber } from '../db/counter.js';
import { record } from '../db/history.js';
import type { Customer, Tx } from '../db/types.js';
import { wantCard } from '../outbox/cards.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { findStaff } from '../people/queries.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { clearOf, loadCompany } from './company.js';
import {
  type Category,
  type Channel,
  complaintNumber,
  type Relation,
  type Severity,
  textLimits,
} from './complaint.js';
import { complaintSubject, openComplaintDuty } from './complaint-duties.js';
import { deadlinesOf } from './deadlines.js';
import { openApologyDuty } from './open-apology-duty.js';
import { pastTime } from './past-time.js';
import { policyOf } from './settings.js';
import { tellManagement } from './tell-management.js';
import { textWithin } from './text-within.js';

export interface NewComplaint {
  /** An existing customer, a new one registered in the same transaction, or nobody of the archive. */
  /** `phones` as typed, one each */
  customer: { id: string } | { name: string; phones: readonly string[]; source: Source } | null;
  /** '' when it is the customer. */
  complainantName: string;
  relation: Relation;
  contact: string;
  receivedBy: Channel;
  receivedAt: Date;
  content: string;
  demand: string;
  category: Category;
  severity: Severity;
  accusedSlackUserId: string | null;
  accusedDepartmentId: string | null;
  sourceLink: string | null;
}

/** A type, not an interface: it is recorded as JSON. Instants are ISO texts. */
export type RegisteredComplaint = {
  complaintId: string;
  number: string;
  complainantName: string;
  judgeDueAt: string;
  solveDueAt: string;
  apologyDueAt: string | null;
  critical: boolean;
  /** Where the card goes; null while the service department has no channel. */
  channelId: string | null;
};

/**
 * Registers a complaint (docs/processes.md#complaints): anyone may. It gets its number, its deadlines by the
 * policy in force, the duty to judge it and its card in the service department's channel; a serious one the
 * duty of an apology call, a critical one is told to management at once.
 * Errors at a field carry the form's block id.
 * @throws UserError notAllowed, complaintContentMissing, complaintTooLong, complaintWhoMissing,
 *   complaintCustomerGone, complaintPhoneKnown, customerPhoneTriesUp, complaintInFuture, complaintPersonInactive, complaintTeamUnknown,
 *   numbersUnsure,
 *   formSentBefore
 */
export function registerComplaint(ctx: Context, params: NewComplaint): Promise<RegisteredComplaint> {
  const { customer } = params;
  const asks = customer !== null && 'phones' in customer && customer.phones.length > 0;
  return commit(ctx, (tx) => register(tx, ctx, params), asks ? knownPhonesOnRecord(ctx) : undefined);
}

async function register(tx: Tx, ctx: Context, params: NewComplaint): Promise<RegisteredComplaint> {
  await oncePerForm(tx, ctx);
  const { workspaceId, now, services } = ctx;
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person || !may(person, 'complaint.register')) throw new UserError('notAllowed');
  const texts = readTexts(params, now);

  const company = await loadCompany(tx, ctx);
  if (
    params.accusedDepartmentId &&
    !company.departments.some((department) => department.id === params.accusedDepartmentId)
  ) {
    throw new UserError('complaintTeamUnknown', undefined, { field: 'accusedDepartment' });
  }
  const accused = await accusedPerson(tx, ctx, params.accusedSlackUserId);
  const customer = await customerIn(tx, ctx, params.customer);
  const complainantName = texts.complainantName || customer?.name;
  if (!complainantName) throw new UserError('complaintWhoMissing', undefined, { field: 'complainant' });

  const policy = policyOf(company.workspace, now);
  const calendars = company.calendarsOf(company.service);
  const due = deadlinesOf({ policy, receivedAt: texts.receivedAt, registeredAt: now, calendars });
  const year = Number(localDate(company.workspace.timeZone, now).slice(0, 4));
  const sequence = await nextNumber(tx, { workspaceId, name: `complaint:${year}` }).catch(
    (error: unknown) => {
      throw error instanceof NumbersUnsureError
        ? new UserError('numbersUnsure', undefined, { field: 'content' })
        : error;
    },
  );
  const number = complaintNumber({ year, sequence });
  const complaint = await tx.complaint.create({
    data: {
      workspaceId,
      year,
      sequence,
      number,
      state: 'registered',
      customerId: customer?.id ?? null,
      complainantName,
      relation: params.relation,
      contactSealed: texts.contact ? services.vault.sealForWorkspace(workspaceId, texts.contact) : null,
      receivedBy: params.receivedBy,
      receivedAt: texts.receivedAt,
      content: texts.content,
      demand: texts.demand,
      category: params.category,
      severity: params.severity,
      accusedStaffId: accused?.id ?? null,
      accusedDepartmentId: params.accusedDepartmentId,
      sourceLink: params.sourceLink,
      registeredById: person.id,
      registeredAt: now,
      policy: policy.id,
      judgeDueAt: due.judgeDueAt,
      solveDueAt: due.solveDueAt,
    },
    select: { id: true, workspaceId: true, severity: true, customerId: true, accusedStaffId: true },
  });
  await record(tx, ctx, {
    subject: complaintSubject(complaint.id),
    event: 'complaint.registered',
    after: {
      state: 'registered',
      number,
      category: params.category,
      severity: params.severity,
      customerId: customer?.id ?? null,
      accusedStaffId: accused?.id ?? null,
      accusedDepartmentId: params.accusedDepartmentId,
      policy: policy.id,
    },
  });

  const { ownerId, withheld } = clearOf({
    accused,
    department: company.service,
    management: company.management,
  });
  const owed = { complaint, department: company.service, calendar: calendars.department, withheld };
  await openComplaintDuty(tx, ctx, { ...owed, kind: 'complaint.judge', ownerId, dueAt: due.judgeDueAt });
  const serious = params.severity !== 'normal';
  if (serious) {
    await openApologyDuty(tx, ctx, { complaint, company, dueAt: due.apologyDueAt });
  }
  if (params.severity === 'critical') await tellManagement(tx, ctx, { complaint, company, accused });
  const channelId = company.service?.channelId ?? null;
  if (channelId) await wantCard(tx, ctx, { kind: 'complaint', subjectId: complaint.id, channelId });
  return {
    complaintId: complaint.id,
    number,
    complainantName,
    judgeDueAt: due.judgeDueAt.toISOString(),
    solveDueAt: due.solveDueAt.toISOString(),
    apologyDueAt: serious ? due.apologyDueAt.toISOString() : null,
    critical: params.severity === 'critical',
    channelId,
  };
}

function readTexts(params: NewComplaint, now: Date) {
  const content = textWithin(params.content, { field: 'content', max: textLimits.content });
  if (!content) throw new UserError('complaintContentMissing', undefined, { field: 'content' });
  return {
    content,
    receivedAt: pastTime(params.receivedAt, { field: 'receivedAt', now }),
    demand: textWithin(params.demand, { field: 'demand', max: textLimits.demand }),
    contact: textWithin(params.contact, { field: 'contact', max: textLimits.contact }),
    complainantName: textWithin(params.complainantName, { field: 'complainant', max: textLimits.name }),
  };
}

/**
 * The colleague complained about; one who never met Baton is noted by their Slack id alone, once, however many
 * complaints come at the same time.
 */
async function accusedPerson(tx: Tx, ctx: Context, slackUserId: string | null): Promise<Person | null> {
  if (!slackUserId) return null;
  const { workspaceId, now } = ctx;
  const found = await findStaff(tx, { workspaceId, slackUserId });
  if (found && !found.active) {
    throw new UserError('complaintPersonInactive', undefined, { field: 'accused' });
  }
  if (found) return found;
  const met = await tx.staff.upsert({
    where: { workspaceId_slackUserId: { workspaceId, slackUserId } },
    create: { workspaceId, slackUserId, name: slackUserId, profileAskAt: now, createdAt: now },
    // An update that changes nothing makes this one statement: who comes second waits and finds the first one's.
    update: { slackUserId },
  });
  await ensureSchedules(tx, ctx);
  return { ...met, department: null };
}

async function customerIn(
  tx: Tx,
  ctx: Context,
  customer: NewComplaint['customer'],
): Promise<Pick<Customer, 'id' | 'name' | 'serviceSpecialistId'> | null> {
  if (!customer) return null;
  if ('id' in customer) {
    const found = await customerById(tx, { workspaceId: ctx.workspaceId, customerId: customer.id });
    const mayRead = ctx.actor.type === 'person' && may(ctx.actor.staff, 'customer.read');
    if (!found || !mayRead) throw new UserError('complaintCustomerGone', undefined, { field: 'customer' });
    return found;
  }
  const { name, phones, source } = customer;
  try {
    return await createCustomer(tx, ctx, { name, phones, source });
  } catch (error) {
    // Somebody known already: this form has no "register all the same", the customer is there to be chosen.
    throw error instanceof KnownPhoneError
      ? new KnownPhoneError('complaintPhoneKnown', error.customerId)
      : error;
  }
}
