import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import type { Complaint } from '../../src/db/types.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
  await registerCustomer(await company.contextOf('sam'), {
    name: '王芳',
    phones: ['13812345678'],
    source: 'online',
    stage: 'opened',
  });
});
afterAll(() => company.stop());

const shown = (what: unknown) => JSON.stringify(what);
const stored = (number: string): Promise<Complaint> =>
  company.baton.services.db.read.complaint.findFirstOrThrow({ where: { number } });
const cardOf = (person: Actor, number: string) =>
  person.messages('service').find((message) => !message.ephemeral && shown(message.blocks).includes(number));

async function register(handle: string, entries: Parameters<Actor['fill']>[0] = {}): Promise<string> {
  const person = company.as(handle);
  await person.command('general', '/complaint The platform froze');
  const { outcome } = await person.submit({ complainant: 'Ann Lee', category: 'product', ...entries });
  expect(outcome).toBe('updated');
  const number = /C-\d{4}-\d{4,}/.exec(shown(person.modal().blocks))?.[0] ?? '';
  await person.closeModal();
  return number;
}

describe('from the first word to the investigation', () => {
  let number: string;

  it('Sam registers what a customer of the archive said', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint 平仓价格与报价不符');
    expect(shown(sam.modal().blocks)).toContain('平仓价格与报价不符');
    const [found] = await sam.search('customer', '王');
    expect(found?.text.text).toBe('王芳');
    await sam.fill({ customer: found ?? null, demand: '退还差价', category: 'fees', severity: 'serious' });
    const result = await sam.submit();
    expect(result.outcome).toBe('updated');
    const view = sam.modal();
    number = /C-2026-\d{4}/.exec(shown(view.blocks))?.[0] ?? '';
    expect(number).toBe('C-2026-0001');
    // Sam's Slack is English: so is what he reads; the card speaks the workspace's language.
    expect(shown(view.blocks)).toContain(`registered under number ${number}`);
    const card = cardOf(sam, number);
    expect(card?.text).toContain('王芳');
    expect(shown(card?.blocks)).toContain('若无人处理');
    expect(await stored(number)).toMatchObject({ state: 'registered', demand: '退还差价' });
    await sam.closeModal();
  });

  it('the form for the same customer shows that complaint', async () => {
    const lucy = company.as('lucy');
    await lucy.command('service', '/complaint 又出现了');
    const [found] = await lucy.search('customer', '5678');
    await lucy.fill({ content: '客户再次来电', customer: found ?? null });
    expect(shown(lucy.modal().blocks)).toContain(number);
    expect(shown(lucy.modal().values)).toContain('客户再次来电');
    await lucy.closeModal();
  });

  it('Lucy finds it valid; the card offers the next step', async () => {
    const lucy = company.as('lucy');
    await lucy.press('complaint.judge', { channel: 'service' });
    await lucy.fill({ verdict: 'not-sustained' });
    expect(shown(lucy.modal().blocks)).toContain('客户的反应');
    await lucy.fill({ verdict: 'valid' });
    const promised = Math.floor(Date.parse('2026-11-27T08:00:00Z') / 1000);
    const missing = await lucy.submit({ grounds: '核对了报价记录' });
    expect(missing.outcome).toBe('errors');
    // The form says the deadline, and refuses what lies after it.
    expect(shown(lucy.modal().blocks)).toContain('最晚不超过 11月28日');
    const tooLate = Math.floor(Date.parse('2026-12-24T08:00:00Z') / 1000);
    expect(await lucy.submit({ promisedAt: tooLate })).toMatchObject({
      errors: { promisedAt: expect.stringContaining('晚于处理时限') },
    });
    const done = await lucy.submit({ promisedAt: promised });
    expect(done.outcome).toBe('cleared');
    expect(await stored(number)).toMatchObject({ state: 'judged', kind: 'valid' });
    expect(cardOf(lucy, number)?.text).toContain('有效投诉');
    expect(shown(cardOf(lucy, number)?.blocks)).toContain('complaint.assign');
  });

  it('only the lead names the department; Henry and Mia are told', async () => {
    const sam = company.as('sam');
    await sam.press('complaint.assign', { channel: 'service' });
    expect(sam.newest('service')).toMatchObject({ ephemeral: true });
    expect(shown(sam.newest('service'))).toContain('service lead');

    const anna = company.as('anna');
    await anna.press('complaint.assign', { channel: 'service' });
    const { blocks } = anna.modal();
    const select = blocks.find((block) => block.block_id === 'department');
    expect(shown(select)).toContain('Henry Xu 许恒');
    const tech = /"text":"技术部","emoji":true\},"value":"([^"]+)"/.exec(shown(select))?.[1] ?? '';
    const done = await anna.submit({ department: tech, investigator: company.as('mia').id });
    expect(done.outcome).toBe('cleared');
    expect(await stored(number)).toMatchObject({
      state: 'investigating',
      centralPersonId: company.people.henry?.id,
      investigatorId: company.people.mia?.id,
    });
    expect(company.as('henry').newest('@baton').text).toContain('中心责任人');
    expect(company.as('mia').newest('@baton').text).toContain('Please investigate');
    expect(cardOf(anna, number)?.text).toContain('调查中');
    expect(cardOf(anna, number)?.edited).toBe(true);
  });

  it('Mia opens the record from her message; the apology call is ticked off on the card', async () => {
    const mia = company.as('mia');
    await mia.press('complaint.open', { channel: '@baton' });
    expect(shown(mia.modal().blocks)).toContain('Timeline');
    await mia.closeModal();
    await company.as('sam').press('complaint.apology', { channel: 'service' });
    expect(shown(cardOf(company.as('sam'), number)?.blocks)).not.toContain('complaint.apology');
  });
});

