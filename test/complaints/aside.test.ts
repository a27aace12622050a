import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { mergeComplaint, mergeTargets } from '../../src/complaints/merge-complaint.js';
import { presentAside } from '../../src/complaints/present-aside.js';
import { reopenComplaint } from '../../src/complaints/reopen-complaint.js';
import { withdrawComplaint } from '../../src/complaints/withdraw-complaint.js';
import type { Complaint } from '../../src/db/types.js';
import { messages } from '../../src/messages/index.js';
import type { Person } from '../../src/people/person.js';
import type { Asker } from '../../src/slack/asker.js';
import { type Company, eventsOf, makeCompany, makeComplaint, makeCustomer, openDuties } from './company.js';
import { approving, closed, executing, investigating, stands } from './loop.js';

const day = 86_400_000;
let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

const seen = ({ id, version }: Complaint) => ({ complaintId: id, seenVersion: version });
const withdraw = (complaint: Complaint, by: Person, reason = 'The customer took it back') =>
  withdrawComplaint(company.as(by), { ...seen(complaint), reason, by: 'mistake' });
const merge = (complaint: Complaint, into: Complaint, by = company.people.sam) =>
  mergeComplaint(company.as(by), { ...seen(complaint), intoId: into.id });
const later = (ms: number) => new Date(company.services.clock.now().getTime() + ms);
const reopen = (
  complaint: Complaint,
  {
    by = company.people.sam,
    reason = 'It happened again',
    now = later(0),
  }: { by?: Person; reason?: string; now?: Date } = {},
) => reopenComplaint({ ...company.as(by), now }, { ...seen(complaint), reason });
const open = async (complaint: Complaint) => [...(await openDuties(company, complaint.id)).keys()];

describe('withdrawing', () => {
  it('ends it with the reason kept and nothing owed, by whoever registered it', async () => {
    const { olga } = company.people;
    const complaint = await makeComplaint(company, { severity: 'serious' }, olga);
    await withdraw(complaint, olga);
    expect(await stands(company, complaint)).toMatchObject({
      state: 'withdrawn',
      outcome: 'withdrawn',
      closedAt: company.services.clock.now(),
    });
    expect(await open(complaint)).toEqual([]);
    const step = await company.db.read.complaintStep.findFirstOrThrow({
      where: { complaintId: complaint.id },
    });
    expect(step).toMatchObject({ event: 'withdraw', text: 'The customer took it back', byId: olga.id });
    expect(await company.db.read.callback.count({ where: { kind: 'complaint' } })).toBe(0);
  });

  it('is possible on the way until it is carried out, for service too, with a reason', async () => {
    const { sam, tina } = company.people;
    const complaint = await approving(company);
    await expect(withdraw(complaint, tina)).rejects.toMatchObject({ code: 'complaintMayNotWithdraw' });
    await expect(withdraw(complaint, sam, ' ')).rejects.toMatchObject({
      code: 'complaintReasonMissing',
      field: 'reason',
    });
    await withdraw(complaint, sam);
    await expect(withdraw(await executing(company), sam)).rejects.toMatchObject({ code: 'complaintChanged' });
  });

  it('is refused the day after, and to the person complained about', async () => {
    const early = await makeCompany({ start: new Date('2026-11-25T15:50:00Z') });
    const complaint = await makeComplaint(early);
    early.services.clock.set(new Date('2026-11-25T16:00:00Z'));
    await expect(
      withdrawComplaint(early.as(early.people.sam), { ...seen(complaint), reason: 'Late', by: 'customer' }),
    ).rejects.toMatchObject({ code: 'complaintNotTheSameDay' });
    await early.close();
    const { sam } = company.people;
    const about = await makeComplaint(company, { accusedSlackUserId: sam.slackUserId }, company.people.lena);
    await expect(withdraw(about, sam)).rejects.toMatchObject({ code: 'complaintAboutYou' });
  });
});

