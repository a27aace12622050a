import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
  return () => company.stop();
});

const register = async (
  name: string,
  phones: string[] = [],
  category: 'ordinary' | 'key-account' = 'ordinary',
) => registerCustomer(await company.contextOf('sam'), { name, phones, category, source: 'online' });

async function finds(query: string): Promise<string> {
  const sam = company.as('sam');
  await sam.command('general', `/customer find ${query}`);
  return JSON.stringify(sam.newest('general').blocks);
}

it('a customer is found by any word of the name, whatever its dots, and though something in it cannot be seen', async () => {
  await register('阿依古丽・买买提');
  await register('\u200b王晓芳');
  await register('Mary Ann Smith');
  for (const query of ['阿依古丽·买买提', '买买提']) expect(await finds(query)).toContain('阿依古丽・买买提');
  expect(await finds('王晓芳')).toContain('王晓芳*');
  for (const query of ['Smith', 'ann', 'ANN SMITH', 'mary'])
    expect(await finds(query)).toContain('Mary Ann Smith');
  expect(await finds('mith')).not.toContain('Mary Ann Smith');
});

it('a name that begins with emoji is found by them, by its words, and by nothing else', async () => {
  await register('👩‍👩‍👧‍👦🇨🇳 שלום Ann');
  for (const query of ['👩', '👩‍👩‍👧', '👩‍👩‍👧‍👦🇨🇳', '👩‍👩‍👧‍👦🇨🇳 של', 'שלום', 'ann'])
    expect(await finds(query)).toContain('🇨🇳 שלום Ann');
  expect(await finds('🇨🇳')).not.toContain('🇨🇳 שלום Ann');
});

it('digits are looked for in names and in numbers; a number leads nobody to a key account of others', async () => {
  await register('1688商贸');
  await register('尾号客户', ['13900001688']);
  const { customerId } = await register('保密客户', ['13900011688'], 'key-account');
  await company.baton.services.db.transaction((tx) =>
    tx.customer.update({ where: { id: customerId }, data: { serviceSpecialistId: null } }),
  );
  const found = await finds('1688');
  for (const name of ['1688商贸', '尾号客户']) expect(found).toContain(name);
  expect(found).not.toContain('保密客户');
});

it('customers of one name are told apart in every list: by stage, number and owner, else by when they came', async () => {
  for (const phone of ['13900000001', '13900000002']) await register('张伟', [phone]);
  for (const at of [1, 2]) {
    await register('李强');
    await company.advanceTo(new Date(Date.parse('2026-11-25T03:00:00Z') + at * 3_600_000).toISOString());
  }
  const sam = company.as('sam');
  await sam.command('general', '/customer find');
  onTestFinished(() => sam.closeModal());
  for (const name of ['张伟', '李强']) {
    const options = await sam.search('customer', name);
    const words = options.map(({ text, description }) => `${text.text} ${description?.text}`);
    expect(new Set(words).size).toBe(2);
    const list = (await finds(name)).match(/"text":"\*[^"]+/g) ?? [];
    expect(new Set(list).size).toBe(2);
  }
  const [one] = await sam.search('customer', '张伟');
  expect(one?.description?.text).toMatch(/^Lead · 139\*\*\*\*000[12] · \S/);
});
