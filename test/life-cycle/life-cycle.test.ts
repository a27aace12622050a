import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthsAgo } from '../../src/calendar/months-ago.js';
import { recordCall } from '../../src/callbacks/record-call.js';
import { churnRisk } from '../../src/customers/queries.js';
import { finishDuty } from '../../src/duties/finish-duty.js';
import { conditionReached } from '../../src/life-cycle/condition-reached.js';
import { markDormant } from '../../src/life-cycle/mark-dormant.js';
import { recordHabits } from '../../src/life-cycle/record-habits.js';
import { recordReason } from '../../src/life-cycle/record-reason.js';
import { messages } from '../../src/messages/index.js';
import { at, lifeCompany } from './company.js';

let company: Awaited<ReturnType<typeof lifeCompany>>;
beforeAll(async () => {
  company = await lifeCompany();
});
afterAll(() => company.close());

const handoffsOf = (customerId: string) =>
  company.db.read.handoff.findMany({ where: { customerId }, orderBy: { id: 'asc' } });
const serviceChannel = (channelId: string | null) =>
  company.db.transaction((tx) =>
    tx.department.updateMany({
      where: { workspaceId: company.workspaceId, key: 'service' },
      data: { channelId },
    }),
  );

describe('an account opened', () => {
  it('goes from market to service by itself, with the checklist in the company’s language', async () => {
    const id = await company.visitor();
    await company.move(id, 'opened');
    const [handoff] = await handoffsOf(id);
    const texts = messages('zh-CN').lifeCycle.opened;
    expect(handoff).toMatchObject({
      state: 'offered',
      ownerRole: 'service-specialist',
      fromStaffId: company.person('liwei').id,
      purpose: texts.purpose,
    });
    expect(JSON.parse(handoff?.checklist ?? '')).toEqual(texts.checklist);
    const owed = await company.owed(id);
    expect([...owed.keys()]).toEqual(expect.arrayContaining(['handoff.accept', 'callback.funding']));
  });

  it('is the account manager’s to see to where Service has no channel', async () => {
    await serviceChannel(null);
    const id = await company.visitor();
    await company.move(id, 'opened');
    await serviceChannel('C0SERVICE');
    expect(await handoffsOf(id)).toEqual([]);
    const papers = (await company.owed(id)).get('handoff.papers');
    expect(papers?.ownerId).toBe(company.person('liwei').id);
    expect(await company.codeOf(finishDuty(company.as('sam'), { dutyId: papers?.id ?? '' }))).toBe(
      'dutyNotYours',
    );
    await finishDuty(company.as('liwei'), { dutyId: papers?.id ?? '' });
    expect((await company.owed(id)).has('handoff.papers')).toBe(false);
  });

  it('whom Service has already is theirs to file', async () => {
    const id = await company.customer({ stage: 'visited' });
    await company.move(id, 'opened');
    expect(await handoffsOf(id)).toEqual([]);
    const { serviceSpecialistId } = await company.get(id);
    expect((await company.owed(id)).get('handoff.papers')?.ownerId).toBe(serviceSpecialistId);
  });

  it('is offered once: who registers with an account has been handed over before', async () => {
    expect(await handoffsOf(await company.customer({ stage: 'opened' }))).toEqual([]);
  });
});

describe('what is learned of a customer', () => {
  it('is noted under their key, guided by a technical guide chosen by balance, and filed by Service', async () => {
    const id = await company.customer({ stage: 'opened' });
    const before = (await company.get(id)).technicalGuideId;
    expect(before).toBeNull();
    const { guideId } = await recordHabits(company.as('liwei'), { customerId: id, note: '黄金，2–5 手' });
    const customer = await company.get(id);
    expect(customer.technicalGuideId).toBe(guideId);
    expect([company.person('henry').id, company.person('mia').id]).toContain(guideId);
    const owed = await company.owed(id);
    expect(owed.get('life-cycle.guide')?.ownerId).toBe(guideId);
    expect(owed.get('life-cycle.file-note')?.ownerId).toBe(customer.serviceSpecialistId);
    const note = await company.db.read.customerNote.findFirstOrThrow({ where: { customerId: id } });
    expect(note.textSealed).not.toContain('黄金');
    expect(company.services.vault.open(customer.wrappedKey ?? '', note.textSealed)).toBe('黄金，2–5 手');
    expect(await company.codeOf(recordHabits(company.as('ivy'), { customerId: id, note: 'x' }))).toBe(
      'notAllowed',
    );
    expect(await company.codeOf(recordHabits(company.as('liwei'), { customerId: id, note: '  ' }))).toBe(
      'formRequired',
    );
  });

  it('leads to the funding once the condition is reached, which being funded settles', async () => {
    const id = await company.customer({ stage: 'opened' });
    await conditionReached(company.as('sam'), { customerId: id });
    expect((await company.owed(id)).get('life-cycle.fund')?.ownerId).toBe(company.person('liwei').id);
    await company.move(id, 'activated');
    expect((await company.owed(id)).has('life-cycle.fund')).toBe(false);
    expect((await company.owed(id)).get('life-cycle.ask-habits')).toMatchObject({
      ownerId: company.person('liwei').id,
      dueAt: at('2026-11-30 17:00'),
    });
    await recordHabits(company.as('liwei'), { customerId: id, note: 'gold, evenings' });
    expect((await company.owed(id)).has('life-cycle.ask-habits')).toBe(false);
    expect(await company.codeOf(conditionReached(company.as('sam'), { customerId: id }))).toBe(
      'lifeCycleNotOpened',
    );
  });
});

