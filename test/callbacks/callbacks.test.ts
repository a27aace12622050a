import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayCalendar } from '../../src/calendar/holidays.js';
import { defaultWorkingHours } from '../../src/calendar/working-hours.js';
import { lastSlotWithin, nextSlot, otherTimeOfDay, putOffBecause } from '../../src/callbacks/callback.js';
import { callbackDuties } from '../../src/callbacks/duties.js';
import { keepWeekly } from '../../src/callbacks/keep-weekly.js';
import { planIn } from '../../src/callbacks/on-stage-moved.js';
import { planBirthdays } from '../../src/callbacks/plan-birthdays.js';
import { recordCall } from '../../src/callbacks/record-call.js';
import { answerComplaint } from '../../src/complaints/answer-complaint.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { acceptHandoff } from '../../src/handoffs/accept-handoff.js';
import { messages } from '../../src/messages/index.js';
import { usualNumbers } from '../../src/settings/numbers.js';
import { complaintData } from '../complaints/company.js';
import { at, lifeCompany } from '../life-cycle/company.js';

const timeZone = 'Asia/Shanghai';
const numbers = usualNumbers;
const calendar = { timeZone, hours: defaultWorkingHours, days: dayCalendar({ kind: 'none' }) };

describe('when a customer may be called', () => {
  it('never in their rest hours, nor when nobody works', () => {
    const slot = (local: string) => nextSlot({ calendar, numbers, from: at(local) });
    expect(slot('2026-11-25 10:00')).toEqual({ start: at('2026-11-25 10:00'), end: at('2026-11-25 12:00') });
    // The customer rests at noon; we work again at 13:30, they may be called from 14:00 until we close.
    expect(slot('2026-11-25 12:30')).toEqual({ start: at('2026-11-25 14:00'), end: at('2026-11-25 17:00') });
    expect(slot('2026-11-25 18:00')).toEqual({ start: at('2026-11-26 09:00'), end: at('2026-11-26 12:00') });
    // Saturday
    expect(slot('2026-11-28 10:00')).toEqual({ start: at('2026-11-30 09:00'), end: at('2026-11-30 12:00') });
  });

  it('within a term: the last slot inside it, none where nobody works', () => {
    const slot = (from: string, until: string) =>
      lastSlotWithin({ calendar, numbers, from: at(from), until: at(until) });
    const friday = { start: at('2026-11-27 14:00'), end: at('2026-11-27 17:00') };
    expect(slot('2026-11-25 10:00', '2026-11-29 00:00')).toEqual(friday);
    expect(slot('2026-11-27 15:00', '2026-11-28 00:00')).toEqual({
      ...friday,
      start: at('2026-11-27 15:00'),
    });
    expect(slot('2026-11-27 14:30', '2026-11-27 15:30')).toEqual({
      start: at('2026-11-27 14:30'),
      end: at('2026-11-27 15:30'),
    });
    expect(slot('2026-11-27 17:30', '2026-11-30 00:00')).toBeNull();
  });

  it('says why it was put off', () => {
    expect(putOffBecause({ timeZone, numbers, from: at('2026-11-25 12:30') })).toBe('rest');
    expect(putOffBecause({ timeZone, numbers, from: at('2026-11-28 10:00') })).toBe('closed');
  });

  it('another time of day for another attempt', () => {
    const next = (local: string) => otherTimeOfDay({ timeZone, numbers, after: at(local) });
    expect(next('2026-11-25 09:30')).toEqual(at('2026-11-25 15:00'));
    expect(next('2026-11-25 11:59')).toEqual(at('2026-11-25 15:00'));
    expect(next('2026-11-25 14:10')).toEqual(at('2026-11-26 10:00'));
    expect(next('2026-11-25 19:00')).toEqual(at('2026-11-26 10:00'));
  });
});

