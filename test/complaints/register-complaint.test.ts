import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { makeStaff, makeWorkspace } from '../support/factories.js';
import {
  type Company,
  complaintData,
  eventsOf,
  makeCompany,
  makeComplaint,
  makeCustomer,
  openDuties,
} from './company.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

const outbox = () => company.db.read.outboxOperation.findMany({ orderBy: { id: 'asc' } });

describe('registering a complaint', () => {
  it('writes the record, its history, the duty to judge it and its card', async () => {
    const customer = await makeCustomer(company);
    const answer = await registerComplaint(
      company.as(company.people.sam),
      complaintData({ customer: { id: customer.id }, complainantName: '' }),
    );
    const complaint = await company.db.read.complaint.findUniqueOrThrow({
      where: { id: answer.complaintId },
    });
    expect(complaint).toMatchObject({
      number: 'C-2026-0001',
      state: 'registered',
      customerId: customer.id,
      complainantName: '王芳',
      policy: 'house@2026-01-01',
      registeredById: company.people.sam.id,
    });
    // Wednesday 10:00, hours 9–12 and 13:30–17: four working hours end at 15:30, three days with Saturday.
    expect(complaint.judgeDueAt).toEqual(new Date('2026-11-25T07:30:00Z'));
    expect(complaint.solveDueAt).toEqual(new Date('2026-11-28T16:00:00Z'));
    expect(await eventsOf(company, complaint.id)).toEqual(['complaint.registered']);
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.judge']);
    expect(duties.get('complaint.judge')).toMatchObject({
      ownerId: null,
      departmentId: company.service.id,
      urgent: false,
      dueAt: complaint.judgeDueAt,
      customerId: customer.id,
    });
    const card = await company.db.read.card.findFirstOrThrow({ where: { subjectId: complaint.id } });
    expect(card).toMatchObject({ kind: 'complaint', channelId: 'C0SERVICE', pending: true });
    expect(answer).toMatchObject({ channelId: 'C0SERVICE', apologyDueAt: null, critical: false });
  });

  it('takes a time that the teller’s clock puts a little ahead as now', async () => {
    const complaint = await makeComplaint(company, { receivedAt: new Date('2026-11-25T02:04:00Z') });
    expect(complaint.receivedAt).toEqual(company.services.clock.now());
  });

  it('takes twelve SQL statements at most, for a customer of the archive, BEGIN and COMMIT counted', async () => {
    const customer = await makeCustomer(company, { phone: '13900000001' });
    company.queries.length = 0;
    await registerComplaint(
      company.as(company.people.sam, 'view:count'),
      complaintData({ customer: { id: customer.id } }),
    );
    const statements = company.queries.filter((sql) => !/BEGIN/.test(sql));
    statements.push('BEGIN');
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12);
  });

  it('keeps the contact sealed, also from the history and the outbox', async () => {
    const { id } = await makeComplaint(company, { contact: '13700009999', severity: 'critical' });
    const complaint = await company.db.read.complaint.findUniqueOrThrow({ where: { id } });
    expect(complaint.contactSealed).toBeTruthy();
    const everything = JSON.stringify([
      complaint,
      await company.db.read.history.findMany(),
      await outbox(),
      await company.db.read.repeat.findMany(),
    ]);
    expect(everything).not.toContain('13700009999');
    const { vault } = company.services;
    expect(vault.openForWorkspace(company.workspace.id, complaint.contactSealed ?? '')).toBe('13700009999');
  });

  it('may be done by somebody without a department', async () => {
    const { number } = await registerComplaint(company.as(company.people.olga), complaintData());
    expect(number).toMatch(/^C-2026-\d{4}$/);
  });

  it('opens an apology call for a serious one', async () => {
    const { id } = await makeComplaint(company, { severity: 'serious' });
    const duties = await openDuties(company, id);
    expect([...duties.keys()]).toEqual(['complaint.apology', 'complaint.judge']);
    expect(duties.get('complaint.apology')?.dueAt).toEqual(new Date('2026-11-26T02:00:00Z'));
    expect((await outbox()).some((row) => row.params.includes(id))).toBe(false);
  });

  it('tells management of a critical one at once, and its reminders do not wait for working time', async () => {
    const { id } = await makeComplaint(company, { severity: 'critical' });
    const told = (await outbox()).filter((row) => row.params.includes(id));
    expect(told).toMatchObject([
      { template: 'complaint.critical', destination: `person:${company.people.max.id}` },
    ]);
    const duties = await openDuties(company, id);
    expect([...duties.values()].map((duty) => duty.urgent)).toEqual([true, true]);
  });

  it('tells who stands in while management’s lead is away', async () => {
    const { max, tina } = company.people;
    const absence = (data: object) =>
      company.db.transaction((tx) => tx.staff.update({ where: { id: max.id }, data }));
    await absence({ awayFrom: company.services.clock.now(), substituteId: tina.id });
    const { id } = await makeComplaint(company, { severity: 'critical' });
    const about = await makeComplaint(company, {
      severity: 'critical',
      accusedSlackUserId: tina.slackUserId,
    });
    await absence({ awayFrom: null, substituteId: null });
    const toldOf = async (complaintId: string) =>
      (await outbox()).filter((row) => row.params.includes(complaintId)).map((row) => row.destination);
    expect(await toldOf(id)).toEqual([`person:${tina.id}`]);
    expect(await toldOf(about.id)).not.toContain(`person:${tina.id}`);
  });

  it('registers a new customer in the same transaction, or neither', async () => {
    const answer = await registerComplaint(
      company.as(company.people.sam),
      complaintData({
        customer: { name: '李娜', phones: ['13911112222'], source: 'referral' },
        complainantName: '',
      }),
    );
    const complaint = await company.db.read.complaint.findUniqueOrThrow({
      where: { id: answer.complaintId },
    });
    const customer = await company.db.read.customer.findUniqueOrThrow({
      where: { id: complaint.customerId ?? '' },
    });
    expect(customer).toMatchObject({ name: '李娜', source: 'referral' });
    expect(complaint.complainantName).toBe('李娜');

    const before = await company.db.read.customer.count();
    const again = complaintData({ customer: { name: 'Other', phones: ['139 1111 2222'], source: 'online' } });
    await expect(registerComplaint(company.as(company.people.sam), again)).rejects.toMatchObject({
      code: 'complaintPhoneKnown',
      field: 'phones',
      params: undefined,
    });
    expect(await company.db.read.customer.count()).toBe(before);
  });

  it('is carried out once however often it is sent', async () => {
    const ctx = company.as(company.people.sam, 'view:V1:hash');
    const first = await registerComplaint(ctx, complaintData());
    const second = await registerComplaint(ctx, complaintData());
    expect(second).toEqual(first);
    expect(await company.db.read.complaint.count({ where: { number: first.number } })).toBe(1);
  });

  it('works while the company is half set up', async () => {
    const { db, services } = company;
    const bare = await makeWorkspace(db);
    const person = await makeStaff(db, { workspaceId: bare.id });
    const ctx = { ...company.as(person), workspaceId: bare.id };
    const answer = await registerComplaint(ctx, complaintData({ severity: 'critical' }));
    expect(answer).toMatchObject({ number: 'C-2026-0001', channelId: null });
    expect(services.nudged).toContain(bare.id);
  });

  it('takes what people type as it is: emoji, right-to-left, pings and formulas', async () => {
    const content = '<!channel> <@U123> =1+1 שלום 👩‍👩‍👧 "\'\u202e';
    const complaint = await makeComplaint(company, { content });
    expect(complaint.content).toBe(content);
  });
});

