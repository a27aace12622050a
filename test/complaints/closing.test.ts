import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '../../src/complaints/carry-out.js';
import { type CustomersAnswer, confirmSolution } from '../../src/complaints/confirm-solution.js';
import { proposeSolution } from '../../src/complaints/propose-solution.js';
import { reviewComplaint } from '../../src/complaints/review-complaint.js';
import type { Complaint } from '../../src/db/types.js';
import type { Person } from '../../src/people/person.js';
import { type Company, eventsOf, makeCompany, makeCustomer, openDuties } from './company.js';
import {
  accepted,
  approve,
  closed,
  confirmed,
  confirming,
  done,
  executing,
  option,
  proposing,
  stands,
} from './loop.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

const seen = ({ id, version }: Complaint) => ({ complaintId: id, seenVersion: version });
const execute = (complaint: Complaint, by: Person, data: Partial<Parameters<typeof carryOut>[1]> = {}) =>
  carryOut(company.as(by), { ...seen(complaint), ...done, ...data });
const answer = (complaint: Complaint, by: Person, data: Partial<CustomersAnswer> = {}) =>
  confirmSolution(company.as(by), { ...seen(complaint), answer: { ...accepted, ...data } });
const review = (complaint: Complaint, by: Person, data: { evaluation?: string; prevention?: string } = {}) =>
  reviewComplaint(company.as(by), {
    ...seen(complaint),
    evaluation: 'In time',
    prevention: 'A second feed',
    ...data,
  });
const step = (complaint: Complaint, event: string) =>
  company.db.read.complaintStep.findFirstOrThrow({ where: { complaintId: complaint.id, event } });
const future = new Date('2026-12-25T01:00:00Z');

