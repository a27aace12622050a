import type { Context } from '../context.js';
import type { Complaint, Tx } from '../db/types.js';
import { accusedOf, type Company, clearOf } from './company.js';
import { openComplaintDuty } from './complaint-duties.js';
import { specialistOf } from './open-step-duty.js';
import { isRecused } from './recused.js';

type Apologised = Pick<Complaint, 'id' | 'workspaceId' | 'severity' | 'customerId' | 'accusedStaffId'>;

/** A serious complaint's apology call, owed by the customer's service specialist, else by Service's lead. */
export async function openApologyDuty(
  tx: Tx,
  ctx: Context,
  { complaint, company, dueAt }: { complaint: Apologised; company: Company; dueAt: Date },
): Promise<void> {
  const { service, management } = company;
  const clearance = clearOf({ accused: await accusedOf(tx, complaint), department: service, management });
  const specialist = await specialistOf(tx, complaint);
  await openComplaintDuty(tx, ctx, {
    kind: 'complaint.apology',
    complaint,
    department: service,
    ownerId: specialist && !isRecused(specialist, complaint) ? specialist : clearance.ownerId,
    withheld: clearance.withheld,
    dueAt,
    calendar: company.calendarsOf(service).department,
  });
}
