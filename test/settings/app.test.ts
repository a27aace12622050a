import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { messages } from '../../src/messages/index.js';
import { departmentByKey } from '../../src/people/queries.js';
import { at } from '../life-cycle/company.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const zh = messages('zh-CN');
const shown = (what: unknown) => JSON.stringify(what);

describe('the numbers of the processes', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton();
  });
  afterAll(() => test.stop());

  let customers = 0;
  /** Sam offers a new customer to Market; how it stands. */
  async function offer() {
    const ctx = await test.contextOf('sam');
    const { db } = ctx.services;
    const { workspaceId } = ctx;
    customers += 1;
    const name = `客户${customers}`;
    const { customerId } = await registerCustomer(ctx, { name, phones: [], source: 'online' });
    const market = await departmentByKey(db.read, { workspaceId, key: 'market' });
    const { handoffId } = await offerHandoff(ctx, {
      customerId,
      ownerRole: 'account-manager',
      toDepartmentId: market?.id ?? '',
      purpose: 'More lots',
      checklist: [],
      promises: '',
    });
    return db.read.handoff.findUniqueOrThrow({ where: { id: handoffId } });
  }

  it('are shown to an administrator by process: what counts, and which were given', async () => {
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    expect(shown(peter.modal())).toContain('均为初始值');
    await peter.press('people.numbers');
    const text = shown(peter.modal());
    for (const process of Object.values(zh.settings.processes)) expect(text).toContain(`*${process}*`);
    expect(text).toContain('新客户回访期限： *3 天* :pushpin:');
    expect(text).toContain('无人答复：多久自动分配： *8 个工作小时*\\n');
    expect(text).toContain('下午可致电：结束： *20:00*');
  });

  it('are changed with history; nonsense is refused beside its field', async () => {
    const before = await offer();
    const peter = test.as('peter');
    await peter.press('people.numbers-of', { value: 'handoffs' });
    // Slack’s own field keeps to the bounds; the order of two is Baton’s to see.
    const order = await peter.submit({ handoffLeadHours: 2, handoffAssignHours: 2 });
    expect(order.errors?.handoffAssignHours).toContain('须小于');
    expect((await peter.submit({ handoffLeadHours: 2, handoffAssignHours: 3 })).outcome).toBe('closed');
    const text = shown(peter.modal());
    expect(text).toContain('*2 个工作小时* · 默认 4 个工作小时');
    expect(text).toContain('<@U0PETER> · 交接 · 无人答复：多久通知接收部门主管：4 个工作小时 → 2 个工作小时');

    // What is opened from now on goes by them; what is open keeps its deadlines. It is ten o'clock.
    const after = await offer();
    expect([before.tellLeadAt, before.assignAt]).toEqual([at('2026-11-25 15:30'), at('2026-11-26 11:30')]);
    expect([after.tellLeadAt, after.assignAt]).toEqual([at('2026-11-25 12:00'), at('2026-11-25 14:30')]);
    const kept = await test.baton.services.db.read.handoff.findUniqueOrThrow({ where: { id: before.id } });
    expect(kept.assignAt).toEqual(before.assignAt);
    await peter.closeModal();
    expect(shown(peter.modal())).toContain('已更改 2 项');
    await peter.closeModal();
    const sam = test.as('sam');
    await sam.command('service', '/handoff');
    expect(shown(sam.modal())).toContain('after 2 working hours; after 3');
    await sam.closeModal();
  });

  it('times of day are chosen; an emptied field goes back to the default', async () => {
    const peter = test.as('peter');
    await peter.openHome();
    await peter.press('people.numbers');
    await peter.press('people.numbers-of', { value: 'callbacks' });
    const early = await peter.submit({ callAfternoonUntil: '23:00' });
    expect(early.errors?.callAfternoonUntil).toContain('06:00 至 22:00');
    expect((await peter.submit({ callAfternoonUntil: '18:00', weeklyCallDays: 14 })).outcome).toBe('closed');
    expect(shown(peter.modal())).toContain('*14 天* · 既定 7 天 :pushpin:');
    await peter.press('people.numbers-of', { value: 'callbacks' });
    expect((await peter.submit({ callAfternoonUntil: null, weeklyCallDays: null })).outcome).toBe('closed');
    expect(shown(peter.modal())).toContain('已入金客户回访间隔： *7 天* :pushpin:');
    expect(shown(peter.modal())).toContain('下午可致电：结束： *20:00*"');
    await peter.closeModal();
  });
});
