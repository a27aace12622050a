import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCustomers } from '../../src/customers/queries.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeEach(async () => {
  company = await startTestBaton();
});
afterEach(() => company.stop());

const read = () => company.baton.services.db.read;
const shown = (person: Actor) => JSON.stringify(person.modal().blocks);
const customer = (id: string) => read().customer.findUniqueOrThrow({ where: { id } });

async function register(name: string, more: { category?: 'key-account'; phones?: string[] } = {}) {
  const { customerId } = await registerCustomer(await company.contextOf('sam'), {
    name,
    phones: ['13812345678'],
    source: 'online',
    background: 'two children',
    accountManagerId: company.people.liwei?.id ?? '',
    serviceSpecialistId: company.people.sam?.id ?? '',
    ...more,
  });
  return customerId;
}
const found = async (query: string) => {
  const { vault } = company.baton.services;
  const { workspaceId } = await company.contextOf('sam');
  return (await findCustomers(read(), { workspaceId, query, vault })).map(({ name }) => name);
};

it('a colleague of an owner edits a record, which is then found by what is new; old and new are kept sealed', async () => {
  const id = await register('赵敏');
  const tony = company.as('tony');
  await tony.command('market', '/customer show 赵敏');
  await tony.press('customer.edit');
  expect(shown(tony)).toContain('+8613812345678');
  expect(
    (
      await tony.submit({
        name: '赵小敏 Zhao Xiaomin',
        phones: '139 0000 7777\n021-62345678 转 801',
        address: '南京路 1 号',
        background: '',
      })
    ).outcome,
  ).toBe('closed');
  expect(shown(tony)).toContain('赵小敏');
  expect(await found('xiaomin')).toEqual(['赵小敏 Zhao Xiaomin']);
  expect(await found('7777')).toHaveLength(1);
  expect(await found('13812345678')).toEqual([]);
  expect(await customer(id)).toMatchObject({
    stage: 'lead',
    detailsSealed: null,
    nameKey: '赵小敏zhaoxiaomin',
  });
  const history = await read().history.findFirstOrThrow({
    where: { subjectId: id, event: 'customer.edited' },
  });
  expect(`${history.before}${history.after}`).not.toMatch(/赵|1381|7777|南京路|children/);
  expect(JSON.parse(history.after ?? '')).toMatchObject({
    changed: ['name', 'phones', 'address', 'background'],
  });
});

it('of two at once one wins; the other sees what changed, keeps their text, and saves again', async () => {
  const id = await register('赵敏');
  const [sam, liwei] = [company.as('sam'), company.as('liwei')];
  for (const [person, channel] of [
    [sam, 'service'],
    [liwei, 'market'],
  ] as const) {
    await person.command(channel, '/customer edit 赵敏');
  }
  await liwei.submit({ address: '北京路 2 号', preferences: 'green tea', accountNumber: 'A-1' });
  expect((await sam.submit({ address: '南京路 1 号', notes: 'calls at noon' })).outcome).toBe('updated');
  expect(shown(sam)).toContain(`<@${liwei.id}> changed this record`);
  expect(shown(sam)).toContain('北京路 2 号');
  const initial = (name: string) =>
    (
      sam.modal().blocks.find(({ block_id }) => block_id?.startsWith(`${name}#`)) as {
        element?: { initial_value?: string };
      }
    )?.element?.initial_value;
  expect(initial('address')).toBe('南京路 1 号');
  expect(initial('notes')).toBe('calls at noon');
  expect(initial('preferences')).toBe('green tea');
  expect((await sam.submit()).outcome).toBe('updated');
  for (const kept of ['green tea', 'calls at noon', 'A-1']) expect(shown(sam)).toContain(kept);
  await sam.press('customer.reveal');
  expect(shown(sam)).toContain('南京路 1 号');
  expect(await read().history.count({ where: { subjectId: id, event: 'customer.edited' } })).toBe(2);
});

it('a number that another customer has is warned of; the customer’s own is not', async () => {
  await register('钱进', { phones: ['13911112222'] });
  await register('赵敏');
  const sam = company.as('sam');
  await sam.command('service', '/customer edit 赵敏');
  await sam.submit({ phones: '13812345678\n13911112222' });
  expect(sam.modals()).toHaveLength(1);
  expect(await found('13911112222')).toEqual(['钱进']);
  await sam.submit({ known: ['accept'] });
  expect((await found('13911112222')).sort()).toEqual(['赵敏', '钱进'].sort());
});

it('a key account is edited by its own alone, and leaves the key accounts by a lead', async () => {
  const id = await register('孙贵', { category: 'key-account' });
  const [tony, sam, lucy, anna] = ['tony', 'sam', 'lucy', 'anna'].map((handle) => company.as(handle)) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  for (const stranger of [tony, lucy]) {
    await stranger.command('general', '/customer show 孙贵');
    expect(shown(stranger)).not.toContain('customer.edit');
  }
  await sam.command('service', '/customer edit 孙贵');
  await sam.submit({ category: 'ordinary' });
  expect((await customer(id)).category).toBe('key-account');
  await anna.command('service', '/customer edit 孙贵');
  await anna.submit({ category: 'ordinary' });
  expect((await customer(id)).category).toBe('ordinary');
  expect(await read().history.count({ where: { subjectId: id, event: 'customer.contact-revealed' } })).toBe(
    2,
  );
});