describe('merging', () => {
  it('points to the other, which says so; what was owed for the merged one ends', async () => {
    const into = await investigating(company);
    const repeat = await makeComplaint(company, { severity: 'serious' });
    const owed = await open(into);
    await merge(repeat, into);
    expect(await stands(company, repeat)).toMatchObject({ state: 'merged', mergedIntoId: into.id });
    expect(await open(repeat)).toEqual([]);
    expect(await open(into)).toEqual(owed);
    expect(await stands(company, into)).toEqual(into);
    expect((await eventsOf(company, repeat.id)).at(-1)).toBe('complaint.merged');
    expect((await eventsOf(company, into.id)).at(-1)).toBe('complaint.took-in');
  });

  it('is refused into itself, a finished one, another workspace’s, and one about who acts', async () => {
    const { people } = company;
    const repeat = await makeComplaint(company);
    const other = await makeCompany();
    const targets = [
      repeat,
      await closed(company),
      await makeComplaint(other),
      await makeComplaint(company, { accusedSlackUserId: people.sam.slackUserId }, people.lena),
    ];
    for (const into of targets) {
      await expect(merge(repeat, into)).rejects.toMatchObject({ code: 'complaintMergeGone', field: 'into' });
    }
    await other.close();
    const into = await makeComplaint(company);
    await expect(merge(repeat, into, people.tina)).rejects.toMatchObject({ code: 'complaintForService' });
    expect(await stands(company, repeat)).toEqual(repeat);
  });

  it('offers the same customer’s open complaints first', async () => {
    const customer = await makeCustomer(company, { phone: '13800000009' });
    const theirs = await makeComplaint(company, { customer: { id: customer.id } });
    await makeComplaint(company);
    const repeat = await makeComplaint(company, { customer: { id: customer.id } });
    const targets = await mergeTargets(company.db.read, {
      complaint: repeat,
      staffId: company.people.sam.id,
    });
    expect(targets[0]?.id).toBe(theirs.id);
    expect(targets.map(({ id }) => id)).not.toContain(repeat.id);
    expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
  });

  it('of two that merge into each other at once lets one win', async () => {
    const one = await makeComplaint(company);
    const two = await makeComplaint(company);
    const results = await Promise.allSettled([merge(one, two), merge(two, one)]);
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
    const after = [await stands(company, one), await stands(company, two)];
    expect(after.map(({ state }) => state).sort()).toEqual(['merged', 'registered']);
  });
});

describe('reopening', () => {
  it('keeps the number and is judged anew in a loop of its own; the call is taken back', async () => {
    const customer = await makeCustomer(company, { phone: '13800000010' });
    const complaint = await closed(company, { customer: { id: customer.id } });
    const now = later(day / 24);
    await reopen(complaint, { now });
    const again = await stands(company, complaint);
    expect(again).toMatchObject({
      number: complaint.number,
      state: 'registered',
      reopenedAt: now,
      reopenedTimes: 1,
      closedAt: null,
      outcome: null,
      departmentId: null,
      investigatorId: null,
      policy: complaint.policy,
      // Three days again; four working hours: 11–12, 13:30–16:30.
      solveDueAt: complaint.solveDueAt,
      judgeDueAt: new Date('2026-11-25T08:30:00Z'),
    });
    const duties = await openDuties(company, complaint.id);
    expect([...duties.keys()]).toEqual(['complaint.judge']);
    expect(duties.get('complaint.judge')?.dueAt).toEqual(again.judgeDueAt);
    const calls = await company.db.read.callback.findMany({
      where: { customerId: customer.id, kind: 'complaint' },
    });
    expect(calls.map(({ state }) => state)).toEqual(['cancelled']);
    await judgeComplaint(company.as(company.people.sam), {
      complaintId: complaint.id,
      judgement: { verdict: 'communicative', grounds: '', kind: 'help', promisedAt: null },
    });
    expect((await stands(company, complaint)).state).toBe('answering');
    // What was typed in the first loop is still there.
    const steps = await company.db.read.complaintStep.findMany({ where: { complaintId: complaint.id } });
    expect(steps.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Log', 'In time', 'It happened again']),
    );
  });

  it('is possible for thirty days, for service, with a reason', async () => {
    const complaint = await closed(company);
    const { tina } = company.people;
    await expect(reopen(complaint, { by: tina })).rejects.toMatchObject({ code: 'complaintForService' });
    await expect(reopen(complaint, { reason: '' })).rejects.toMatchObject({
      code: 'complaintReasonMissing',
      field: 'reason',
    });
    await expect(reopen(complaint, { now: later(31 * day) })).rejects.toMatchObject({
      code: 'complaintTooLateToReopen',
      params: { days: 30 },
    });
    await reopen(complaint, { now: later(30 * day) });
    const again = await stands(company, complaint);
    expect(again.solveDueAt.getTime()).toBeGreaterThan(complaint.solveDueAt.getTime());
    await expect(reopen(again)).rejects.toMatchObject({ code: 'complaintChanged' });
  });
});

describe('the forms', () => {
  const asker = (staff: Person): Asker =>
    ({
      workspace: company.workspace,
      staff,
      locale: 'en',
      t: messages('en'),
      ctx: company.as(staff),
    }) as Asker;

  it('are refused as the use-cases refuse, before anything was typed', async () => {
    const { sam, tina } = company.people;
    const complaint = await makeComplaint(company);
    const form = (aside: 'withdraw' | 'merge' | 'reopen', by = sam) =>
      presentAside(asker(by), { complaintId: complaint.id, aside });
    expect(JSON.stringify(await form('withdraw'))).toContain('complaint.withdraw-form');
    expect(JSON.stringify(await form('merge'))).toContain('complaint.merge-form');
    await expect(form('reopen')).rejects.toMatchObject({ code: 'complaintChanged' });
    await expect(form('merge', tina)).rejects.toMatchObject({ code: 'complaintForService' });
    const alone = await makeCompany();
    const only = await makeComplaint(alone);
    await expect(
      presentAside(
        { ...asker(sam), ctx: alone.as(alone.people.sam), workspace: alone.workspace },
        { complaintId: only.id, aside: 'merge' },
      ),
    ).rejects.toMatchObject({ code: 'complaintNothingToMergeInto' });
    await alone.close();
  });
});
