import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company?.stop());

it('shows what is known of a customer to whoever may see the contacts', async () => {
  for (const [name, category] of [
    ['Ordinary Ann', 'ordinary'],
    ['Important Ian', 'key-account'],
  ] as const) {
    await registerCustomer(await company.contextOf('grace'), {
      name,
      category,
      phones: [],
      source: 'online',
      background: 'two children',
      preferences: 'green tea',
      notes: 'buys gold',
    });
  }
  const seenBy = async (handle: string, name: string) => {
    const person = company.as(handle);
    await person.command('general', `/customer show ${name}`);
    const shown = JSON.stringify(person.modal().blocks);
    await person.closeModal();
    expect(shown).toContain(name);
    return ['two children', 'green tea', 'buys gold'].filter((text) => shown.includes(text)).length;
  };
  expect(await seenBy('grace', 'Ordinary Ann')).toBe(3);
  expect(await seenBy('henry', 'Ordinary Ann')).toBe(3);
  expect(await seenBy('grace', 'Important Ian')).toBe(3);
  expect(await seenBy('henry', 'Important Ian')).toBe(0);
});
