import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveSolution, type Decision, proposalOf } from '../../src/complaints/approve-solution.js';
import { complaintsFeature } from '../../src/complaints/feature.js';
import { type ProposedOption, proposeSolution } from '../../src/complaints/propose-solution.js';
import type { Complaint } from '../../src/db/types.js';
import { reassignDuty } from '../../src/duties/reassign-duty.js';
import type { Person } from '../../src/people/person.js';
import { type Company, eventsOf, makeCompany, openDuties } from './company.js';
import { approving, executing, option, proposing, stands } from './loop.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

const propose = (complaint: Complaint, by: Person, options: ProposedOption[] = [option()]) =>
  proposeSolution(company.as(by), {
    complaintId: complaint.id,
    seenVersion: complaint.version,
    wish: 'The money back',
    options,
  });
const proposed = async (complaint: Complaint) => (await proposalOf(company.db.read, complaint)).options;
async function approval(
  complaint: Complaint,
  data: Partial<Extract<Decision, { decision: 'approve' }>> = {},
) {
  const ids = (await proposed(complaint)).map(({ id }) => id);
  const why = 'What was asked for';
  return { decision: 'approve', optionId: ids[0] ?? null, lookedAt: ids, why, ...data } as const;
}
const decide = (complaint: Complaint, by: Person, decision: Decision) =>
  approveSolution(company.as(by), {
    complaintId: complaint.id,
    seenVersion: complaint.version,
    decision,
  });

describe('proposing', () => {
  it('keeps up to five options with their money, drops empty ones, and asks somebody else to approve', async () => {
    const complaint = await proposing(company);
    const { tina, tom } = company.people;
    const dueAt = new Date('2026-11-26T08:00:00Z');
    const empty = option({ what: ' ', cost: '' });
    await propose(complaint, tina, [
      option({ cost: '￥1,200.50', slackUserId: tina.slackUserId, dueAt }),
      empty,
      option({ what: 'A voucher', cost: '50 USD' }),
      option({ what: 'An apology by the manager', cost: '' }),
      empty,
    ]);
    const options = await proposed(complaint);
    expect(
      options.map((one) => [one.position, one.what, one.amountMinor, one.currency, one.staffId]),
    ).toEqual([
      [1, 'Repay the difference', 120_050n, 'CNY', tina.id],
      [2, 'A voucher', 5_000n, 'USD', null],
      [3, 'An apology by the manager', null, null, null],
    ]);
    expect(options[0]?.dueAt).toEqual(dueAt);
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.approve', 'complaint.promise', 'complaint.solve']);
    expect(duties.get('complaint.approve')).toMatchObject({ ownerId: tom.id, departmentId: company.tech.id });
    expect((await stands(company, complaint)).solveDueAt).toEqual(complaint.solveDueAt);
  });

  it('by the lead asks management', async () => {
    const complaint = await proposing(company);
    await propose(complaint, company.people.tom);
    expect((await openDuties(company, complaint.id)).get('complaint.approve')).toMatchObject({
      ownerId: company.people.max.id,
      departmentId: company.management.id,
    });
  });

  it('refuses what cannot be read, at its field, and changes nothing', async () => {
    const complaint = await proposing(company, { accusedSlackUserId: company.people.olga.slackUserId });
    const { tina, olga } = company.people;
    const cases: [ProposedOption[], string, string | undefined][] = [
      [[option({ what: '', cost: '' })], 'complaintOptionMissing', 'what1'],
      [[option(), option({ what: '' })], 'complaintOptionMissing', 'what2'],
      [[option(), option({ cost: '1.200,50' })], 'complaintMoneyUnreadable', 'cost2'],
      [[option({ slackUserId: 'UNOBODY' })], 'complaintPersonUnknown', 'who1'],
      [[option({ slackUserId: olga.slackUserId })], 'complaintExecutorAccused', 'who1'],
      [[option({ dueAt: company.services.clock.now() })], 'complaintOptionPast', 'by1'],
      [Array.from({ length: 6 }, () => option()), 'complaintTooManyOptions', undefined],
    ];
    for (const [options, code, field] of cases) {
      await expect(propose(complaint, tina, options)).rejects.toMatchObject({ code, field });
    }
    expect(await stands(company, complaint)).toEqual(complaint);
    expect(await company.db.read.complaintOption.count({ where: { complaintId: complaint.id } })).toBe(0);
  });
});

