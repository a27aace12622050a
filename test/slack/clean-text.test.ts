import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanText } from '../../src/slack/clean-text.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company?.stop());

const shown = (what: unknown) => JSON.stringify(what);

it('keeps tabs and lines, drops control characters, mends half characters', () => {
  expect(cleanText('a\u0000b\u0007c\u007fd\u0085e')).toBe('abcde');
  expect(cleanText('one\r\ntwo\rthree\n\tfour')).toBe('one\ntwo\nthree\n\tfour');
  expect(cleanText('😀 \ud83d and \udc00')).toBe('😀 \ufffd and \ufffd');
});

it('takes NUL in a command, in each field of a form, in a typeahead and in a search', async () => {
  const sam = company.as('sam');
  await sam.command('general', '/complaint The cou\u0000rier was late');
  const options = await sam.search('customer', 'Ann\u0000 Lee');
  await sam.fill({ customer: options.at(-1) ?? null });
  const answer = await sam.submit({
    content: 'The cou\u0000rier \ud83d was\u0007 late',
    phones: '13800138\u0000177',
    category: 'fees',
  });
  expect(answer.outcome).toBe('updated');
  while (sam.modals().length > 0) await sam.closeModal();
  const { read } = company.baton.services.db;
  const complaint = await read.complaint.findFirstOrThrow({ orderBy: { registeredAt: 'desc' } });
  expect(complaint.content).toBe('The courier \ufffd was late');
  expect(complaint.complainantName).toBe('Ann Lee');
  for (const query of ['Ann\u0000 Lee', '13800138\u0000177']) {
    await sam.command('general', `/customer find ${query}`);
    expect(shown(sam.newest('general').blocks)).toContain('Ann Lee');
  }
});
