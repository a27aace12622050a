import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCall } from '../../src/callbacks/record-call.js';
import { historyOfEvent } from '../../src/db/history.js';
import { markDormant } from '../../src/life-cycle/mark-dormant.js';
import { recordHabits } from '../../src/life-cycle/record-habits.js';
import { relayNotice } from '../../src/notices/relay-notice.js';
import { changeNumbers, numbersChanged } from '../../src/people/change-numbers.js';
import { raiseAlert } from '../../src/risk-alerts/raise-alert.js';
import { type NumberKey, numbersOf, usualNumbers } from '../../src/settings/numbers.js';
import { setUpGroup } from '../../src/vip/set-up-group.js';
import { codeOf, publishingCompany } from '../briefings/company.js';
import { at, lifeCompany } from '../life-cycle/company.js';

type Entered = Partial<Record<NumberKey, number | null>>;
const entered = (numbers: Entered) => numbers as Record<string, number | null>;

describe('a number that is changed', () => {
  let company: Awaited<ReturnType<typeof lifeCompany>>;
  beforeAll(async () => {
    company = await lifeCompany();
  });
  afterAll(() => company.close());

  const change = (numbers: Entered, seen: Partial<typeof usualNumbers> = {}, by = 'peter') =>
    changeNumbers(company.as(by), { seen, entered: entered(numbers) });
  const now = async () =>
    numbersOf(await company.db.read.workspace.findUniqueOrThrow({ where: { id: company.workspaceId } }));
  const steps = (ladder: string | undefined) =>
    Object.fromEntries(
      (JSON.parse(ladder ?? '[]') as { rung: string; at: string }[]).map((step) => [
        step.rung,
        new Date(step.at),
      ]),
    );

  it('is an administrator’s to change, within its bounds and order, and kept with what stood before', async () => {
    expect(await codeOf(change({ callAttempts: 4 }, {}, 'sam'))).toBe('notAllowed');
    expect(await codeOf(change({ callAttempts: 0 }))).toBe('numberBounds');
    expect(await codeOf(change({ callAttempts: Number.NaN }))).toBe('numberBounds');
    expect(await codeOf(change({ briefingSecondMinutes: 30 }))).toBe('numberOrder');
    expect(await codeOf(change({ callMorningUntil: 14 * 60 }))).toBe('numberOrder');
    expect(await change({ callAttempts: 4, vipLeadDays: 2 })).toEqual({ changed: 1 });
    // Two with the same form: neither undoes what the other did.
    const form = { callAttempts: 3, weeklyCallDays: 7 };
    expect(await change({ callAttempts: 3, weeklyCallDays: 10 }, form)).toEqual({ changed: 1 });
    expect(await now()).toEqual({ ...usualNumbers, callAttempts: 4, weeklyCallDays: 10 });
    expect(await change({ callAttempts: null, weeklyCallDays: null })).toEqual({ changed: 2 });
    expect(await now()).toEqual(usualNumbers);
    const [latest, second] = await historyOfEvent(company.db.read, {
      workspaceId: company.workspaceId,
      event: numbersChanged,
      limit: 2,
    });
    expect([latest?.before, latest?.after]).toEqual([
      { weeklyCallDays: 10, callAttempts: 4 },
      { weeklyCallDays: 7, callAttempts: 3 },
    ]);
    expect(second).toMatchObject({ actorId: company.person('peter').id, before: { weeklyCallDays: 7 } });
  });

  it('leaves the other settings of the workspace alone', async () => {
    const where = { id: company.workspaceId };
    const settings = JSON.stringify({ complaints: { policy: 'cfpb' }, later: [1] });
    await company.db.transaction((tx) => tx.workspace.update({ where, data: { settings } }));
    await change({ callAttempts: 5 });
    const { settings: kept } = await company.db.read.workspace.findUniqueOrThrow({ where });
    expect(JSON.parse(kept)).toEqual({
      complaints: { policy: 'cfpb' },
      later: [1],
      numbers: { callAttempts: 5 },
    });
    await change({ callAttempts: null });
  });

  it('counts for first contact, calls, their times of day and their attempts', async () => {
    const before = await company.customer();
    await change({
      firstContactDays: 2,
      firstContactLeadDays: 2,
      newCustomerCallDays: 1,
      callLeadDays: 3,
      callAttempts: 2,
      callMorningFrom: 10 * 60 + 30,
    });
    const after = await company.customer();
    const due = async (id: string, kind: string) => (await company.owed(id)).get(kind)?.dueAt;
    expect(await due(before, 'callback.new-customer')).toEqual(at('2026-11-27 17:00'));
    expect(await due(after, 'callback.new-customer')).toEqual(at('2026-11-26 17:00'));
    const owed = await company.owed(after);
    expect(steps(owed.get('callback.new-customer')?.ladder)).toEqual({
      before: at('2026-11-26 10:30'),
      due: at('2026-11-26 17:00'),
      lead: at('2026-12-01 17:00'),
    });
    // The reminder after three working days would come when it is over: there is none.
    expect(steps(owed.get('customer.first-contact')?.ladder)).toEqual({
      due: at('2026-11-28 00:00'),
      lead: at('2026-12-01 17:00'),
    });
    const missed = () =>
      recordCall(company.as('liwei'), {
        customerId: after,
        callbackId: null,
        reached: false,
        satisfaction: null,
        note: '',
      });
    expect(await missed()).toMatchObject({ attempt: 2, leadAsked: false });
    expect(await missed()).toMatchObject({ attempt: null, leadAsked: true });
    await change({ callAttempts: null, callMorningFrom: null, firstContactDays: null });
  });

  it('counts for the life cycle and the VIP group', async () => {
    await setUpGroup(company.as('peter'), {
      kind: 'outside',
      channelId: null,
      name: 'VIP',
      cardsChannelId: 'C0TECH',
      keeperSlackUserId: null,
    });
    await change({
      guideDays: 3,
      fileNoteDays: 2,
      lifeCycleLeadDays: 2,
      dormantMonths: 1,
      vipRemindHours: 1,
      vipLeadDays: 3,
    });
    const id = await company.customer({ stage: 'opened' });
    await recordHabits(company.as('liwei'), { customerId: id, note: 'Gold' });
    await company.move(id, 'activated');
    const owed = await company.owed(id);
    expect(owed.get('life-cycle.guide')?.dueAt).toEqual(at('2026-11-30 17:00'));
    expect(steps(owed.get('life-cycle.file-note')?.ladder)).toMatchObject({
      due: at('2026-11-27 17:00'),
      lead: at('2026-12-01 17:00'),
    });
    expect(steps(owed.get('vip.add')?.ladder)).toMatchObject({
      due: at('2026-11-25 11:00'),
      lead: at('2026-11-30 17:00'),
    });
    await company.db.transaction((tx) =>
      tx.customer.update({ where: { id }, data: { tradedAt: at('2026-10-24 23:59') } }),
    );
    expect(await markDormant(company.system())).toMatchObject({ marked: 1 });
  });

  it('counts for notices and risk alerts', async () => {
    await change({ noticeRemindHours: 1, noticeLetGoDays: 1, riskReachMinutes: 20 });
    const { noticeId } = await relayNotice(company.as('peter'), {
      source: 'exchange',
      title: 'Margins',
      body: 'Up',
      channelIds: ['C0TECH'],
    });
    const duty = await company.db.read.duty.findFirst({ where: { subjectId: noticeId } });
    expect(steps(duty?.ladder)).toEqual({ due: at('2026-11-25 11:00'), 'let-go': at('2026-11-26 17:00') });
    const customerId = await company.customer();
    const { alertId } = await raiseAlert(company.as('mia'), {
      customerId,
      situation: 'Margin',
      advice: 'Close',
    });
    const reach = await company.db.read.duty.findFirst({ where: { subjectId: alertId } });
    expect(steps(reach?.ladder)).toEqual({
      before: at('2026-11-25 10:10'),
      due: at('2026-11-25 10:20'),
      lead: at('2026-11-25 10:20'),
    });
  });
});

