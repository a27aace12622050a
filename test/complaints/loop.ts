import { approveSolution, proposalOf } from '../../src/complaints/approve-solution.js';
import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { type ProposedOption, proposeSolution } from '../../src/complaints/propose-solution.js';
import { reportFacts } from '../../src/complaints/report-facts.js';
import type { Complaint } from '../../src/db/types.js';
import { type Company, makeComplaint } from './company.js';

// A complaint on its way, by the use-cases: Max judges, Lena assigns Tech, Tina investigates, Tom proposes.

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
  await assignComplaint(company.as(people.lena), {
    complaintId,
    departmentId: company.tech.id,
    investigatorSlackUserId: people.tina.slackUserId,
    seenAssignedAt: null,
  });
  return stands(company, { id: complaintId });
}

export async function proposing(company: Company, data: Data = {}): Promise<Complaint> {
  const complaint = await investigating(company, data);
  await reportFacts(company.as(company.people.tina), {
    complaintId: complaint.id,
    facts: 'The feed stood still for two minutes.',
    rootCause: 'product',
    responsibleSlackUserId: null,
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
  const complaint = await approving(company, data, options);
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
