import { callAfterComplaint } from '../callbacks/after-complaint.js';
import { within } from '../callbacks/on-stage-moved.js';
import { slotFor } from '../callbacks/plan-call.js';
import type { Context } from '../context.js';
import type { Complaint, Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { staffById } from '../people/queries.js';
import { numbersOf } from '../settings/numbers.js';
import { accusedOf, type Company, clearOf } from './company.js';
import { openComplaintDuty } from './complaint-duties.js';
import { specialistOf } from './open-step-duty.js';
import { isRecused, recusedFrom } from './recused.js';

/**
 * What follows every ending of a complaint (docs/processes.md#complaints), in the caller's transaction: the customer
 * is called, or Service owes a call to who is not in the archive; and whoever registered it hears how it ended.
 */
export async function afterEnding(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    company,
    calls = true,
  }: {
    complaint: Complaint;
    company: Company;
    /** False where nobody waits for a call: merged with another, or registered by mistake. */
    calls?: boolean;
  },
): Promise<void> {
  await tellWhoRegistered(tx, ctx, complaint);
  if (!calls) return;
  const { customerId } = complaint;
  const planned = await callAfterComplaint(tx, ctx, { customerId, notBy: recusedFrom(complaint) });
  if (!planned) await openCallBackDuty(tx, ctx, { complaint, company });
}

async function tellWhoRegistered(tx: Tx, ctx: Context, complaint: Complaint): Promise<void> {
  const { id: complaintId, registeredById } = complaint;
  const acting = ctx.actor.type === 'person' ? ctx.actor.staff.id : null;
  if (registeredById === acting || isRecused(registeredById, complaint)) return;
  await enqueue(tx, ctx, {
    key: `complaint.ended:${complaintId}:${ctx.now.getTime()}`,
    destination: { staffId: registeredById },
    template: 'complaint.ended',
    params: { complaintId },
  });
}

/** Somebody outside the archive, or whose account is closed; nobody can call where no contact was recorded. */
async function openCallBackDuty(
  tx: Tx,
  ctx: Context,
  { complaint, company }: { complaint: Complaint; company: Company },
): Promise<void> {
  if (!complaint.contactSealed && !complaint.customerId) return;
  const { service, management, workspace } = company;
  const { department: calendar } = company.calendarsOf(service);
  const clearance = clearOf({ accused: await accusedOf(tx, complaint), department: service, management });
  const numbers = numbersOf(workspace);
  await openComplaintDuty(tx, ctx, {
    kind: 'complaint.call-back',
    complaint,
    department: service,
    ownerId: (await whoKnowsThem(tx, complaint, service?.id ?? null)) ?? clearance.ownerId,
    withheld: clearance.withheld,
    dueAt: slotFor(within('complaint', ctx.now), { calendar, numbers, now: ctx.now }).end,
    calendar,
  });
}

/** Their service specialist, else whoever of Service judged the complaint; never the person it is about. */
async function whoKnowsThem(tx: Tx, complaint: Complaint, serviceId: string | null): Promise<string | null> {
  const { workspaceId, judgedById } = complaint;
  const specialist = await specialistOf(tx, complaint);
  if (specialist && !isRecused(specialist, complaint)) return specialist;
  const judge = judgedById ? await staffById(tx, { workspaceId, staffId: judgedById }) : null;
  return judge?.active && judge.departmentId === serviceId ? judge.id : null;
}
