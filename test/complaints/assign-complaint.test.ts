import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { centralPerson } from '../../src/complaints/handlers.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { complaintTemplates } from '../../src/complaints/templates.js';
import type { Complaint } from '../../src/db/types.js';
import { messages } from '../../src/messages/index.js';
import { makeDepartment, makeStaff } from '../support/factories.js';
import { type Company, eventsOf, makeCompany, makeComplaint, openDuties } from './company.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

async function judged(data: Parameters<typeof makeComplaint>[1] = {}): Promise<Complaint> {
  const complaint = await makeComplaint(company, data);
  await judgeComplaint(company.as(company.people.max), {
    complaintId: complaint.id,
    judgement: {
      verdict: 'valid',
      grounds: 'Log',
      demand: 'reasonable',
      promisedAt: new Date('2026-11-27T08:00:00Z'),
    },
  });
  return complaint;
}

const assign = (
  complaint: Complaint,
  params: {
    departmentId?: string;
    investigatorSlackUserId?: string | null;
    seenAssignedAt?: Date | null;
  } = {},
  by = company.people.lena,
) =>
  assignComplaint(company.as(by), {
    complaintId: complaint.id,
    departmentId: company.tech.id,
    investigatorSlackUserId: company.people.tina.slackUserId,
    seenAssignedAt: null,
    ...params,
  });
const stands = (complaint: Complaint) =>
  company.db.read.complaint.findUniqueOrThrow({ where: { id: complaint.id } });
const told = async (complaint: Complaint) => {
  const rows = await company.db.read.outboxOperation.findMany({ orderBy: { id: 'asc' } });
  return rows
    .filter((row) => row.params.includes(complaint.id) && row.template === 'complaint.assigned')
    .map((row) => [row.destination.slice('person:'.length), JSON.parse(row.params).role as string]);
};

