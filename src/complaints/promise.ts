import type { Context } from '../context.js';
import type { Complaint, Tx } from '../db/types.js';
import type { Person } from '../people/person.js';
import { UserError } from '../slack/user-error.js';
import { accusedOf, type Company, clearOf } from './company.js';
import { closeComplaintDuty, openComplaintDuty } from './complaint-duties.js';

/**
 * The answer date promised to the customer: ahead, and not after the deadline while that lies ahead
 * (docs/processes.md#complaints).
 * @throws UserError complaintPromiseMissing, complaintPromisePast, complaintPromiseTooLate at `promisedAt`
 */
export function readPromise(
  promisedAt: Date | null,
  { now, complaint }: { now: Date; complaint: Pick<Complaint, 'solveDueAt'> },
): Date {
  const refused = (code: 'complaintPromiseMissing' | 'complaintPromisePast' | 'complaintPromiseTooLate') =>
    new UserError(code, undefined, { field: 'promisedAt' });
  if (!promisedAt) throw refused('complaintPromiseMissing');
  if (promisedAt <= now) throw refused('complaintPromisePast');
  const latest = latestPromise(complaint, now);
  if (latest && promisedAt > latest) throw refused('complaintPromiseTooLate');
  return promisedAt;
}

/** The latest time that may be promised; null once the deadline has passed: then any is better than none. */
export function latestPromise({ solveDueAt }: Pick<Complaint, 'solveDueAt'>, now: Date): Date | null {
  return solveDueAt > now ? solveDueAt : null;
}

/**
 * Who told the customer a date owes them the result by then, in the caller's transaction; a date told before is no
 * longer owed. It closes when the customer is told.
 */
export async function openPromiseDuty(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    promiser,
    promisedAt,
  }: { complaint: Complaint; company: Company; promiser: Person; promisedAt: Date },
): Promise<void> {
  const { service, management } = company;
  await closePromiseDuty(tx, ctx, complaint, 'cancelled');
  await openComplaintDuty(tx, ctx, {
    kind: 'complaint.promise',
    complaint,
    department: service,
    ownerId: promiser.id,
    withheld: clearOf({ accused: await accusedOf(tx, complaint), department: service, management }).withheld,
    dueAt: promisedAt,
    calendar: company.calendarsOf(service).department,
  });
}

/** The customer was told the result, or nothing is owed to them any more. */
export async function closePromiseDuty(
  tx: Tx,
  ctx: Context,
  { id: complaintId }: Pick<Complaint, 'id'>,
  outcome: 'done' | 'cancelled' = 'done',
): Promise<void> {
  await closeComplaintDuty(tx, ctx, { kind: 'complaint.promise', complaintId, outcome });
}
