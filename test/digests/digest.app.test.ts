import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { messages } from '../../src/messages/index.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const zh = messages('zh-CN');
const en = messages('en');
const shown = (message: { blocks: unknown } | undefined) => JSON.stringify(message?.blocks ?? []);

describe('the departments’ digests', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton();
  });
  afterAll(() => test.stop());
  const digests = (channel: string) =>
    test.as('peter').client() && test.slack.ground.world.channels.get(`C0${channel.toUpperCase()}`)?.timeline;

  it('come at 08:30 on working days, one line where there is nothing', async () => {
    await test.advanceTo('2026-11-26T08:29:00+08:00');
    expect(digests('admin')).toEqual([]);
    await test.advanceTo('2026-11-26T08:31:00+08:00');
    const [digest] = digests('admin') ?? [];
    expect(digest?.text).toContain('今天没有到期事项');
    expect(digest?.blocks).toHaveLength(1);
    await test.advanceTo('2026-11-26T20:00:00+08:00');
    expect(digests('admin')).toHaveLength(1);
  });

  it('say what is overdue, due, waiting, whose birthday it is, and yesterday’s figures', async () => {
    const liwei = await test.contextOf('liwei');
    const customer = await registerCustomer(liwei, {
      name: 'Jin Ruifeng 金瑞丰',
      phones: [],
      source: 'referral',
      category: 'key-account',
      birthday: '1980-11-28',
    });
    const { services, workspace } = test.baton;
    const service = await services.db.read.department.findFirstOrThrow({
      where: { workspaceId: workspace.id, key: 'service' },
    });
    await test.as('tony').openHome();
    await test.as('tony').press('complaint.register-from-home');
    await test.as('tony').submit({
      complainant: 'Mr Fang',
      content: 'Nobody called back',
      receivedBy: 'phone',
      category: 'service',
      severity: 'normal',
      relation: 'self',
    });
    await offerHandoff(liwei, {
      customerId: customer.customerId,
      ownerRole: 'service-specialist',
      toDepartmentId: service.id,
      purpose: 'File the papers',
      checklist: [],
      promises: '',
    });
    // Friday: the digest looks ahead over the weekend.
    await test.advanceTo('2026-11-27T08:31:00+08:00');
    const market = shown(digests('market')?.at(-1));
    expect(market).toContain('Jin Ruifeng 金瑞丰');
    expect(market).toContain(zh.digests.department.birthdays);
    expect(market).toContain(zh.digests.department.figure.customersRegistered(1));
    const text = shown(digests('service')?.at(-1));
    expect(text).toContain(zh.digests.department.waiting(1));
    expect(text).toContain('C-2026-0001');
    expect(text).toContain(zh.digests.department.figure.complaintsReceived(1));
    expect(text).not.toContain(zh.digests.department.birthdays);
    expect(text).not.toContain('<@');
    expect(shown(digests('admin')?.at(-1))).not.toContain('C-2026');
  });

  it('keep quiet on the weekend, follow the department’s own time, and end when it is emptied', async () => {
    const count = digests('service')?.length ?? 0;
    await test.advanceTo('2026-11-29T12:00:00+08:00');
    const onlyDigests = () => digests('service')?.filter(({ text }) => text.includes('客服部 ·')) ?? [];
    expect(onlyDigests()).toHaveLength(2);
    expect(digests('service')).toHaveLength(count);
    const anna = test.as('anna');
    await anna.command('general', '/baton setup');
    await anna.press('people.department');
    expect((await anna.submit({ digestAt: '09:15' })).outcome).toBe('closed');
    await anna.closeModal();
    await test.advanceTo('2026-11-30T09:14:00+08:00');
    expect(onlyDigests()).toHaveLength(2);
    await test.advanceTo('2026-11-30T09:16:00+08:00');
    expect(onlyDigests()).toHaveLength(3);
    await anna.command('general', '/baton setup');
    await anna.press('people.department');
    await anna.submit({ digestAt: null });
    await anna.closeModal();
    await test.advanceTo('2026-12-01T12:00:00+08:00');
    expect(onlyDigests()).toHaveLength(3);
  });
});

describe('what each person sets and is told', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton({ welcomed: false });
  });
  afterAll(() => test.stop());
  const told = (handle: string) => test.as(handle).messages('@baton');

  it('welcomes everybody once, when they first use Baton', async () => {
    const sam = test.as('sam');
    await sam.command('general', '/baton who');
    await sam.command('general', '/baton who');
    expect(told('sam').map(({ text }) => text)).toEqual([en.people.welcome.text]);
    expect(told('lucy')).toEqual([]);
  });

  it('lets reminders wait for the hours that somebody wants', async () => {
    const sam = test.as('sam');
    await sam.openHome();
    await sam.press('people.reminder-hours');
    const half = await sam.submit({ from: '14:00', until: null });
    expect(half.errors).toEqual({ until: en.errors.reminderHoursHalf });
    await sam.submit({ from: '14:00', until: '16:00' });
    const ctx = await test.contextOf('sam');
    await registerCustomer(ctx, {
      name: 'Bai Lan',
      phones: [],
      source: 'online',
      serviceSpecialistId: test.people.sam?.id ?? '',
    });
    const duty = await test.baton.services.db.read.duty.findFirstOrThrow({
      where: { ownerId: test.people.sam?.id ?? '' },
    });
    const rung = JSON.parse(duty.ladder)[0].at as string;
    const day = rung.slice(0, 10);
    await test.advanceTo(`${day}T13:55:00+08:00`);
    const before = told('sam').length;
    await test.advanceTo(`${day}T13:59:00+08:00`);
    expect(told('sam')).toHaveLength(before);
    await test.advanceTo(`${day}T17:05:00+08:00`);
    await test.advanceTo(new Date(Date.parse(`${day}T14:05:00+08:00`) + 86_400_000));
    expect(told('sam').length).toBeGreaterThan(before);
    const operation = await test.baton.services.db.read.outboxOperation.findFirstOrThrow({
      where: { template: 'duty.reminder', destination: `person:${test.people.sam?.id}` },
    });
    expect(operation.notBefore?.toISOString().slice(11, 16)).toBe('06:00');
  });

  it('says in one message what happened while somebody was away, when they are back', async () => {
    const lucy = test.as('lucy');
    const { services } = test.baton;
    const now = services.clock.now();
    const day = (days: number) =>
      new Date(now.getTime() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
    await lucy.command('general', '/baton away');
    await lucy.submit({ from: day(0), until: day(7), substitute: 'U0SAM' });
    await lucy.closeModal();
    const anna = await test.contextOf('anna');
    await registerCustomer(anna, {
      name: 'Fu Qiang',
      phones: [],
      source: 'online',
      serviceSpecialistId: test.people.lucy?.id ?? '',
    });
    const before = told('lucy').length;
    await test.advanceTo(`${day(7)}T08:30:00+08:00`);
    expect(told('lucy')).toHaveLength(before);
    await test.advanceTo(`${day(8)}T12:00:00+08:00`);
    const texts = told('lucy').map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('欢迎回来'))).toEqual([
      zh.people.back.title({ happened: 1, need: 2 }),
    ]);
  });
});
