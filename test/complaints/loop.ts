import { approveSolution, proposalOf } from '../../src/complaints/approve-solution.js';
import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { carryOut } from '../../src/complaints/carry-out.js';
import { confirmSolution } from '../../src/complaints/confirm-solution.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { type ProposedOption, proposeSolution } from '../../src/complaints/propose-solution.js';
import { reportFacts } from '../../src/complaints/report-facts.js';
import { reviewComplaint } from '../../src/complaints/review-complaint.js';
import type { Complaint } from '../../src/db/types.js';
import { type Company, makeComplaint } from './company.js';

// A complaint on its way, by the use-cases: Max judges and assigns Tech, Tina investigates, Tom proposes.

type Data = Parameters<typeof makeComplaint>[1];

export const stands = (company: Company, { id }: { id: string }): Promise<Complaint> =>
  company.db.read.complaint.findUniqueOrThrow({ where: { id } });

/** Until the investigation; Tech's lead is the central person. */
export async function investigating(company: Company, data: Data = {}): Promise<Complaint> {
  const { people } = company;
  const { id: complaintId } = await makeComplaint(company, data);
  await judgeComplaint(company.as(people.max), {
    complaintId,
    judgement: {
      verdict: 'valid',
      grounds: 'Log',
      demand: 'reasonable',
      promisedAt: new Date('2026-11-27T08:00:00Z'),
    },
  });
  await assignComplaint(company.as(people.max), {
    complaintId,
    departmentId: company.tech.id,
    investigatorSlackUserId: people.tina.slackUserId,
    seenAssignedAt: null,
  });
  return stands(company, { id: complaintId });
}

export async function proposing(
  company: Company,
  data: Data = {},
  { responsibleSlackUserId = null }: { responsibleSlackUserId?: string | null } = {},
): Promise<Complaint> {
  const complaint = await investigating(company, data);
  await reportFacts(company.as(company.people.tina), {
    complaintId: complaint.id,
    facts: 'The feed stood still for two minutes.',
    rootCause: 'product',
    responsibleSlackUserId,
  });
  return stands(company, complaint);
}

export const option = (data: Partial<ProposedOption> = {}): ProposedOption => ({
  what: 'Repay the difference',
  cost: '300',
  slackUserId: null,
  dueAt: null,
  ...data,
});

export async function approving(
  company: Company,
  data: Data = {},
  options: readonly ProposedOption[] = [option(), option({ what: 'A voucher', cost: '' })],
): Promise<Complaint> {
  const complaint = await proposing(company, data);
  await proposeSolution(company.as(company.people.tina), {
    complaintId: complaint.id,
    seenVersion: complaint.version,
    wish: 'The money back',
    options,
  });
  return stands(company, complaint);
}

export async function executing(
  company: Company,
  data: Data = {},
  options?: readonly ProposedOption[],
): Promise<Complaint> {
  return approve(company, await approving(company, data, options));
}

/** The first option, by Max. */
export async function approve(company: Company, complaint: Complaint): Promise<Complaint> {
  const proposed = await proposalOf(company.db.read, complaint);
  await approveSolution(company.as(company.people.max), {
    complaintId: complaint.id,
    seenVersion: complaint.version,
    decision: {
      decision: 'approve',
      optionId: proposed.options[0]?.id ?? null,
      lookedAt: proposed.options.map(({ id }) => id),
      why: 'It is what the customer asked for',
    },
  });
  return stands(company, complaint);
}

export const done = {
  done: 'Paid',
  measures: '',
  leadMeasures: '',
  toldBy: 'phone',
  toldAt: new Date('2026-11-25T01:50:00Z'),
} as const;

export async function confirming(company: Company, data: Data = {}): Promise<Complaint> {
  const complaint = await executing(company, data);
  const { id: complaintId, version: seenVersion } = complaint;
  await carryOut(company.as(company.people.tina), { complaintId, seenVersion, ...done });
  return stands(company, complaint);
}

export const accepted = {
  outcome: 'accepted',
  how: 'call',
  at: new Date('2026-11-25T01:55:00Z'),
  by: 'Ann Lee',
  proof: '',
  feedback: 'Quick enough',
  satisfaction: 4,
} as const;

export async function confirmed(company: Company, data: Data = {}): Promise<Complaint> {
  const complaint = await confirming(company, data);
  const { id: complaintId, version: seenVersion } = complaint;
  await confirmSolution(company.as(company.people.sam), { complaintId, seenVersion, answer: accepted });
  return stands(company, complaint);
}

export async function closed(company: Company, data: Data = {}): Promise<Complaint> {
  const complaint = await confirmed(company, data);
  await reviewComplaint(company.as(company.people.lena), {
    complaintId: complaint.id,
    seenVersion: complaint.version,
    evaluation: 'In time',
    prevention: 'A second feed',
  });
  return stands(company, complaint);
}