describe('trouble', () => {
  it('of two who judge at once, the second learns how it stands and loses nothing', async () => {
    const number = await register('sam');
    const sam = company.as('sam');
    const lucy = company.as('lucy');
    const ts = cardOf(sam, number)?.ts ?? '';
    await sam.press('complaint.judge', { channel: 'service', ts });
    await lucy.press('complaint.judge', { channel: 'service', ts });
    await sam.fill({ verdict: 'communicative' });
    expect((await sam.submit()).outcome).toBe('cleared');
    const promisedAt = Math.floor(Date.parse('2026-11-27T08:00:00Z') / 1000);
    const late = await lucy.submit({ grounds: '已核对', promisedAt });
    expect(late.outcome).toBe('pushed');
    expect(shown(lucy.modal().blocks)).toContain('已被他人处理');
    expect((await stored(number)).state).toBe('answering');
    while (lucy.modals().length > 0) await lucy.closeModal();

    await sam.press('complaint.answer', { channel: 'service', ts });
    expect((await sam.submit({ answer: 'Explained' })).outcome).toBe('cleared');
    expect((await stored(number)).state).toBe('closed');
  });

  it('a time in the future is refused beside its field', async () => {
    const sam = company.as('sam');
    await sam.command('general', '/complaint too early');
    const receivedAt = Math.floor(Date.parse('2026-11-26T08:00:00Z') / 1000);
    const result = await sam.submit({ complainant: 'Ann', category: 'other', receivedAt });
    expect(result).toMatchObject({
      outcome: 'errors',
      errors: { receivedAt: expect.stringContaining('future') },
    });
    await sam.closeModal();
  });

  it('somebody not in the archive is registered in place', async () => {
    const sam = company.as('sam');
    await sam.command('general', '/complaint 新客户投诉');
    const options = await sam.search('customer', '赵敏');
    await sam.fill({ customer: options.at(-1) ?? null });
    expect((await sam.submit({ category: 'service' })).outcome).toBe('errors');
    const result = await sam.submit({ phones: '13911110000', category: 'service' });
    expect(result.outcome).toBe('updated');
    const customer = await company.baton.services.db.read.customer.findFirstOrThrow({
      where: { name: '赵敏' },
    });
    expect(await company.baton.services.db.read.complaint.count({ where: { customerId: customer.id } })).toBe(
      1,
    );
    await sam.closeModal();
  });

  it('pings typed by people reach nobody', async () => {
    const number = await register('sam', { content: '<!channel> <@U0ANNA> look', complainant: '<!here>' });
    const card = cardOf(company.as('anna'), number);
    expect(shown(card?.blocks)).toContain('&lt;!channel&gt;');
    expect(shown(card)).not.toContain('<!channel>');
  });
});