describe('carrying out', () => {
  it('keeps what was done and how the customer was told; their service specialist asks them', async () => {
    const customer = await makeCustomer(company, { phone: '13812340001' });
    const complaint = await executing(company, { customer: { id: customer.id } });
    await execute(complaint, company.people.tom);
    expect(await step(complaint, 'execute')).toMatchObject({
      text: 'Paid',
      how: 'phone',
      happenedAt: done.toldAt,
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.confirm', 'complaint.solve']);
    expect(duties.get('complaint.confirm')).toMatchObject({
      ownerId: company.people.sam.id,
      departmentId: company.service.id,
    });
  });

  it('asks for the measures for the responsible person and for their lead', async () => {
    const { tina, tom } = company.people;
    const complaint = await proposing(company, {}, { responsibleSlackUserId: tina.slackUserId });
    await proposeSolution(company.as(tina), { ...seen(complaint), wish: '', options: [option()] });
    const approved = await approve(company, await stands(company, complaint));
    await expect(execute(approved, tom)).rejects.toMatchObject({
      code: 'complaintMeasuresMissing',
      field: 'measures',
    });
    await expect(execute(approved, tom, { measures: 'A talk' })).rejects.toMatchObject({
      field: 'leadMeasures',
    });
    await execute(approved, tom, { measures: 'A talk', leadMeasures: 'None: nothing was neglected' });
    expect(await step(complaint, 'execute')).toMatchObject({ measures: 'A talk' });
  });

  it('is refused to others, and with what is missing or not yet true', async () => {
    const complaint = await executing(company);
    const { sam, tom } = company.people;
    await expect(execute(complaint, sam)).rejects.toMatchObject({ code: 'complaintMayNotHandle' });
    await expect(execute(complaint, tom, { done: '' })).rejects.toMatchObject({
      code: 'complaintDoneMissing',
      field: 'done',
    });
    await expect(execute(complaint, tom, { toldAt: future })).rejects.toMatchObject({
      code: 'complaintInFuture',
      field: 'toldAt',
    });
    expect(await stands(company, complaint)).toEqual(complaint);
  });
});

describe('the customer’s answer', () => {
  it('accepted: the solution is no longer owed, the service lead reviews', async () => {
    const complaint = await confirmed(company);
    expect(complaint.state).toBe('confirmed');
    expect(await step(complaint, 'accept')).toMatchObject({
      how: 'call',
      happenedAt: accepted.at,
      confirmedBy: 'Ann Lee',
      feedback: 'Quick enough',
      satisfaction: 4,
      byId: company.people.sam.id,
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.review']);
    expect(duties.get('complaint.review')).toMatchObject({ ownerId: null, departmentId: company.service.id });
    const solved = await company.db.read.duty.findFirstOrThrow({
      where: { subjectId: complaint.id, kind: 'complaint.solve' },
    });
    expect(solved.state).toBe('done');
  });

  it('refused: proposed anew, the deadline where it was, nothing overwritten', async () => {
    const complaint = await confirming(company);
    const { sam, tina, tom } = company.people;
    await answer(complaint, sam, { outcome: 'refused', feedback: 'Too little', satisfaction: null });
    const back = await stands(company, complaint);
    expect(back).toMatchObject({ state: 'proposing', solveDueAt: complaint.solveDueAt });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.propose', 'complaint.solve']);
    expect(duties.get('complaint.propose')?.ownerId).toBe(tom.id);
    await proposeSolution(company.as(tina), { ...seen(back), wish: 'More', options: [option()] });
    const proposals = await company.db.read.complaintStep.findMany({
      where: { complaintId: complaint.id, event: 'propose' },
      orderBy: { id: 'asc' },
    });
    expect(proposals.map(({ feedback }) => feedback)).toEqual(['The money back', 'More']);
  });

  it('is for the service department, and refused with what is missing', async () => {
    const complaint = await confirming(company);
    const { sam, tina, olga } = company.people;
    for (const stranger of [tina, olga]) {
      await expect(answer(complaint, stranger)).rejects.toMatchObject({ code: 'complaintForService' });
    }
    const cases: [Partial<CustomersAnswer>, string, string][] = [
      [{ by: '' }, 'complaintConfirmerMissing', 'by'],
      [{ at: future }, 'complaintInFuture', 'at'],
      [{ satisfaction: null }, 'complaintSatisfactionMissing', 'satisfaction'],
      [{ satisfaction: 6 }, 'complaintSatisfactionMissing', 'satisfaction'],
      [{ outcome: 'refused', feedback: '' }, 'complaintFeedbackMissing', 'feedback'],
    ];
    for (const [data, code, field] of cases) {
      await expect(answer(complaint, sam, data)).rejects.toMatchObject({ code, field });
    }
    expect(await stands(company, complaint)).toEqual(complaint);
  });

  it('of two at once lets one win', async () => {
    const complaint = await confirming(company);
    const { sam, lena } = company.people;
    const results = await Promise.allSettled([
      answer(complaint, sam),
      answer(complaint, lena, { outcome: 'refused' }),
    ]);
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
    const duties = await openDuties(company, complaint.id);
    const { state } = await stands(company, complaint);
    expect(duties.has(state === 'confirmed' ? 'complaint.review' : 'complaint.propose')).toBe(true);
  });
});

describe('the review', () => {
  it('closes it with nothing owed, and the customer is called the day after, once', async () => {
    const customer = await makeCustomer(company, { phone: '13812340002' });
    const first = await closed(company, { customer: { id: customer.id } });
    expect(first).toMatchObject({
      state: 'closed',
      outcome: 'solved',
      closedAt: company.services.clock.now(),
    });
    expect((await openDuties(company, first.id)).size).toBe(0);
    expect(await step(first, 'review')).toMatchObject({ text: 'In time', prevention: 'A second feed' });
    await closed(company, { customer: { id: customer.id } });
    const calls = await company.db.read.callback.findMany({
      where: { customerId: customer.id, kind: 'complaint' },
    });
    expect(calls.map(({ state, plannedAt }) => [state, plannedAt.toISOString()])).toEqual([
      ['planned', '2026-11-26T06:00:00.000Z'],
    ]);
    expect((await eventsOf(company, first.id)).slice(-3)).toEqual([
      'complaint.executed',
      'complaint.confirmed',
      'complaint.reviewed',
    ]);
  });

  it('is for the service lead and management, never for the person complained about', async () => {
    const complaint = await confirmed(company, { accusedSlackUserId: company.people.lena.slackUserId });
    const { sam, tom, lena, max } = company.people;
    for (const stranger of [sam, tom]) {
      await expect(review(complaint, stranger)).rejects.toMatchObject({ code: 'complaintMayNotReview' });
    }
    await expect(review(complaint, lena)).rejects.toMatchObject({ code: 'complaintAboutYou' });
    // Their lead is accused, so management's owes it.
    expect((await openDuties(company, complaint.id)).get('complaint.review')?.ownerId).toBe(max.id);
    for (const [data, field] of [
      [{ evaluation: ' ' }, 'evaluation'],
      [{ prevention: '' }, 'prevention'],
    ] as const) {
      await expect(review(complaint, max, data)).rejects.toMatchObject({ field });
    }
    expect((await review(complaint, max)).state).toBe('closed');
  });
});
