import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerComplaint } from '../../src/complaints/answer-complaint.js';
import { type Judgement, judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { recordApology } from '../../src/complaints/record-apology.js';
import type { Complaint } from '../../src/db/types.js';
import { makeStaff } from '../support/factories.js';
import { type Company, eventsOf, makeCompany, makeComplaint, makeCustomer, openDuties } from './company.js';
import { confirming, executing } from './loop.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

const promisedAt = new Date('2026-11-27T08:00:00Z');
const valid: Judgement = { verdict: 'valid', grounds: 'Price feed log', demand: 'reasonable', promisedAt };
const communicative: Judgement = {
  verdict: 'communicative',
  grounds: '',
  kind: 'inquiry',
  promisedAt: null,
};
const notSustained: Judgement = {
  verdict: 'not-sustained',
  grounds: 'Recording shows the order was confirmed',
  explanation: 'Played the recording, explained the rule',
  explainedBy: 'phone',
  explainedAt: new Date('2026-11-25T01:50:00Z'),
  reaction: 'Understood',
};
const judge = (complaint: Complaint, judgement: Judgement, by = company.people.sam) =>
  judgeComplaint(company.as(by), { complaintId: complaint.id, judgement });
const stands = (complaint: Complaint) =>
  company.db.read.complaint.findUniqueOrThrow({ where: { id: complaint.id } });

const afterDeadline = ({ solveDueAt }: Complaint) => new Date(solveDueAt.getTime() + 1000);

describe('the answer date promised to the customer', () => {
  it('is a duty of whoever told it, reminded when the last day before it opens and when it is due', async () => {
    const complaint = await makeComplaint(company);
    await judge(complaint, valid, company.people.lena);
    const duty = (await openDuties(company, complaint.id)).get('complaint.promise');
    expect(duty).toMatchObject({ ownerId: company.people.lena.id, dueAt: promisedAt });
    expect(JSON.parse(duty?.ladder ?? '[]')).toMatchObject([
      { rung: 'before', at: '2026-11-26T01:00:00.000Z' },
      { rung: 'due', at: promisedAt.toISOString() },
      { rung: 'management' },
    ]);
  });

  it('is owed until the customer is told, and not once nothing is', async () => {
    const ofPromise = ({ id }: { id: string }) =>
      company.db.read.duty.findFirstOrThrow({ where: { subjectId: id, kind: 'complaint.promise' } });
    const told = await makeComplaint(company);
    await judge(told, { ...communicative, promisedAt });
    expect(await ofPromise(told)).toMatchObject({ state: 'open', ownerId: company.people.sam.id });
    await answerComplaint(company.as(company.people.sam), {
      complaintId: told.id,
      outcome: 'answered',
      answer: 'Explained',
      promisedAt: null,
    });
    expect(await ofPromise(told)).toMatchObject({ state: 'done' });
    expect(await ofPromise(await executing(company))).toMatchObject({ state: 'open' });
    expect(await ofPromise(await confirming(company))).toMatchObject({ state: 'done' });
  });

  it('may be any time once the deadline has passed', async () => {
    const complaint = await makeComplaint(company);
    const now = afterDeadline(complaint);
    const later = new Date(now.getTime() + 86_400_000);
    await judgeComplaint(
      { ...company.as(company.people.sam), now },
      { complaintId: complaint.id, judgement: { ...valid, promisedAt: later } },
    );
    expect((await stands(complaint)).promisedAt).toEqual(later);
  });
});

describe('judging', () => {
  it('valid: promises a date and opens the lead’s duty to name the department', async () => {
    const complaint = await makeComplaint(company);
    const answer = await judge(complaint, valid);
    expect(answer.state).toBe('judged');
    expect(await stands(complaint)).toMatchObject({
      state: 'judged',
      kind: 'valid',
      promisedAt,
      judgedById: company.people.sam.id,
      judgement: 'Price feed log',
      solveDueAt: complaint.solveDueAt,
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.assign', 'complaint.promise']);
    expect(duties.get('complaint.assign')?.dueAt).toEqual(new Date('2026-11-25T07:30:00Z'));
    const closed = await company.db.read.duty.findFirstOrThrow({
      where: { subjectId: complaint.id, kind: 'complaint.judge' },
    });
    expect(closed).toMatchObject({ state: 'done', closedById: company.people.sam.id });
    const card = await company.db.read.card.findFirstOrThrow({ where: { subjectId: complaint.id } });
    expect(card.wantedVersion).toBeGreaterThan(1);
    expect(await eventsOf(company, complaint.id)).toEqual(['complaint.registered', 'complaint.judged']);
  });

  it('communicative: opens the answer, owed by the customer’s service specialist', async () => {
    const customer = await makeCustomer(company);
    const complaint = await makeComplaint(company, { customer: { id: customer.id } });
    await judge(complaint, communicative);
    expect(await stands(complaint)).toMatchObject({ state: 'answering', kind: 'communicative' });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.answer']);
    expect(duties.get('complaint.answer')).toMatchObject({
      ownerId: company.people.sam.id,
      dueAt: complaint.solveDueAt,
    });
  });

  it('not sustained: keeps the explanation and leaves the call owed', async () => {
    const complaint = await makeComplaint(company, { severity: 'serious' });
    await judge(complaint, notSustained);
    expect(await stands(complaint)).toMatchObject({
      state: 'declined',
      kind: null,
      outcome: 'declined',
      explanation: 'Played the recording, explained the rule',
      explainedBy: 'phone',
      customerReaction: 'Understood',
      closedAt: company.services.clock.now(),
    });
    expect([...(await openDuties(company, complaint.id)).keys()]).toEqual(['complaint.call-back']);
  });

  it('lets one of two people win who judge at once; the other learns how it stands', async () => {
    const complaint = await makeComplaint(company);
    const results = await Promise.allSettled([
      judge(complaint, valid, company.people.sam),
      judge(complaint, notSustained, company.people.lena),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    const { state } = await stands(complaint);
    expect(refused[0]?.reason).toMatchObject({
      code: 'complaintChanged',
      params: { number: complaint.number, state },
    });
    expect(
      (await eventsOf(company, complaint.id)).filter((event) => event === 'complaint.judged'),
    ).toHaveLength(1);
  });

  it('refuses what is missing, at its field, and changes nothing', async () => {
    const complaint = await makeComplaint(company);
    const cases: [Judgement, string, string][] = [
      [{ ...valid, grounds: ' ' }, 'complaintGroundsMissing', 'grounds'],
      [{ ...valid, promisedAt: null }, 'complaintPromiseMissing', 'promisedAt'],
      [{ ...valid, promisedAt: company.services.clock.now() }, 'complaintPromisePast', 'promisedAt'],
      [{ ...valid, promisedAt: afterDeadline(complaint) }, 'complaintPromiseTooLate', 'promisedAt'],
      [{ ...communicative, promisedAt: afterDeadline(complaint) }, 'complaintPromiseTooLate', 'promisedAt'],
      [{ ...notSustained, explanation: '' }, 'complaintExplanationMissing', 'explanation'],
      [{ ...notSustained, explainedAt: promisedAt }, 'complaintInFuture', 'explainedAt'],
      [{ ...notSustained, reaction: '' }, 'complaintReactionMissing', 'reaction'],
    ];
    for (const [judgement, code, field] of cases) {
      await expect(judge(complaint, judgement)).rejects.toMatchObject({ code, field });
    }
    expect(await stands(complaint)).toEqual(complaint);
  });

  it('is for the service department, and never for the person complained about', async () => {
    const complaint = await makeComplaint(company, {
      accusedSlackUserId: company.people.sam.slackUserId,
    });
    await expect(judge(complaint, valid, company.people.sam)).rejects.toMatchObject({
      code: 'complaintAboutYou',
    });
    for (const stranger of [company.people.tina, company.people.olga]) {
      await expect(judge(complaint, valid, stranger)).rejects.toMatchObject({ code: 'complaintMayNotJudge' });
    }
    const gone = await makeStaff(company.db, {
      workspaceId: company.workspace.id,
      departmentId: company.service.id,
      active: false,
    });
    await expect(judge(complaint, valid, gone)).rejects.toMatchObject({ code: 'complaintMayNotJudge' });
    expect((await judge(complaint, valid, company.people.lena)).state).toBe('judged');
  });

  it('finds nothing under another workspace’s id', async () => {
    const other = await makeCompany();
    const theirs = await makeComplaint(other);
    await expect(judge(theirs, valid)).rejects.toMatchObject({ code: 'complaintNotFound' });
    await other.close();
  });
});

describe('answering a communicative complaint', () => {
  it('closes it', async () => {
    const complaint = await makeComplaint(company, { severity: 'serious' });
    await judge(complaint, communicative);
    await answerComplaint(company.as(company.people.sam), {
      complaintId: complaint.id,
      outcome: 'answered',
      answer: 'Explained the margin rule',
      promisedAt: null,
    });
    expect(await stands(complaint)).toMatchObject({
      state: 'closed',
      outcome: 'answered',
      explanation: 'Explained the margin rule',
    });
    expect([...(await openDuties(company, complaint.id)).keys()]).toEqual(['complaint.call-back']);
  });

  it('finds it valid after all and goes on like any other', async () => {
    const complaint = await makeComplaint(company);
    await judge(complaint, communicative);
    const turn = (date: Date | null) =>
      answerComplaint(company.as(company.people.sam), {
        complaintId: complaint.id,
        outcome: 'turned-valid',
        answer: 'We had given them a wrong figure',
        promisedAt: date,
      });
    await expect(turn(null)).rejects.toMatchObject({ code: 'complaintPromiseMissing' });
    await expect(turn(new Date(complaint.solveDueAt.getTime() + 1))).rejects.toMatchObject({
      code: 'complaintPromiseTooLate',
    });
    await turn(promisedAt);
    expect(await stands(complaint)).toMatchObject({ state: 'judged', kind: 'valid', promisedAt });
    expect([...(await openDuties(company, complaint.id)).keys()]).toEqual([
      'complaint.assign',
      'complaint.promise',
    ]);
  });
});

describe('the apology call', () => {
  it('is ticked off once', async () => {
    const complaint = await makeComplaint(company, { severity: 'serious' });
    const ctx = company.as(company.people.sam);
    await recordApology(ctx, { complaintId: complaint.id });
    expect([...(await openDuties(company, complaint.id)).keys()]).toEqual(['complaint.judge']);
    expect(await eventsOf(company, complaint.id)).toContain('complaint.apologised');
    await expect(recordApology(ctx, { complaintId: complaint.id })).rejects.toMatchObject({
      code: 'complaintChanged',
    });
    await expect(
      recordApology(company.as(company.people.tina), { complaintId: complaint.id }),
    ).rejects.toMatchObject({ code: 'complaintMayNotReadContact' });
  });
});
