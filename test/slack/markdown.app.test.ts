import { afterEach, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
afterEach(() => company.stop());

const shown = (what: unknown) => JSON.stringify(what);

it('shows Markdown in complaints and handoffs as Slack’s own, on cards and in records', async () => {
  company = await startTestBaton();
  const sam = company.as('sam');
  await sam.command('general', '/complaint **Never** called back, see [mail](https://example.com/m)');
  await sam.submit({ complainant: 'Ann', category: 'fees', demand: '# Refund\n- at **once**' });
  while (sam.modals().length > 0) await sam.closeModal();
  const card = shown(sam.newest('service').blocks);
  expect(card).toContain('*Never* called back, see mail (https://example.com/m)');
  await sam.press('complaint.open', { channel: 'service' });
  const record = shown(sam.modal().blocks);
  expect(record).toContain('*Never* called back, see mail (https://example.com/m)');
  expect(record).toContain('*Refund*\\n• at *once*');
  await sam.closeModal();

  await registerCustomer(await company.contextOf('sam'), { name: '王小明', phones: [], source: 'online' });
  await sam.command('service', '/handoff 王小明');
  const block = shown(sam.modal().blocks.find(({ block_id }) => block_id === 'department'));
  const [, market = ''] = /"(?:Market|市场部)"[^}]*\},"value":"([^"]+)"/.exec(block) ?? [];
  await sam.submit({
    role: 'account-manager',
    department: market,
    purpose: '**Call** 13812345678 before five',
    promises: '- a *fair* answer',
  });
  const offered = shown(company.as('grace').newest('market').blocks);
  expect(offered).toContain('*Call* 138****');
  expect(offered).toContain('• a *fair* answer');
});