describe('what is refused at its field', () => {
  const refused = (data: Parameters<typeof complaintData>[0]) =>
    expect(registerComplaint(company.as(company.people.sam), complaintData(data))).rejects;

  it('an empty or overlong content', async () => {
    await refused({ content: ' \n ' }).toMatchObject({ code: 'complaintContentMissing', field: 'content' });
    await refused({ content: 'x'.repeat(3001) }).toMatchObject({
      code: 'complaintTooLong',
      params: { max: 3000 },
      field: 'content',
    });
  });

  it('a time that lies further in the future than clocks differ', async () => {
    await refused({ receivedAt: new Date('2026-11-25T02:06:00Z') }).toMatchObject({
      code: 'complaintInFuture',
      field: 'receivedAt',
    });
  });

  it('nobody who complains', async () => {
    await refused({ complainantName: ' ' }).toMatchObject({
      code: 'complaintWhoMissing',
      field: 'complainant',
    });
  });

  it('a customer and a team of another workspace', async () => {
    const other = await makeCompany();
    const theirs = await makeCustomer(other);
    await refused({ customer: { id: theirs.id } }).toMatchObject({ code: 'complaintCustomerGone' });
    await refused({ accusedDepartmentId: other.tech.id }).toMatchObject({ code: 'complaintTeamUnknown' });
    await other.close();
  });

  it('a person complained about who has left', async () => {
    const gone = await makeStaff(company.db, { workspaceId: company.workspace.id, active: false });
    await refused({ accusedSlackUserId: gone.slackUserId }).toMatchObject({
      code: 'complaintPersonInactive',
      field: 'accused',
    });
  });
});

