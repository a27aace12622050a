import { afterEach, beforeEach, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeEach(async () => {
  company = await startTestBaton();
});
afterEach(() => company.stop());

const shown = (person: Actor) => JSON.stringify(person.modal().blocks);

/** A customer of Li Wei's and Sam's. */
async function register(name: string): Promise<string> {
  const { customerId } = await registerCustomer(await company.contextOf('sam'), {
    name,
    phones: ['13812345678'],
    source: 'online',
    accountManagerId: company.people.liwei?.id ?? '',
    serviceSpecialistId: company.people.sam?.id ?? '',
  });
  return customerId;
}

it('a customer’s record stays one window and true, action after action', async () => {
  await register('赵敏');
  const sam = company.as('sam');
  await sam.command('service', '/customer show 赵敏');
  for (const [stage, words] of [
    ['invited', 'Invited'],
    ['visited', 'Visited'],
    ['opened', 'Account opened'],
    ['activated', 'Funded'],
  ] as const) {
    await sam.press('customer.move-stage');
    expect((await sam.submit({ stage })).outcome).toBe('closed');
    expect(sam.modals()).toHaveLength(1);
    expect(shown(sam)).toContain(words);
  }
  for (const note of ['Trades in the evening', 'Reads the commentary']) {
    await sam.press('life-cycle.habits');
    await sam.submit({ note });
    expect(sam.modals()).toHaveLength(2);
    await sam.closeModal();
    expect(shown(sam)).toContain(note);
  }
  for (let call = 0; call < 3; call += 1) {
    await sam.press('callback.record-for-customer');
    await sam.submit({ outcome: 'not-reached' });
    await sam.closeModal();
    expect(sam.modals()).toHaveLength(1);
  }
  await sam.press('customer.reveal');
  expect(shown(sam)).toContain('13812345678');
  await sam.press('customer.move-stage');
  await sam.submit({ stage: 'vip' });
  expect(shown(sam)).toContain('In the VIP group');
  await sam.closeModal();
  expect(sam.modals()).toEqual([]);
});

/** The buttons of the window that somebody looks at. */
function buttonsOf(person: Actor): string[] {
  return [...shown(person).matchAll(/"action_id":"([^"]+)"/g)].map(([, id = '']) => id);
}

it('the record offers each colleague what they may do, and nothing that refuses', {
  timeout: 60_000,
}, async () => {
  await register('赵敏');
  const { customerId } = await registerCustomer(await company.contextOf('sam'), {
    name: '孙贵',
    phones: [],
    category: 'key-account',
    source: 'online',
    stage: 'opened',
    serviceSpecialistId: company.people.sam?.id ?? '',
  });
  expect(customerId).not.toBe('');
  const offered = new Map<string, string[]>();
  for (const handle of ['sam', 'lucy', 'liwei', 'tony', 'henry', 'anna', 'peter']) {
    const person = company.as(handle);
    const refusals = new Set(
      Object.values({ en: messages('en'), zh: messages('zh-CN') }).map((t) => t.errors.notAllowed),
    );
    for (const name of ['赵敏', '孙贵']) {
      await person.command('general', `/customer show ${name}`);
      const buttons = buttonsOf(person);
      offered.set(`${handle} ${name}`, buttons);
      for (const button of buttons.filter((id) => id !== 'life-cycle.condition')) {
        await person.press(button);
        for (const refusal of refusals)
          expect(shown(person), `${handle} ${name} ${button}`).not.toContain(refusal);
        while (person.modals().length > 1) await person.closeModal();
      }
      await person.closeModal();
    }
  }
  expect(offered.get('sam 赵敏')).toContain('customer.move-stage');
  expect(offered.get('henry 赵敏')).not.toContain('customer.move-stage');
  expect(offered.get('henry 孙贵')).not.toContain('customer.reveal');
});