describe('other ways in and out', () => {
  it('a message becomes a complaint, with its link', async () => {
    const liwei = company.as('liwei');
    const { ts } = await liwei.say('general', 'Customer says <b>nobody</b> calls back');
    await liwei.messageShortcut('complaint.register-from-message', { channel: 'general', ts });
    const view = liwei.modal();
    expect(shown(view.values)).toContain('nobody');
    expect((await liwei.submit({ complainant: '陈先生', category: 'service' })).outcome).toBe('updated');
    const number = /C-2026-\d{4}/.exec(shown(liwei.modal().blocks))?.[0] ?? '';
    const complaint = await stored(number);
    expect(complaint.content).toBe('Customer says <b>nobody</b> calls back');
    expect(complaint.sourceLink).toContain('/archives/C0GENERAL/');
    expect(complaint.receivedBy).toBe('message');
    await liwei.closeModal();
  });

  it('a button on the customer opens the form with that customer, and management hears of a critical one', async () => {
    const sam = company.as('sam');
    await sam.command('general', '/customer show 王芳');
    await sam.press('complaint.register-for-customer');
    expect(shown(sam.modal().values)).toContain('王芳');
    expect(shown(sam.modal().blocks)).toContain('C-2026-0001');
    const entries = { content: 'Money is missing', category: 'fees', severity: 'critical' };
    expect((await sam.submit(entries)).outcome).toBe('updated');
    const number = /C-2026-\d{4}/.exec(shown(sam.modal().blocks))?.[0] ?? '';
    expect((await stored(number)).customerId).toBe((await stored('C-2026-0001')).customerId);
    expect(company.as('david').newest('management').text).toContain(number);
    while (sam.modals().length > 0) await sam.closeModal();
  });

  it('the list, a record by its number, and the contact behind a button', async () => {
    const number = await register('sam', { contact: '13700001111' });
    const sam = company.as('sam');
    await sam.command('general', '/complaint 列表 未结');
    expect(shown(sam.newest('general').blocks)).toContain(number);
    await sam.command('general', `/complaint ${number.toLowerCase()}`);
    expect(shown(sam.modal().blocks)).not.toContain('13700001111');
    await sam.press('complaint.reveal-contact');
    expect(shown(sam.modal().blocks)).toContain('13700001111');
    expect(shown(sam.modal().blocks)).toContain('looked at the contact');
    await sam.closeModal();
    await sam.command('general', '/complaint C-2026-9999');
    expect(shown(sam.newest('general'))).toContain('no such complaint');
    // What looks like a search, a list or a number is one.
    const answered = async (text: string) => {
      await sam.command('general', `/complaint ${text}`);
      expect(sam.modals(), text).toHaveLength(0);
      return shown(sam.newest('general'));
    };
    expect(await answered('find 王芳')).toContain('C-2026-0001');
    expect(await answered('查找 Ann Lee')).toContain(number);
    expect(await answered('find Nobody')).toContain('No complaint that you may see');
    expect(await answered('mine')).toContain('My complaints');
    expect(await answered('逾期')).toContain('verdue');
    expect(await answered('9999')).toContain('no such complaint');
    expect(await answered('lits')).toContain('C-2026-0042');
    await sam.command('general', `/complaint #${Number(number.slice(-4))}`);
    expect(sam.modal().title?.text).toBe(number);
    await sam.closeModal();
    await sam.command('general', '/complaint list everything');
    expect(shown(sam.newest('general'))).toContain('C-2026-0042');
  });

  it('if nobody acts the lead is reminded, then management is told', async () => {
    const number = await register('lucy');
    const { judgeDueAt } = await stored(number);
    await company.advanceTo(judgeDueAt);
    const told = (handle: string) =>
      company
        .as(handle)
        .messages('@baton')
        .some((message) => shown(message).includes(number));
    expect(told('anna')).toBe(true);
    expect(told('david')).toBe(false);
    await company.advanceTo('2026-11-26T09:30:00Z');
    expect(told('david')).toBe(true);
    expect(shown(cardOf(company.as('anna'), number)?.blocks)).toContain('已逾期');
  });
});
