import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { handOverComplaints } from '../../src/complaints/hand-over.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { type Company, eventsOf, makeCompany, makeComplaint, openDuties } from './company.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

async function assigned(data: Parameters<typeof makeComplaint>[1] = {}) {
  const complaint = await makeComplaint(company, data);
  const complaintId = complaint.id;
  await judgeComplaint(company.as(company.people.max), {
    complaintId,
    judgement: {
      verdict: 'valid',
      grounds: 'Log',
      demand: 'partly',
      promisedAt: new Date('2026-11-27T08:00:00Z'),
    },
  });
  await assignComplaint(company.as(company.people.lena), {
    complaintId,
    departmentId: company.tech.id,
    investigatorSlackUserId: null,
    seenAssignedAt: null,
  });
  return complaint;
}

const leave = (toStaffId: string | null) =>
  company.db.transaction((tx) =>
    handOverComplaints(tx, company.as(company.people.lena), {
      staff: company.people.tom,
      departmentId: company.tech.id,
      toStaffId,
    }),
  );
const stands = (id: string) => company.db.read.complaint.findUniqueOrThrow({ where: { id } });

it('passes the complaints of somebody who left to their substitute, deadline unmoved', async () => {
  const complaint = await assigned();
  await leave(company.people.tina.id);
  expect(await stands(complaint.id)).toMatchObject({
    state: 'investigating',
    centralPersonId: company.people.tina.id,
    investigatorId: company.people.tina.id,
    solveDueAt: complaint.solveDueAt,
  });
  expect((await openDuties(company, complaint.id)).get('complaint.solve')).toMatchObject({
    ownerId: company.people.tina.id,
    dueAt: complaint.solveDueAt,
  });
  expect((await eventsOf(company, complaint.id)).at(-1)).toBe('complaint.passed-on');
});

it('never passes one to the person complained about: management takes it', async () => {
  const complaint = await assigned({ accusedSlackUserId: company.people.tina.slackUserId });
  await leave(company.people.tina.id);
  expect(await stands(complaint.id)).toMatchObject({
    centralPersonId: company.people.max.id,
    investigatorId: company.people.max.id,
  });
});

it('leaves finished complaints and those of others alone', async () => {
  const complaint = await makeComplaint(company);
  await leave(company.people.tina.id);
  expect(await stands(complaint.id)).toEqual(complaint);
});
