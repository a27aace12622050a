/** Phone numbers as people write them: found in every writing, refused in words, extensions kept beside them. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company?.stop());
afterEach(async () => {
  const sam = company.as('sam');
  while (sam.modals().length > 0) await sam.closeModal();
});

const shown = (what: unknown) => JSON.stringify(what);
const register = async (name: string, phones: string[]) =>
  registerCustomer(await company.contextOf('sam'), { name, phones, source: 'online' });

async function find(query: string): Promise<string> {
  const sam = company.as('sam');
  await sam.command('general', `/customer find ${query}`);
  return shown(sam.newest('general').blocks);
}

it('an extension is kept beside the number, which is found without it and by its own last four', async () => {
  await register('分机客户', ['021-62345678-801']);
  expect(await find('021-62345678')).toContain('分机客户');
  expect(await find('5678')).toContain('分机客户');
  const sam = company.as('sam');
  const { id } = await company.baton.services.db.read.customer.findFirstOrThrow({
    where: { name: '分机客户' },
  });
  await sam.press('customer.open', { channel: 'general', value: id });
  await sam.press('customer.reveal');
  expect(shown(sam.modal().blocks)).toContain('+862162345678 ext. 801');
});

it('a landline is one number with and without its country', async () => {
  await register('座机一', ['010-82345679']);
  await expect(register('座机二', ['+86 10 82345679'])).rejects.toMatchObject({ code: 'customerPhoneKnown' });
  expect(await find('+86 10 82345679')).toContain('座机一');
});

it('a number that cannot be read is refused with what was understood', async () => {
  const sam = company.as('sam');
  await sam.command('service', '/customer new 新客户');
  const { errors } = messages('en');
  for (const [phones, refusal] of [
    ['6234567/6234568', { typed: '6234567/6234568', problem: 'several', understood: null }],
    [
      '13800138000\n6234567 6234568',
      { typed: '6234567 6234568', problem: 'unreadable', understood: '+86 62345676234568' },
    ],
    ['WeChat ann', { typed: 'WeChat ann', problem: 'unreadable', understood: null }],
  ] as const) {
    const answer = await sam.submit({ phones, source: 'online' });
    expect(answer).toMatchObject({ errors: { phones: errors.customerPhoneUnreadable(refusal) } });
  }
  expect(await sam.submit({ phones: '13800138000.0\n021-6888 5678 转 9' })).toMatchObject({
    outcome: 'updated',
  });
});

it('a complaint about somebody new takes several numbers, one per line', async () => {
  const sam = company.as('sam');
  await sam.command('general', '/complaint two numbers');
  await sam.fill({ customer: (await sam.search('customer', '新客户甲')).at(-1) ?? null });
  const answer = await sam.submit({ phones: '13800138111\n13900139111', category: 'fees' });
  expect(answer.outcome).toBe('updated');
  for (const number of ['13800138111', '13900139111']) expect(await find(number)).toContain('新客户甲');
});

it('the country of numbers without one is a setting', async () => {
  const [peter, sam] = [company.as('peter'), company.as('sam')];
  await peter.command('general', '/baton setup');
  await peter.press('people.workspace');
  const [britain] = await peter.search('country', 'united king');
  expect(britain?.text.text).toBe('英国');
  await peter.submit({ country: britain ?? null });
  await sam.command('service', '/customer new Ann');
  expect(await sam.submit({ phones: '020 7946 0123', source: 'online' })).toMatchObject({
    outcome: 'updated',
  });
  expect(await find('+44 20 7946 0123')).toContain('Ann');
});