describe('an account closed', () => {
  it('ends everything else, and its manager owes the reason within a working day', async () => {
    const id = await company.visitor();
    await company.move(id, 'opened');
    await recordHabits(company.as('liwei'), { customerId: id, note: 'gold' });
    await company.move(id, 'closed', 'grace');
    const owed = await company.owed(id);
    expect([...owed.keys()]).toEqual(['life-cycle.reason']);
    expect(owed.get('life-cycle.reason')).toMatchObject({
      ownerId: company.person('liwei').id,
      dueAt: at('2026-11-26 17:00'),
    });
    expect((await handoffsOf(id)).map(({ state }) => state)).toEqual(['withdrawn']);
    expect((await company.calls(id)).map(({ state }) => state)).not.toContain('planned');

    await recordReason(company.as('liwei'), { customerId: id, reason: '资金周转' });
    expect((await company.owed(id)).size).toBe(0);
    const notes = await company.db.read.customerNote.findMany({
      where: { customerId: id, kind: 'closing-reason' },
    });
    expect(notes).toHaveLength(1);
  });

  it('needs no reason from a manager who gave it, and none once it is open again', async () => {
    const given = await company.customer({ stage: 'opened' });
    await company.move(given, 'closed', 'liwei', 'Moved abroad');
    expect((await company.owed(given)).size).toBe(0);
    expect(await company.db.read.customerNote.count({ where: { customerId: given } })).toBe(1);

    const mistaken = await company.customer({ stage: 'opened' });
    await company.move(mistaken, 'closed', 'grace');
    await company.move(mistaken, 'opened', 'grace', 'Closed by mistake');
    expect((await company.owed(mistaken)).has('life-cycle.reason')).toBe(false);
    expect(
      await company.codeOf(recordReason(company.as('liwei'), { customerId: mistaken, reason: 'x' })),
    ).toBe('lifeCycleStillOpen');
  });
});

describe('two months without a trade', () => {
  it('are counted by the calendar', () => {
    const of = (local: string) => monthsAgo({ timeZone: 'Asia/Shanghai', at: at(local), months: 2 });
    expect(of('2026-11-25 10:00')).toEqual(at('2026-09-25 00:00'));
    expect(of('2026-04-30 10:00')).toEqual(at('2026-02-28 00:00'));
    expect(of('2026-01-31 23:30')).toEqual(at('2025-11-30 00:00'));
  });

  it('flag who has an account, once, and plan a call', async () => {
    const asleep = await company.customer({ stage: 'activated' });
    const lead = await company.customer();
    const tradedAt = at('2026-09-24 23:00');
    await company.db.transaction((tx) =>
      tx.customer.updateMany({ where: { id: { in: [asleep, lead] } }, data: { tradedAt } }),
    );
    // Of whom no trade was recorded nothing is known, however long nobody spoke to them.
    const awake = await company.customer({ stage: 'activated' });
    await company.db.transaction((tx) =>
      tx.customer.updateMany({ where: { id: awake }, data: { lastActivityAt: at('2026-01-01 10:00') } }),
    );
    expect(await markDormant(company.system())).toEqual({ marked: 1, more: false });
    expect(await markDormant(company.system())).toEqual({ marked: 0, more: false });
    expect((await company.get(asleep)).dormantSince).toEqual(company.services.clock.now());
    expect((await company.get(awake)).dormantSince).toBeNull();
    const risk = await churnRisk(company.db.read, { workspaceId: company.workspaceId, limit: 10 });
    expect([risk.total, risk.customers.map(({ id }) => id)]).toEqual([1, [asleep]]);
    expect((await company.get(lead)).dormantSince).toBeNull();
    expect((await company.owed(asleep)).has('callback.dormant')).toBe(true);
  });

  it('our own calls, notes and moves wake nobody; a trade does, and so does a deposit', async () => {
    const id = await company.customer({ stage: 'opened' });
    await company.db.transaction((tx) =>
      tx.customer.updateMany({
        where: { id },
        data: { tradedAt: at('2026-09-01 00:00'), dormantSince: at('2026-11-20 09:00') },
      }),
    );
    const asleep = async () => (await company.get(id)).dormantSince !== null;
    const call = (traded: boolean | null, lastTrade: string | null) =>
      recordCall(company.as('liwei'), {
        customerId: id,
        callbackId: null,
        reached: true,
        satisfaction: 5,
        note: 'Spoke to them',
        traded,
        lastTrade,
      });
    await call(null, null);
    await recordHabits(company.as('liwei'), { customerId: id, note: 'Gold' });
    expect(await asleep()).toBe(true);
    expect(await company.codeOf(call(true, null))).toBe('callbackTradeMissing');
    expect(await company.codeOf(call(true, '2026-11-26'))).toBe('callbackTradeFuture');
    // Longer ago than is known, and longer ago than two months.
    await call(false, '2026-08-01');
    expect((await company.get(id)).tradedAt).toEqual(at('2026-09-01 00:00'));
    await call(true, '2026-09-20');
    expect(await asleep()).toBe(true);
    await call(true, '2026-11-24');
    expect(await company.get(id)).toMatchObject({ dormantSince: null, tradedAt: at('2026-11-24 00:00') });
    await company.move(id, 'activated');
    expect((await company.get(id)).tradedAt).toEqual(company.services.clock.now());
  });
});
