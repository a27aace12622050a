import { afterEach, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
afterEach(() => company.stop());

const shown = (what: unknown) => JSON.stringify(what);
/** With its day: `{date…}` beside `{time}`. */
const withDay = /<!date\^\d+\^[^|]*\{date/;
const timeAlone = /<!date\^\d+\^\{time\}\|/;

async function livesIn(slackUserId: string, timeZone: string): Promise<void> {
  await company.baton.services.db.transaction((tx) =>
    tx.staff.updateMany({ where: { slackUserId }, data: { timeZone } }),
  );
}

async function complain(content: string): Promise<string> {
  const sam = company.as('sam');
  await sam.command('general', `/complaint ${content}`);
  await sam.submit({ complainant: 'Ann', category: 'fees' });
  while (sam.modals().length > 0) await sam.closeModal();
  const found = await company.baton.services.db.read.complaint.findFirstOrThrow({ where: { content } });
  return found.number;
}

async function homeLine(handle: string, words: string): Promise<string> {
  const home = await company.as(handle).openHome();
  return home.blocks.map(shown).find((text) => text.includes(words)) ?? '';
}

it('names the day of a time that is another day where the reader of App Home is', async () => {
  company = await startTestBaton();
  await livesIn('U0ANNA', 'America/New_York');
  // Tuesday 21:00 in New York; due Wednesday 02:30 there, today in Shanghai.
  const number = await complain('zones');
  expect(await homeLine('anna', number)).toMatch(withDay);
  await livesIn('U0ANNA', 'Asia/Shanghai');
  await company.advanceTo('2026-11-25T02:01:00Z');
  expect(await homeLine('anna', number)).toMatch(timeAlone);
});

it('names the day in a risk alert whose hour ends tomorrow, there and in what its sender sees', async () => {
  // 23:30 in Shanghai.
  company = await startTestBaton({ start: new Date('2026-11-25T15:30:00Z') });
  const liwei = await company.contextOf('liwei');
  await registerCustomer(liwei, { name: '王芳', phones: ['13800001234'], source: 'online' });
  await company.quiet();
  const henry = company.as('henry');
  await henry.command('tech', '/risk 王芳');
  await henry.submit({ situation: 'x', advice: 'y' });
  expect(shown(henry.modal().blocks)).toMatch(withDay);
  const alert = company.as('liwei').newest('@baton').blocks.map(shown);
  expect(alert.find((text) => text.includes('reach') || text.includes('联系'))).toMatch(withDay);
});

it('shows a channel no time without its day', async () => {
  company = await startTestBaton();
  await complain('for the channel');
  const dates = shown(
    company
      .as('sam')
      .messages('service')
      .map(({ blocks }) => blocks),
  ).match(/<!date\^\d+\^[^|]*\|/g);
  expect(dates?.length).toBeGreaterThan(0);
  for (const one of dates ?? []) expect(one).toMatch(/\{date/);
});
