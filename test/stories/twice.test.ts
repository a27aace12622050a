import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import { atOnceTwice, lastDelivery } from './tamper.js';

// Slack may deliver anything twice, and what somebody looks at may be older than what stands.

const en = messages('en');
const zh = messages('zh-CN');
let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
  for (const name of ['王芳', '李娜', '陈刚', '赵敏']) {
    await registerCustomer(await company.contextOf('sam'), {
      name,
      phones: ['13812345678'],
      source: 'online',
      acceptKnownPhone: true,
      serviceSpecialistId: company.people.sam?.id ?? '',
    });
  }
});
afterAll(() => company?.stop());

const read = () => company.baton.services.db.read;
const cards = (person: Actor, channel: string, text: string) =>
  person.messages(channel).filter((one) => !one.ephemeral && shown(one).includes(text));
const optionOf = (person: Actor, field: string, text: string): string => {
  const block = person.modal().blocks.find(({ block_id }) => block_id === field) as unknown as {
    element: { options: { text: { text: string }; value: string }[] };
  };
  return block.element.options.find((one) => one.text.text.includes(text))?.value ?? '';
};

/** Sam offers a customer to market; gives the card's ts. */
async function offer(name: string): Promise<string> {
  const sam = company.as('sam');
  await sam.command('service', `/handoff ${name}`);
  const department = optionOf(sam, 'department', 'Market');
  await sam.submit({ role: 'account-manager', department, purpose: 'Funding' });
  expect(shown(sam.modal().blocks)).toContain('has been offered');
  await sam.closeModal();
  return cards(company.as('grace'), 'market', name).at(-1)?.ts ?? '';
}

describe('one form sent in twice at the same time', () => {
  const forms: { name: string; open(): Promise<Actor>; counted(): Promise<number> }[] = [
    {
      name: 'a complaint',
      counted: () => read().complaint.count(),
      async open() {
        const sam = company.as('sam');
        await sam.command('service', '/complaint Charged twice');
        await sam.fill({ complainant: 'Ann Lee', category: 'fees' });
        return sam;
      },
    },
    {
      name: 'a customer',
      counted: () => read().customer.count(),
      async open() {
        const sam = company.as('sam');
        await sam.command('service', '/customer new 孙丽');
        await sam.fill({ phones: '13700001111', source: 'online' });
        return sam;
      },
    },
    {
      name: 'a handoff',
      counted: () => read().handoff.count(),
      async open() {
        const sam = company.as('sam');
        await sam.command('service', '/handoff 王芳');
        const department = optionOf(sam, 'department', 'Tech');
        await sam.fill({ role: 'technical-guide', department, purpose: 'Guidance' });
        return sam;
      },
    },
  ];
  for (const { name, open, counted } of forms) {
    it(`${name}: one record, both told the same`, async () => {
      const person = await open();
      const before = { count: await counted(), history: await read().history.count() };
      const both = atOnceTwice(company.slack, 'view_submission');
      expect((await person.submit()).outcome).toBe('updated');
      const [one, other] = await both;
      expect(one).toMatchObject({ outcome: 'ok', body: { response_action: 'update' } });
      expect(other).toEqual(one);
      expect(await counted()).toBe(before.count + 1);
      expect(await read().history.count()).toBe(before.history + 1);
      while (person.modals().length > 0) await person.closeModal();
    });
  }

  it('acceptance of a handoff: one new owner, told once', async () => {
    const ts = await offer('李娜');
    const grace = company.as('grace');
    await grace.press('handoff.accept', { channel: 'market', ts });
    await grace.fill({ owner: company.people.liwei?.id ?? '' });
    const both = atOnceTwice(company.slack, 'view_submission');
    expect((await grace.submit()).outcome).toBe('cleared');
    const [one, other] = await both;
    expect(other).toEqual(one);
    const told = company
      .as('liwei')
      .messages('@baton')
      .filter((message) => shown(message).includes('李娜'));
    expect(told).toHaveLength(1);
  });
});

