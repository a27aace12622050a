import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
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
