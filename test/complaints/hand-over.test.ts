import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { complaintsFeature } from '../../src/complaints/feature.js';
import { handOverComplaints } from '../../src/complaints/hand-over.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import type { Context } from '../../src/context.js';
import { handOverDuties } from '../../src/duties/hand-over.js';
import { reassignDuty } from '../../src/duties/reassign-duty.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import type { Person } from '../../src/people/person.js';
import { makeStaff } from '../support/factories.js';
import { type Company, eventsOf, makeCompany, makeComplaint, makeCustomer, openDuties } from './company.js';

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
      after: null,
    }),
  );
const stands = (id: string) => company.db.read.complaint.findUniqueOrThrow({ where: { id } });

it('passes the complaints of somebody who left to their substitute, deadline unmoved', async () => {
  const complaint = await assigned();
  // Counted, so that the lead who gets the list hears of it.
  expect(await leave(company.people.tina.id)).toEqual({ duties: 1 });
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

describe('a colleague of the department is complained about', () => {
  let accused: Person;
  let customers = 0;
  beforeAll(async () => {
    accused = await makeStaff(company.db, {
      workspaceId: company.workspace.id,
      departmentId: company.service.id,
      name: 'Uma',
    });
  });

  const as = (person: Person): Context => ({
    ...company.as(person),
    services: { ...company.services, features: [complaintsFeature] },
  });
  /** Sam owes the customer an answer, and a call. */
  async function owed() {
    const { id: complaintId } = await makeComplaint(company, {
      accusedSlackUserId: accused.slackUserId,
      customer: { id: (await makeCustomer(company, { phone: `1390000000${++customers}` })).id },
      severity: 'serious',
    });
    await judgeComplaint(company.as(company.people.max), {
      complaintId,
      judgement: { verdict: 'communicative', grounds: '', kind: 'inquiry', promisedAt: null },
    });
    return complaintId;
  }
  const samLeaves = (toStaffId: string | null) =>
    company.db.transaction((tx) =>
      handOverDuties(tx, as(company.people.lena), {
        staff: company.people.sam,
        departmentId: company.service.id,
        toStaffId,
        after: null,
      }),
    );
  const ownersOf = async (complaintId: string) => {
    const duties = await openDuties(company, complaintId);
    return ['complaint.answer', 'complaint.apology'].map((kind) => duties.get(kind)?.ownerId);
  };

  it('their colleague’s duties go to somebody else, by substitute or by balance', async () => {
    const { sam, lena } = company.people;
    const first = await owed();
    expect(await ownersOf(first)).toEqual([sam.id, sam.id]);
    await samLeaves(accused.id);
    expect(await ownersOf(first)).toEqual([null, null]);
    const second = await owed();
    await samLeaves(null);
    expect(await ownersOf(second)).toEqual([lena.id, lena.id]);
  });

  it('nobody hands one to them by hand, nor do they themselves', async () => {
    const dutyId = (await openDuties(company, await owed())).get('complaint.answer')?.id ?? '';
    const { sam, lena } = company.people;
    const give = (by: Person, to: Person) =>
      reassignDuty(as(by), { dutyId, toStaffId: to.id, reason: 'Please take over' });
    await expect(give(sam, accused)).rejects.toMatchObject({ code: 'handOverToBarred', field: 'to' });
    const leading = { ...accused, role: 'lead', department: company.service };
    await expect(give(leading, lena)).rejects.toMatchObject({ code: 'dutyNotYours' });
    await expect(give(sam, lena)).resolves.toMatchObject({ ownerId: lena.id });
  });

  it('they hear of nothing while they stand in for an absent colleague', async () => {
    const complaintId = await owed();
    const { sam, lena } = company.people;
    await company.db.transaction((tx) =>
      tx.staff.update({
        where: { id: sam.id },
        data: { awayFrom: company.services.clock.now(), substituteId: accused.id },
      }),
    );
    const due = (await openDuties(company, complaintId)).get('complaint.answer')?.dueAt as Date;
    // Due on Saturday night; Monday, ten o'clock.
    await sweepDuties(as(sam).services, new Date(due.getTime() + 34 * 3_600_000));
    const told = await company.db.read.dutyNotice.findMany({ where: { workspaceId: company.workspace.id } });
    expect(told.map(({ staffId }) => staffId)).toContain(lena.id);
    expect(told.map(({ staffId }) => staffId)).not.toContain(accused.id);
  });
});