describe('what Slack delivers again', () => {
  it('a click that was already carried out changes nothing more', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint Nobody called');
    await sam.submit({ complainant: 'Ann', category: 'service', severity: 'serious' });
    await sam.closeModal();
    await sam.press('complaint.apology', { channel: 'service' });
    const history = await read().history.count();
    const payload = lastDelivery(company.slack, 'block_actions');
    await company.slack.ground.deliver({ name: 'block_actions', kind: 'interactive', payload });
    await company.quiet();
    expect(await read().history.count()).toBe(history);
    const complaint = await read().complaint.findFirstOrThrow({ where: { content: 'Nobody called' } });
    const apology = { kind: 'complaint.apology', subjectId: complaint.id };
    expect(await read().duty.findMany({ where: apology, select: { state: true } })).toEqual([
      { state: 'done' },
    ]);
  });

  it('a submission whose answer was lost is answered as before, long after', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint Lost answer');
    company.slack.trouble.nextDelivery({ name: 'view_submission', kind: 'lost-ack' });
    expect((await sam.submit({ complainant: 'Ann', category: 'service' })).outcome).toBe('timed_out');
    expect(await read().complaint.count({ where: { content: 'Lost answer' } })).toBe(1);
    // The form is still there: she presses submit again.
    expect((await sam.submit()).outcome).toBe('updated');
    expect(await read().complaint.count({ where: { content: 'Lost answer' } })).toBe(1);
    const { number } = await read().complaint.findFirstOrThrow({ where: { content: 'Lost answer' } });
    expect(shown(sam.modal().blocks)).toContain(number);
    expect(cards(sam, 'service', number)).toHaveLength(1);
    await sam.closeModal();
  });

  it('an event: somebody who left hands over once', async () => {
    const ivy = company.as('ivy');
    company.slack.trouble.nextDelivery({ name: 'event:user_change', kind: 'twice' });
    company.slack.trouble.deactivate(ivy.id);
    await company.quiet();
    const left = { event: 'staff.deactivated', subjectId: company.people.ivy?.id ?? '' };
    expect(await read().history.count({ where: left })).toBe(1);
  });

  it('a command whose trigger was spent opens nothing twice and breaks nothing', async () => {
    const sam = company.as('sam');
    company.slack.trouble.nextDelivery({ name: '/handoff', kind: 'twice' });
    await sam.command('service', '/handoff 王芳');
    expect(sam.modals()).toHaveLength(1);
    while (sam.modals().length > 0) await sam.closeModal();
  });
});

describe('what somebody looks at is older than what stands', () => {
  it('a judged complaint is judged by nobody else: an old form and an old card say how it stands', async () => {
    const [sam, lucy] = [company.as('sam'), company.as('lucy')];
    await sam.command('service', '/complaint Frozen platform');
    await sam.submit({ complainant: 'Ann', category: 'product' });
    await sam.closeModal();
    const { id } = await read().complaint.findFirstOrThrow({ where: { content: 'Frozen platform' } });
    await lucy.press('complaint.judge', { channel: 'service', value: id });
    await sam.press('complaint.judge', { channel: 'service', value: id });
    const old = lastDelivery(company.slack, 'block_actions');
    await sam.fill({ verdict: 'communicative' });
    await sam.submit();
    await lucy.submit({ grounds: '已核对', promisedAt: Date.parse('2026-11-27T08:00:00Z') / 1000 });
    expect(shown(lucy.modal().blocks)).toContain('已被他人处理');
    while (lucy.modals().length > 0) await lucy.closeModal();

    // The button as it still stood on a screen that had not been refreshed.
    const again = { ...old, actions: (old.actions as object[]).map((one) => ({ ...one, action_ts: '1.0' })) };
    await company.slack.ground.deliver({ name: 'block_actions', kind: 'interactive', payload: again });
    await company.quiet();
    expect(sam.modals()).toEqual([]);
    expect(sam.newest('service')).toMatchObject({ ephemeral: true });
    expect(sam.newest('service').text).toContain('has changed meanwhile: it is now being answered');
  });

  it('a handoff that was accepted, returned or withdrawn: the other is told who did it', async () => {
    const ts = await offer('陈刚');
    const [grace, liwei, sam] = [company.as('grace'), company.as('liwei'), company.as('sam')];
    await grace.press('handoff.accept', { channel: 'market', ts });
    await liwei.press('handoff.return', { channel: 'market', ts });
    await sam.command('service', '/handoff list');
    const list = sam.newest('service');
    const { id } = await read().handoff.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await grace.submit({ owner: company.people.tony?.id ?? '' });
    await liwei.submit({ reason: '资料不全' });
    const moved = { state: 'accepted', by: company.people.grace?.name ?? '' };
    expect(shown(liwei.modal().blocks)).toContain(zh.errors.handoffMoved(moved));
    while (liwei.modals().length > 0) await liwei.closeModal();
    await sam.press('handoff.withdraw', { channel: 'service', ts: list.ts, value: id });
    expect(sam.newest('service').text).toBe(en.errors.handoffMoved(moved));
    const handoff = await read().handoff.findUniqueOrThrow({ where: { id } });
    expect(handoff).toMatchObject({ newOwnerId: company.people.tony?.id, returnReason: null });
  });

  it('a customer whose stage was moved meanwhile', async () => {
    const [sam, peter] = [company.as('sam'), company.as('peter')];
    await sam.command('service', '/customer show 赵敏');
    await peter.command('general', '/customer show 赵敏');
    await peter.press('customer.move-stage');
    await sam.press('customer.move-stage');
    await peter.submit({ stage: 'invited' });
    await sam.submit({ stage: 'invited' });
    expect(shown(sam.modal().blocks)).toContain('changed meanwhile');
    for (const one of [sam, peter]) while (one.modals().length > 0) await one.closeModal();
    const moves = { event: 'customer.stage-moved' };
    expect(await read().history.count({ where: moves })).toBe(1);
  });

  it('a record that two presses bring up to date at once', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/customer show 赵敏');
    const both = atOnceTwice(company.slack, 'block_actions');
    await sam.press('customer.reveal');
    await both;
    expect(shown(sam.modals().map(({ blocks }) => blocks))).not.toContain('Something went wrong');
    expect(shown(sam.modal().blocks)).toContain('13812345678');
    while (sam.modals().length > 0) await sam.closeModal();
  });
});