describe('naming the responsible department', () => {
  it('makes its lead the central person, who owes the solution by the unchanged deadline', async () => {
    const complaint = await judged();
    await assign(complaint);
    expect(await stands(complaint)).toMatchObject({
      state: 'investigating',
      departmentId: company.tech.id,
      centralPersonId: company.people.tom.id,
      investigatorId: company.people.tina.id,
      assignedById: company.people.lena.id,
      solveDueAt: complaint.solveDueAt,
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.investigate', 'complaint.promise', 'complaint.solve']);
    expect(duties.get('complaint.solve')).toMatchObject({
      ownerId: company.people.tom.id,
      departmentId: company.tech.id,
      dueAt: complaint.solveDueAt,
    });
    // The facts are due at the close of the next working day, by whoever investigates.
    expect(duties.get('complaint.investigate')).toMatchObject({
      ownerId: company.people.tina.id,
      departmentId: company.tech.id,
      dueAt: new Date('2026-11-26T09:00:00Z'),
    });
    expect(await told(complaint)).toEqual([
      [company.people.tina.id, 'investigator'],
      [company.people.tom.id, 'central'],
    ]);
    expect(await eventsOf(company, complaint.id)).toContain('complaint.assigned');
  });

  it('lets the central person investigate when nobody is named', async () => {
    const complaint = await judged();
    await assign(complaint, { investigatorSlackUserId: null });
    expect((await stands(complaint)).investigatorId).toBe(company.people.tom.id);
    expect(await told(complaint)).toEqual([[company.people.tom.id, 'central']]);
  });

  it('can be done anew: the deadline stays, the released are told', async () => {
    const complaint = await judged();
    await assign(complaint);
    const seenAssignedAt = company.services.clock.now();
    company.services.clock.set(new Date(seenAssignedAt.getTime() + 60_000));
    const { id: departmentId } = company.service;
    await assign(complaint, { departmentId, investigatorSlackUserId: null, seenAssignedAt });
    const after = await stands(complaint);
    expect(after).toMatchObject({
      state: 'investigating',
      centralPersonId: company.people.lena.id,
      solveDueAt: complaint.solveDueAt,
    });
    const duties = await openDuties(company, complaint.id);
    expect(duties.get('complaint.solve')).toMatchObject({
      ownerId: company.people.lena.id,
      dueAt: complaint.solveDueAt,
    });
    expect(duties.get('complaint.investigate')?.ownerId).toBe(company.people.lena.id);
    // Lena pressed the button herself: she needs no message.
    expect((await told(complaint)).slice(2)).toEqual([
      [company.people.tom.id, 'released'],
      [company.people.tina.id, 'released'],
    ]);
    expect((await eventsOf(company, complaint.id)).at(-1)).toBe('complaint.reassigned');
  });

  it('says nothing to somebody whom a later assignment released before the message went out', async () => {
    const complaint = await judged();
    await assign(complaint);
    const seenAssignedAt = company.services.clock.now();
    company.services.clock.set(new Date(seenAssignedAt.getTime() + 60_000));
    const { id: departmentId } = company.service;
    await assign(complaint, { departmentId, investigatorSlackUserId: null, seenAssignedAt });
    const template = complaintTemplates.find((one) => one.template === 'complaint.assigned');
    const render = (role: string) =>
      template?.render({
        services: company.services,
        reader: company.db.read,
        workspace: company.workspace,
        locale: 'en',
        t: messages('en'),
        now: company.services.clock.now(),
        params: { complaintId: complaint.id, role },
        recipient: company.people.tom,
      });
    expect(await render('central')).toBeNull();
    expect((await render('released'))?.text).toContain(complaint.number);
  });

  it('is for the service lead, management and administrators', async () => {
    const complaint = await judged();
    for (const stranger of [company.people.sam, company.people.tom, company.people.olga]) {
      await expect(assign(complaint, {}, stranger)).rejects.toMatchObject({ code: 'complaintMayNotAssign' });
    }
    await assign(complaint, {}, company.people.max);
    expect((await stands(complaint)).assignedById).toBe(company.people.max.id);
  });

  it('comes after the judgement', async () => {
    const complaint = await makeComplaint(company);
    await expect(assign(complaint)).rejects.toMatchObject({
      code: 'complaintChanged',
      params: { state: 'registered' },
    });
    expect(await stands(complaint)).toEqual(complaint);
  });

  it('lets one of two assignments at once win; the other learns how it stands', async () => {
    const complaint = await judged();
    const results = await Promise.allSettled([
      assign(complaint),
      assign(complaint, { departmentId: company.service.id }, company.people.max),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: 'complaintChanged',
      params: { state: 'investigating' },
    });
    const duty = (await openDuties(company, complaint.id)).get('complaint.solve');
    expect(duty?.ownerId).toBe((await stands(complaint)).centralPersonId);
  });
});

describe('the person complained about', () => {
  it('is never the central person: management’s lead takes their place and they hear nothing', async () => {
    const complaint = await judged({ accusedSlackUserId: company.people.tom.slackUserId });
    await assign(complaint);
    expect((await stands(complaint)).centralPersonId).toBe(company.people.max.id);
    const duty = (await openDuties(company, complaint.id)).get('complaint.solve');
    const rungs = JSON.parse(duty?.ladder ?? '[]').map((step: { rung: string }) => step.rung);
    expect(rungs).not.toContain('lead');
    expect((await told(complaint)).map(([id]) => id)).not.toContain(company.people.tom.id);
  });

  it('is refused as the investigator, at the field', async () => {
    const complaint = await judged({ accusedSlackUserId: company.people.tina.slackUserId });
    await expect(assign(complaint)).rejects.toMatchObject({
      code: 'complaintInvestigatorAccused',
      field: 'investigator',
    });
    expect((await stands(complaint)).state).toBe('judged');
  });

  it('does not assign their own case', async () => {
    const complaint = await judged({ accusedSlackUserId: company.people.lena.slackUserId });
    await expect(assign(complaint)).rejects.toMatchObject({ code: 'complaintAboutYou' });
  });
});

describe('what is refused at its field', () => {
  it('people who left or whom Baton does not know, and departments of others', async () => {
    const complaint = await judged();
    const gone = await makeStaff(company.db, { workspaceId: company.workspace.id, active: false });
    await expect(assign(complaint, { investigatorSlackUserId: gone.slackUserId })).rejects.toMatchObject({
      code: 'complaintPersonInactive',
      field: 'investigator',
    });
    await expect(assign(complaint, { investigatorSlackUserId: 'UNOBODY' })).rejects.toMatchObject({
      code: 'complaintPersonUnknown',
      field: 'investigator',
    });
    await expect(assign(complaint, { departmentId: 'nowhere' })).rejects.toMatchObject({
      code: 'complaintTeamUnknown',
      field: 'department',
    });
  });
});

describe('choosing the central person', () => {
  it('goes from the named lead to another lead, to management, to nobody', async () => {
    const workspaceId = company.workspace.id;
    const department = await makeDepartment(company.db, { workspaceId, key: 'key-accounts' });
    const first = await makeStaff(company.db, { workspaceId, departmentId: department.id, role: 'lead' });
    const second = await makeStaff(company.db, { workspaceId, departmentId: department.id, role: 'lead' });
    const named = { ...department, leadId: second.id };
    const leaders = [first, second, company.people.max];
    const { management } = company;
    const choose = (accusedStaffId: string | null, others = leaders) =>
      centralPerson({ department: named, management, leaders: others, accusedStaffId })?.id ?? null;
    expect(choose(null)).toBe(second.id);
    expect(choose(second.id)).toBe(first.id);
    expect(choose(null, [{ ...second, active: false }, company.people.max])).toBe(company.people.max.id);
    expect(choose(company.people.max.id, [company.people.max])).toBeNull();
  });
});
