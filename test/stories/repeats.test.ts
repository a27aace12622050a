import { afterEach, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import { lastDelivery, type Payload } from './tamper.js';

const { errors } = messages('en');
let company: TestBaton;
afterEach(() => company.stop());

const read = () => company.baton.services.db.read;
const customer = async (name: string, category: 'ordinary' | 'key-account' = 'ordinary') =>
  registerCustomer(await company.contextOf('sam'), {
    name,
    phones: ['13812345678'],
    source: 'online',
    category,
    acceptKnownPhone: true,
    accountManagerId: company.people.liwei?.id ?? '',
    serviceSpecialistId: company.people.sam?.id ?? '',
  });
const optionOf = (person: Actor, field: string, text: string): string => {
  const block = person.modal().blocks.find(({ block_id }) => block_id === field) as unknown as {
    element: { options: { text: { text: string }; value: string }[] };
  };
  return block.element.options.find((one) => one.text.text.includes(text))?.value ?? '';
};

describe('a form whose answer was lost', () => {
  const forms: {
    name: string;
    open(): Promise<Actor>;
    first: Record<string, string>;
    corrected: Record<string, string>;
    counted(): Promise<number>;
  }[] = [
    {
      name: 'a complaint',
      counted: () => read().complaint.count(),
      first: { complainant: 'Ann Lee', category: 'fees', content: 'first wording' },
      corrected: { content: 'second wording, much worse' },
      async open() {
        const sam = company.as('sam');
        await sam.command('general', '/complaint first wording');
        return sam;
      },
    },
    {
      name: 'a customer',
      counted: () => read().customer.count(),
      first: { phones: '13700001111', source: 'online' },
      corrected: { phones: '13700002222' },
      async open() {
        const sam = company.as('sam');
        await sam.command('general', '/customer new 孙丽');
        return sam;
      },
    },
    {
      name: 'a handoff',
      counted: () => read().handoff.count(),
      first: { role: 'technical-guide', purpose: 'Guidance' },
      corrected: { purpose: 'Funding' },
      async open() {
        const sam = company.as('sam');
        await customer('王芳');
        await sam.command('service', '/handoff 王芳');
        await sam.fill({ department: optionOf(sam, 'department', 'Tech') });
        return sam;
      },
    },
    {
      name: 'a recorded call',
      counted: () => read().callback.count({ where: { state: { not: 'planned' } } }),
      first: { outcome: 'reached', satisfaction: '5', note: 'all is well' },
      corrected: { satisfaction: '1', note: 'nothing is well' },
      async open() {
        const sam = company.as('sam');
        await customer('王芳');
        await sam.command('service', '/customer show 王芳');
        await sam.press('callback.record-for-customer');
        return sam;
      },
    },
    {
      name: 'a risk alert',
      counted: () => read().riskAlert.count(),
      first: { situation: 'Margin at 30 %', advice: 'Reduce' },
      corrected: { advice: 'Close everything' },
      async open() {
        const mia = company.as('mia');
        await customer('王芳');
        await mia.command('tech', '/risk 王芳');
        return mia;
      },
    },
  ];
  for (const { name, open, first, corrected, counted } of forms) {
    it(`${name}: sent again with other words it is refused in words, with the same it is answered as before`, async () => {
      company = await startTestBaton();
      const person = await open();
      const before = await counted();
      company.slack.trouble.nextDelivery({ name: 'view_submission', kind: 'lost-ack' });
      expect((await person.submit(first)).outcome).toBe('timed_out');
      expect(await counted()).toBe(before + 1);
      await person.submit(corrected);
      expect(shown(person.modal().blocks)).toContain(errors.formSentBefore);
      expect(await counted()).toBe(before + 1);
      await person.closeModal();
      expect((await person.submit(first)).outcome).toBe('updated');
      expect(await counted()).toBe(before + 1);
    });
  }
});

describe('a click that is delivered again', () => {
  /** The last click once more; `other` replaces parts of its action. */
  async function again(other: object = {}) {
    const payload = lastDelivery(company.slack, 'block_actions') as Payload & { actions: Payload[] };
    const actions = payload.actions.map((action) => ({ ...action, ...other }));
    await company.slack.ground.deliver({
      name: 'block_actions',
      kind: 'interactive',
      payload: { ...payload, actions },
    });
    await company.quiet();
  }
  const told = (person: Actor) => shown(person.modals().map(({ blocks }) => blocks));

  it('with another customer’s id is judged for that customer, and recorded or refused', async () => {
    company = await startTestBaton();
    const tony = company.as('tony');
    const own = { name: '李娜', phones: ['13900001111'], source: 'online' as const };
    await registerCustomer(await company.contextOf('tony'), own);
    const { customerId } = await customer('大客户', 'key-account');
    await tony.command('general', '/customer show 李娜');
    await tony.press('customer.reveal');
    expect(told(tony)).toContain('13900001111');
    await again({ value: customerId });
    expect(told(tony)).not.toContain('13812345678');
    expect(told(tony)).toContain(errors.customerConfidential);
    const looks = { event: 'customer.contact-revealed', subjectId: customerId };
    expect(await read().history.count({ where: looks })).toBe(0);
  });

  it('is refused when the right to it was taken away meanwhile', async () => {
    company = await startTestBaton();
    const liwei = company.as('liwei');
    const { customerId } = await customer('大客户', 'key-account');
    await liwei.command('general', '/customer show 大客户');
    await liwei.press('customer.reveal');
    expect(told(liwei)).toContain('13812345678');
    await company.baton.services.db.transaction((tx) =>
      tx.customer.updateMany({
        where: { id: customerId },
        data: { accountManagerId: company.people.tony?.id ?? '' },
      }),
    );
    await again();
    expect(shown(liwei.modal().blocks)).toContain(messages('zh-CN').errors.customerConfidential);
  });
});