describe('deciding', () => {
  it('keeps the best option and why, and whoever was named carries it out by the date that was named', async () => {
    const { tina } = company.people;
    const dueAt = new Date('2026-11-30T08:00:00Z');
    const complaint = await executing(company, {}, [option({ slackUserId: tina.slackUserId, dueAt })]);
    expect(complaint.state).toBe('executing');
    const step = await company.db.read.complaintStep.findFirstOrThrow({
      where: { complaintId: complaint.id, event: 'approve' },
    });
    expect(step).toMatchObject({
      text: 'It is what the customer asked for',
      optionId: (await proposed(complaint))[0]?.id,
      byId: company.people.max.id,
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.execute', 'complaint.promise', 'complaint.solve']);
    expect(duties.get('complaint.execute')).toMatchObject({ ownerId: tina.id, dueAt });
    expect(duties.get('complaint.solve')?.dueAt).toEqual(complaint.solveDueAt);
  });

  it('is not for who proposed it, nor for those without the authority', async () => {
    const complaint = await approving(company);
    const { tina, tom, sam, lena } = company.people;
    for (const stranger of [tina, sam, lena]) {
      await expect(decide(complaint, stranger, await approval(complaint))).rejects.toMatchObject({
        code: 'complaintMayNotApprove',
      });
    }
    await decide(complaint, tom, await approval(complaint));
    const toms = await proposing(company);
    await propose(toms, tom);
    const waiting = await stands(company, toms);
    await expect(decide(waiting, tom, await approval(waiting))).rejects.toMatchObject({
      code: 'complaintProposedByYou',
    });
  });

  it('is not handed to who proposed it either', async () => {
    const { tina, tom, max } = company.people;
    const complaint = await approving(company);
    const dutyId = (await openDuties(company, complaint.id)).get('complaint.approve')?.id ?? '';
    const ctx = company.as(tom);
    const give = (to: Person) =>
      reassignDuty(
        { ...ctx, services: { ...ctx.services, features: [complaintsFeature] } },
        { dutyId, toStaffId: to.id, reason: 'I am on the road' },
      );
    await expect(give(tina)).rejects.toMatchObject({ code: 'handOverToBarred', field: 'to' });
    await expect(give(max)).resolves.toMatchObject({ ownerId: max.id });
  });

  it('may be handed to a colleague to see to, who has no authority to decide with it', async () => {
    const { tina, tom, max } = company.people;
    const ctx = company.as(tom);
    const complaint = await approving(company);
    const dutyId = (await openDuties(company, complaint.id)).get('complaint.approve')?.id ?? '';
    const { sam } = company.people;
    await reassignDuty(
      { ...ctx, services: { ...ctx.services, features: [complaintsFeature] } },
      { dutyId, toStaffId: sam.id, reason: 'Please see to it' },
    );
    expect((await openDuties(company, complaint.id)).get('complaint.approve')?.ownerId).toBe(sam.id);
    for (const nobody of [sam, tina]) {
      await expect(decide(complaint, nobody, await approval(complaint))).rejects.toMatchObject({
        code: 'complaintMayNotApprove',
      });
    }
    await decide(complaint, max, await approval(complaint));
  });

  it('is never for the person complained about, who leads the department', async () => {
    const { tom, max } = company.people;
    const complaint = await approving(company, { accusedSlackUserId: tom.slackUserId });
    await expect(decide(complaint, tom, await approval(complaint))).rejects.toMatchObject({
      code: 'complaintAboutYou',
    });
    expect((await openDuties(company, complaint.id)).get('complaint.approve')?.ownerId).toBe(max.id);
  });

  it('refuses what is missing, at its field', async () => {
    const complaint = await approving(company);
    const { max } = company.people;
    const [first] = await proposed(complaint);
    const cases: [Decision, string, string][] = [
      [await approval(complaint, { optionId: null }), 'complaintOptionNotChosen', 'option'],
      [await approval(complaint, { optionId: 'another' }), 'complaintOptionNotChosen', 'option'],
      [await approval(complaint, { lookedAt: [first?.id ?? ''] }), 'complaintNotAllLookedAt', 'lookedAt'],
      [await approval(complaint, { why: ' ' }), 'complaintWhyMissing', 'why'],
      [{ decision: 'return', reason: '' }, 'complaintReasonMissing', 'reason'],
    ];
    for (const [decision, code, field] of cases) {
      await expect(decide(complaint, max, decision)).rejects.toMatchObject({ code, field });
    }
    expect(await stands(company, complaint)).toEqual(complaint);
  });

  it('may return it: proposed anew, and a form of the earlier proposal is refused though it waits again', async () => {
    const earlier = await approving(company);
    const { max, tina } = company.people;
    await decide(earlier, max, { decision: 'return', reason: 'Ask for their wish first' });
    const back = await stands(company, earlier);
    expect(back.state).toBe('proposing');
    expect([...(await openDuties(company, earlier.id)).keys()]).toEqual([
      'complaint.promise',
      'complaint.propose',
      'complaint.solve',
    ]);
    await propose(back, tina);
    await expect(decide(earlier, max, { decision: 'return', reason: 'Again' })).rejects.toMatchObject({
      code: 'complaintChanged',
      params: { state: 'approving' },
    });
    const again = await stands(company, earlier);
    await decide(again, max, await approval(again));
    expect((await stands(company, earlier)).state).toBe('executing');
    expect(again.solveDueAt).toEqual(earlier.solveDueAt);
    expect((await eventsOf(company, earlier.id)).slice(-5)).toEqual([
      'complaint.investigated',
      'complaint.proposed',
      'complaint.returned',
      'complaint.proposed',
      'complaint.approved',
    ]);
  });

  it('of two at once lets one win', async () => {
    const complaint = await approving(company);
    const { max, tom } = company.people;
    const results = await Promise.allSettled([
      decide(complaint, max, await approval(complaint)),
      decide(complaint, tom, { decision: 'return', reason: 'Too much' }),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    const { state } = await stands(company, complaint);
    expect(refused[0]?.reason).toMatchObject({ code: 'complaintChanged', params: { state } });
  });
});