describe('calls', () => {
  let company: Awaited<ReturnType<typeof lifeCompany>>;
  beforeAll(async () => {
    company = await lifeCompany();
  });
  afterAll(() => company.close());

  const record = (customerId: string, data: Partial<Parameters<typeof recordCall>[1]>, by = 'liwei') =>
    recordCall(company.as(by), {
      customerId,
      callbackId: null,
      reached: true,
      satisfaction: 4,
      note: '',
      ...data,
    });
  const line = async (customerId: string, kind: string) => {
    const duty = (await company.owed(customerId)).get(kind);
    const workspace = await company.db.read.workspace.findUniqueOrThrow({
      where: { id: company.workspaceId },
    });
    const lines = await callbackDuties
      .find((one) => one.kind === kind)
      ?.describe({
        services: company.services,
        reader: company.db.read,
        workspace,
        locale: 'en',
        t: messages('en'),
        now: company.services.clock.now(),
        duties: duty ? [duty] : [],
        audience: { staffId: duty?.ownerId ?? '' },
      });
    return lines?.get(duty?.id ?? '')?.line;
  };

  it('a new customer within three days; who was reached has had the first contact too', async () => {
    const id = await company.customer();
    // Three days from Wednesday are over with Saturday, when nobody works: due on Friday.
    expect(await company.calls(id)).toMatchObject([
      { kind: 'new-customer', state: 'planned', plannedAt: at('2026-11-27 14:00'), movedFrom: null },
    ]);
    const duty = (await company.owed(id)).get('callback.new-customer');
    expect(duty?.dueAt).toEqual(at('2026-11-27 17:00'));
    expect(JSON.parse(duty?.ladder ?? '[]')).toEqual([
      { rung: 'before', at: at('2026-11-27 09:00').toISOString() },
      { rung: 'due', at: at('2026-11-27 17:00').toISOString() },
      { rung: 'lead', at: at('2026-11-30 17:00').toISOString() },
    ]);
    expect(await company.codeOf(record(id, { satisfaction: null }))).toBe('callbackSatisfactionMissing');
    await record(id, { note: 'Likes gold' });
    expect((await company.owed(id)).size).toBe(0);
    const [call] = await company.calls(id);
    expect(call).toMatchObject({ state: 'reached', satisfaction: 4, calledById: company.person('liwei').id });
    expect(call?.noteSealed).not.toContain('gold');
    expect(await company.codeOf(record(id, { callbackId: call?.id ?? '' }))).toBe('callbackRecorded');
    expect(await company.codeOf(record(id, {}, 'ivy'))).toBe('notAllowed');
  });

  it('a term without a slot, as over a long holiday, is late with its reason', async () => {
    const customer = await company.get(await company.customer());
    const ctx = { ...company.system(), now: at('2026-11-27 17:30') };
    // The day after Friday is Saturday, when nobody works.
    await company.db.transaction((tx) => planIn(tx, ctx, customer, 'visit'));
    expect((await company.owed(customer.id)).get('callback.visit')?.dueAt).toEqual(at('2026-11-30 12:00'));
    expect(await line(customer.id, 'callback.visit')).toMatch(
      /late: nobody was at work before .*28 Nov, 23:59/,
    );
  });

  it('not reached: another time of day, three times, then the lead decides', async () => {
    const id = await company.customer();
    const first = await record(id, { reached: false });
    expect(first).toMatchObject({ attempt: 2, nextAt: at('2026-11-25 15:00').toISOString() });
    expect(await line(id, 'callback.new-customer')).toContain('attempt 2 of 3');
    expect(await record(id, { reached: false })).toMatchObject({ attempt: 3 });
    const last = await record(id, { reached: false });
    expect(last).toMatchObject({ attempt: null, nextAt: null, leadAsked: true });
    const owed = await company.owed(id);
    expect(owed.has('callback.new-customer')).toBe(false);
    // Nobody owns it: the lead of the department that calls stands in.
    expect(owed.get('callback.unreached')).toMatchObject({
      ownerId: null,
      departmentId: company.person('liwei').departmentId,
    });
    await record(id, {});
    expect([...(await company.owed(id)).keys()]).toEqual(['customer.first-contact']);
  });

  it('until funded, then weekly; Service has them once it took over', async () => {
    const id = await company.visitor();
    await company.move(id, 'opened');
    const handoff = await company.db.read.handoff.findFirstOrThrow({ where: { customerId: id } });
    expect((await company.owed(id)).get('callback.funding')?.ownerId).toBe(company.person('liwei').id);
    await acceptHandoff(company.as('anna'), { handoffId: handoff.id, newOwnerId: company.person('sam').id });
    expect((await company.owed(id)).get('callback.funding')?.ownerId).toBe(company.person('sam').id);
    await record(id, {}, 'sam');
    expect((await company.owed(id)).has('callback.funding')).toBe(true);
    await company.move(id, 'activated');
    const owed = await company.owed(id);
    expect(owed.has('callback.funding')).toBe(false);
    expect(owed.get('callback.weekly')).toMatchObject({
      ownerId: company.person('sam').id,
      dueAt: at('2026-12-02 17:00'),
    });
  });

  it('one conversation settles all that was due by tomorrow', async () => {
    const id = await company.customer({ stage: 'activated' });
    await company.db.transaction((tx) =>
      tx.callback.updateMany({
        where: { customerId: id },
        data: { plannedAt: company.services.clock.now() },
      }),
    );
    const recorded = await record(id, {}, 'liwei');
    expect(recorded.nextAt).toBe(at('2026-12-02 14:00').toISOString());
    expect((await company.calls(id)).map(({ state }) => state)).toEqual(['reached', 'planned']);
  });

  it('a complaint answered: the customer is called the day after', async () => {
    const id = await company.customer({ stage: 'opened' });
    const { complaintId } = await registerComplaint(
      company.as('sam'),
      complaintData({ customer: { id }, complainantName: '' }),
    );
    await judgeComplaint(company.as('sam'), {
      complaintId,
      judgement: {
        verdict: 'communicative',
        grounds: 'Asked about hours.',
        kind: 'inquiry',
        promisedAt: null,
      },
    });
    await answerComplaint(company.as('sam'), {
      complaintId,
      outcome: 'answered',
      answer: 'Explained.',
      promisedAt: null,
    });
    expect((await company.owed(id)).get('callback.complaint')?.dueAt).toEqual(at('2026-11-26 17:00'));
  });

  it('after a visit the day after; not once they registered as having visited', async () => {
    const id = await company.visitor();
    const owed = await company.owed(id);
    expect(owed.get('callback.visit')?.dueAt).toEqual(at('2026-11-26 17:00'));
    expect(await line(id, 'callback.visit')).toContain('after the visit');
    expect((await company.owed(await company.customer({ stage: 'visited' }))).has('callback.visit')).toBe(
      false,
    );
  });

  it('a time that the customer named is kept, in their rest hours too, and told in the morning', async () => {
    const id = await company.customer({ stage: 'activated' });
    expect(await company.codeOf(record(id, { nextAt: company.services.clock.now() }))).toBe(
      'callbackNextPast',
    );
    const evening = at('2026-11-26 20:30');
    expect(await record(id, { nextAt: evening })).toMatchObject({ nextAt: evening.toISOString() });
    const promised = (await company.owed(id)).get('callback.promised');
    expect(promised?.dueAt).toEqual(evening);
    expect(JSON.parse(promised?.ladder ?? '[]')[0]).toEqual({
      rung: 'before',
      at: at('2026-11-26 09:00').toISOString(),
    });
    expect(await line(id, 'callback.promised')).toContain('time you agreed');
    expect((await company.owed(id)).has('callback.weekly')).toBe(true);
    // Another time instead; and one for the next attempt when nobody answered.
    await record(id, { nextAt: at('2026-11-28 12:30') });
    const calls = (await company.calls(id)).filter(
      ({ kind, state }) => kind === 'promised' && state === 'planned',
    );
    expect(calls.map(({ plannedAt }) => plannedAt)).toEqual([at('2026-11-28 12:30')]);
    const callbackId = calls[0]?.id ?? '';
    expect(await record(id, { callbackId, reached: false, nextAt: at('2026-11-29 09:15') })).toMatchObject({
      attempt: 2,
      nextAt: at('2026-11-29 09:15').toISOString(),
    });
  });

  it('key accounts before their birthday, on the last working day when nobody works in between', async () => {
    const key = { category: 'key-account', stage: 'activated' } as const;
    const sunday = await company.customer({ ...key, birthday: '1980-11-29' });
    const tuesday = await company.customer({ ...key, birthday: '1991-12-01' });
    const ordinary = await company.customer({ stage: 'activated', birthday: '1980-11-29' });
    const closed = await company.customer({ ...key, birthday: '1980-11-29' });
    await company.move(closed, 'closed');
    const on = (local: string) => planBirthdays({ ...company.system(), now: at(local) });
    expect(await on('2026-11-26 07:30')).toEqual({ planned: 0 });
    expect(await on('2026-11-27 07:30')).toEqual({ planned: 1 });
    expect(await on('2026-11-28 07:30')).toEqual({ planned: 0 });
    const greeted = (await company.owed(sunday)).get('callback.birthday');
    expect(greeted?.dueAt).toEqual(at('2026-11-27 17:00'));
    expect(await line(sunday, 'callback.birthday')).toContain('birthday on 29 Nov');
    expect(await on('2026-11-30 07:30')).toEqual({ planned: 1 });
    expect((await company.owed(tuesday)).has('callback.birthday')).toBe(true);
    for (const id of [ordinary, closed])
      expect((await company.owed(id)).has('callback.birthday')).toBe(false);
  });

  it('every funded customer has a weekly one, page by page, whatever became of the last', async () => {
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await company.customer({ stage: 'activated' }));
    await company.db.transaction(async (tx) => {
      await tx.callback.deleteMany({
        where: { workspaceId: company.workspaceId, kind: 'weekly', state: 'planned' },
      });
    });
    const { planned } = await keepWeekly(company.system(), { look: 2, plan: 1 });
    expect(planned).toBeGreaterThanOrEqual(3);
    for (const id of ids) {
      expect((await company.calls(id)).filter(({ state }) => state === 'planned')).toHaveLength(1);
    }
    expect(await keepWeekly(company.system())).toEqual({ planned: 0 });
  });
});
