import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFacts } from '../../src/complaints/report-facts.js';
import type { Complaint } from '../../src/db/types.js';
import { reassignDuty } from '../../src/duties/reassign-duty.js';
import type { Person } from '../../src/people/person.js';
import { makeStaff } from '../support/factories.js';
import { type Company, eventsOf, makeCompany, openDuties } from './company.js';
import { investigating, stands } from './loop.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

type Facts = Omit<Parameters<typeof reportFacts>[1], 'complaintId'>;
const report = (complaint: Complaint, by: Person, data: Partial<Facts> = {}) =>
  reportFacts(company.as(by), {
    complaintId: complaint.id,
    facts: 'The feed stood still <!channel>',
    rootCause: 'product',
    responsibleSlackUserId: null,
    ...data,
  });

describe('reporting the facts', () => {
  it('keeps them, and the central person owes a proposal', async () => {
    const complaint = await investigating(company);
    const { tina, tom } = company.people;
    const taken = await report(complaint, tina, { responsibleSlackUserId: tina.slackUserId });
    expect(taken).toEqual({ complaintId: complaint.id, number: complaint.number, state: 'proposing' });
    const step = await company.db.read.complaintStep.findFirstOrThrow({
      where: { complaintId: complaint.id, event: 'report-facts' },
    });
    expect(step).toMatchObject({
      text: 'The feed stood still <!channel>',
      rootCause: 'product',
      staffId: tina.id,
      byId: tina.id,
      at: company.services.clock.now(),
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.promise', 'complaint.propose', 'complaint.solve']);
    expect(duties.get('complaint.propose')).toMatchObject({
      ownerId: tom.id,
      // Four working hours of a winter's day: 10–12, 13:30–15:30.
      dueAt: new Date('2026-11-25T07:30:00Z'),
    });
    expect((await stands(company, complaint)).solveDueAt).toEqual(complaint.solveDueAt);
    const told = await company.db.read.outboxOperation.findMany({
      where: { template: 'complaint.your-turn', destination: `person:${tom.id}` },
    });
    expect(told.filter(({ params }) => params.includes(complaint.id))).toHaveLength(1);
  });

  it('leaves no word of them in the history', async () => {
    const complaint = await investigating(company);
    await report(complaint, company.people.tina);
    const rows = await company.db.read.history.findMany({ where: { subjectId: complaint.id } });
    expect(rows.map(({ event }) => event)).toContain('complaint.investigated');
    expect(rows.map(({ before, after }) => `${before}${after}`).join()).not.toContain('stood still');
  });

  it('is for who investigates, the department’s lead, and those who stand in for them', async () => {
    const { people } = company;
    for (const stranger of [people.sam, people.olga, people.max]) {
      await expect(report(await investigating(company), stranger)).rejects.toMatchObject({
        code: 'complaintMayNotHandle',
      });
    }
    await report(await investigating(company), people.tom);
    const uma = await makeStaff(company.db, {
      workspaceId: company.workspace.id,
      departmentId: company.tech.id,
    });
    const complaint = await investigating(company);
    await expect(report(complaint, uma)).rejects.toMatchObject({ code: 'complaintMayNotHandle' });
    const away = { awayFrom: company.services.clock.now(), substituteId: uma.id };
    await company.db.transaction((tx) => tx.staff.update({ where: { id: people.tina.id }, data: away }));
    expect((await report(complaint, uma)).state).toBe('proposing');
    const back = { awayFrom: null, substituteId: null };
    await company.db.transaction((tx) => tx.staff.update({ where: { id: people.tina.id }, data: back }));
  });

  it('is for whom the duty was handed to', async () => {
    const complaint = await investigating(company);
    const { sam, tina } = company.people;
    const dutyId = (await openDuties(company, complaint.id)).get('complaint.investigate')?.id ?? '';
    await reassignDuty(company.as(tina), { dutyId, toStaffId: sam.id, reason: 'You know this customer' });
    expect((await report(complaint, sam)).state).toBe('proposing');
  });

  it('is never for the person complained about, though they lead the department', async () => {
    const { tom, max } = company.people;
    const complaint = await investigating(company, { accusedSlackUserId: tom.slackUserId });
    await expect(report(complaint, tom)).rejects.toMatchObject({ code: 'complaintAboutYou' });
    await report(complaint, company.people.tina);
    expect((await openDuties(company, complaint.id)).get('complaint.propose')?.ownerId).toBe(max.id);
  });

  it('of two at once lets one win; the other learns how it stands', async () => {
    const complaint = await investigating(company);
    const { tina, tom } = company.people;
    const results = await Promise.allSettled([report(complaint, tina), report(complaint, tom)]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'complaintChanged', params: { state: 'proposing' } });
    const events = await eventsOf(company, complaint.id);
    expect(events.filter((event) => event === 'complaint.investigated')).toHaveLength(1);
  });

  it('refuses what is missing, at its field, and changes nothing', async () => {
    const complaint = await investigating(company);
    const cases: [Partial<Facts>, string, string][] = [
      [{ facts: '  ' }, 'complaintFactsMissing', 'facts'],
      [{ facts: 'x'.repeat(2001) }, 'complaintTooLong', 'facts'],
      [{ responsibleSlackUserId: 'UNOBODY' }, 'complaintPersonUnknown', 'responsible'],
    ];
    for (const [data, code, field] of cases) {
      await expect(report(complaint, company.people.tina, data)).rejects.toMatchObject({ code, field });
    }
    expect(await stands(company, complaint)).toEqual(complaint);
  });
});