describe('the person complained about', () => {
  it('is noted though they never met Baton', async () => {
    const { accusedStaffId } = await makeComplaint(company, { accusedSlackUserId: 'UNEVERMET' });
    const person = await company.db.read.staff.findUniqueOrThrow({ where: { id: accusedStaffId ?? '' } });
    expect(person).toMatchObject({ slackUserId: 'UNEVERMET', departmentId: null });
  });

  it('is noted once when several complain at the same time', async () => {
    const all = await Promise.all(
      [1, 2, 3].map(() => makeComplaint(company, { accusedSlackUserId: 'UATONCE' })),
    );
    expect(new Set(all.map(({ accusedStaffId }) => accusedStaffId)).size).toBe(1);
  });

  it('owes no step and is not told, when it is the service lead', async () => {
    const { id } = await makeComplaint(company, { accusedSlackUserId: company.people.lena.slackUserId });
    const judge = (await openDuties(company, id)).get('complaint.judge');
    expect(judge?.ownerId).toBe(company.people.max.id);
    expect(JSON.parse(judge?.ladder ?? '[]').map((step: { rung: string }) => step.rung)).toEqual([
      'before',
      'due',
      'management',
    ]);
  });

  it('is not told of a critical complaint about themselves as management’s lead', async () => {
    const admin = await makeStaff(company.db, { workspaceId: company.workspace.id, admin: true });
    const { id } = await makeComplaint(company, {
      severity: 'critical',
      accusedSlackUserId: company.people.max.slackUserId,
    });
    const told = (await outbox()).filter((row) => row.params.includes(id));
    expect(told.map((row) => row.destination)).toEqual([`person:${admin.id}`]);
  });
});

describe('numbers', () => {
  it('have no gaps when twenty are registered at once and some are refused', async () => {
    const fresh = await makeCompany();
    const sam = fresh.as(fresh.people.sam);
    await Promise.allSettled(
      Array.from({ length: 25 }, (_, i) =>
        registerComplaint(sam, complaintData(i % 5 === 0 ? { content: '' } : {})),
      ),
    );
    const rows = await fresh.db.read.complaint.findMany({ orderBy: { sequence: 'asc' } });
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    await fresh.close();
  });

  it('begin anew with the year of the workspace’s zone', async () => {
    // 31 December 17:00 UTC is 1 January 01:00 in Shanghai.
    const fresh = await makeCompany({ start: new Date('2026-12-31T15:00:00Z') });
    expect((await makeComplaint(fresh)).number).toBe('C-2026-0001');
    fresh.services.clock.set(new Date('2026-12-31T17:00:00Z'));
    expect((await makeComplaint(fresh)).number).toBe('C-2027-0001');
    await fresh.close();
  });
});
