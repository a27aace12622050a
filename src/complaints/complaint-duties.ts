import type { WorkCalendar } from '../calendar/types.js';
import type { Context } from '../context.js';
import type { Complaint, Department, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import { fitLadder, solveLadder, taskLadder } from './deadlines.js';

/** The duties that a complaint's steps open and close (docs/processes.md#complaints). */
export const complaintDutyKinds = [
  'complaint.judge',
  'complaint.assign',
  'complaint.answer',
  'complaint.solve',
  'complaint.apology',
  'complaint.promise',
  'complaint.investigate',
  'complaint.propose',
  'complaint.approve',
  'complaint.execute',
  'complaint.confirm',
  'complaint.review',
  'complaint.call-back',
] as const;
export type ComplaintDutyKind = (typeof complaintDutyKinds)[number];

export function complaintSubject(complaintId: string) {
  return { type: 'complaint', id: complaintId };
}

export function dutyKey(kind: ComplaintDutyKind, complaintId: string): string {
  return `${kind}:${complaintId}`;
}

/**
 * Opens one of a complaint's duties with its ladder, in the caller's transaction. Without an owner the
 * department's lead owes it.
 */
export async function openComplaintDuty(
  tx: Tx,
  ctx: Context,
  {
    kind,
    complaint,
    department,
    ownerId,
    dueAt,
    calendar,
    withheld,
  }: {
    kind: ComplaintDutyKind;
    complaint: Pick<Complaint, 'id' | 'severity' | 'customerId'>;
    department: Pick<Department, 'id' | 'leadId'> | null;
    ownerId: string | null;
    dueAt: Date;
    calendar: WorkCalendar;
    /** Rungs left out because they would tell the person complained about. */
    withheld: readonly string[];
  },
): Promise<void> {
  const urgent = complaint.severity === 'critical';
  const build = kind === 'complaint.solve' || kind === 'complaint.promise' ? solveLadder : taskLadder;
  const owedBy = ownerId === null ? 'nobody' : ownerId === department?.leadId ? 'lead' : 'member';
  const ladder = build({ from: ctx.now, dueAt, calendar, urgent });
  await openDuty(tx, ctx, {
    kind,
    key: dutyKey(kind, complaint.id),
    subject: complaintSubject(complaint.id),
    customerId: complaint.customerId,
    departmentId: department?.id ?? null,
    ownerId,
    dueAt,
    urgent,
    ladder: fitLadder(ladder, { owedBy, withheld }),
  });
}

/** Closes one of a complaint's duties; true when it was open. */
export async function closeComplaintDuty(
  tx: Tx,
  ctx: Context,
  {
    kind,
    complaintId,
    outcome = 'done',
  }: { kind: ComplaintDutyKind; complaintId: string; outcome?: 'done' | 'cancelled' },
): Promise<boolean> {
  return (await closeDuties(tx, ctx, { key: dutyKey(kind, complaintId), outcome })) > 0;
}