it('counts for briefings: when work begins, the reminders, and who would be busy', async () => {
  const company = await publishingCompany({ start: at('2026-11-24 18:00') });
  const change = (numbers: Entered) =>
    changeNumbers(company.as('peter'), { seen: {}, entered: entered(numbers) });
  try {
    const first = await company.schedule();
    await change({ briefingOpenMinutes: 60, briefingFirstMinutes: 20, briefingSecondMinutes: 5 });
    await company.at('2026-11-24T23:49:00Z');
    expect(await company.db.read.briefing.count()).toBe(0);
    await company.at('2026-11-24T23:50:00Z');
    const issue = await company.issue(first, '2026-11-25');
    const ladder = JSON.parse((await company.duty(issue.id))?.ladder ?? '[]') as {
      rung: string;
      at: string;
    }[];
    expect(
      ladder.filter(({ rung }) => rung === 'before' || rung === 'again').map((one) => new Date(one.at)),
    ).toEqual([at('2026-11-25 08:30'), at('2026-11-25 08:45')]);
    // What is open keeps its reminders.
    await change({ briefingFirstMinutes: 40 });
    expect(JSON.parse((await company.duty(issue.id))?.ladder ?? '[]')).toEqual(ladder);
    const close = { name: '晚评', publishAt: '09:15' };
    await change({ briefingWritingMinutes: 30 });
    expect(await codeOf(company.schedule(close))).toBe('briefingAuthorBusy');
    await change({ briefingWritingMinutes: null });
    expect(await codeOf(company.schedule(close))).toBe('done');
  } finally {
    await company.close();
  }
});
