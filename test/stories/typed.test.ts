import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDetails } from '../../src/customers/queries.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import { forgeField } from './tamper.js';

// Whatever people type into whichever field arrives: whole, harmless, within Slack's limits, which the local
// Slack enforces on every message and view.

const en = messages('en');

/** What is typed: as much of it as the field takes, or less where that is enough. */
const typed: Record<string, (max: number) => string> = {
  'pings and mentions': (max) => fill('<!channel> <@U0IVY> <!here> <@U0IVY|ivy> <#C0SERVICE> ', max, 60),
  'formulas, links in disguise, formatting that never closes': (max) =>
    fill('=HYPERLINK("http://evil.example") <http://evil.example|https://bank.example> ```*_~ ', max, 90),
  'emoji of several parts, and writing from right to left that turns the rest round': (max) =>
    fill('👩‍👩‍👧‍👦🇨🇳👍🏽é שלום \u202eabc مرحبا', max, 60),
  'numbers and addresses, in other writings': (max) =>
    fill('客户王小明 １３８１２３４５６７８ 138.1234.5678 ann.lee@example.com on 2026-11-20 ', max, 70),
  'what doubles in length when escaped, to the full length': (max) => fill('客<&>', max, max),
};

function fill(text: string, max: number, wanted: number): string {
  const length = Math.min(max, Math.max(wanted, text.length));
  const whole = text.repeat(Math.ceil(length / text.length)).slice(0, length);
  // Not in the middle of a character.
  return whole.replace(/[\ud800-\udbff]$/, '');
}

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
  const names = { phones: [], source: 'online', stage: 'opened' } as const;
  await registerCustomer(await company.contextOf('sam'), { name: '王芳', ...names });
});
afterAll(() => company?.stop());
beforeEach(() => company.slack.wire.clear());

const read = () => company.baton.services.db.read;

/** For every text field of the open form, this text. */
function inEveryField(person: Actor, text: (max: number) => string): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const block of person.modal().blocks) {
    const { element } = block as { element?: { type: string; max_length?: number } };
    if (element?.type === 'plain_text_input' && block.block_id) {
      entries[block.block_id] = text(element.max_length ?? 3000);
    }
  }
  expect(Object.keys(entries)).not.toEqual([]);
  return entries;
}

/** Everything that Baton sent to Slack is taken, and pings nobody. */
function nothingPings(): void {
  const calls = company.slack.wire.entries.filter(({ direction }) => direction === 'from-app');
  expect(calls.length).toBeGreaterThan(0);
  for (const { name, response } of calls) {
    expect({ name, response }).toMatchObject({ response: { ok: true } });
  }
  const answers = company.slack.wire.entries.map(({ name, direction, request, response }) =>
    direction === 'from-app' ? [name, request] : [name, response],
  );
  const everything = texts(answers).join('\n');
  expect(everything).not.toMatch(/<!(channel|here|everyone)/);
  expect(everything).not.toContain('<http://evil.example');
  expect(everything).not.toMatch(/<@U0IVY/);
  expect(everything).not.toMatch(/[\u202a-\u202e]/);
  const toChannels = calls.filter(({ request }) => /^C/.test(String((request as Request).channel ?? '')));
  const posted = texts(toChannels.map(({ request }) => request))
    .join('\n')
    .normalize('NFKC');
  expect(posted).not.toMatch(/138\W?1234/);
  expect(posted).not.toContain('ann.lee');
}

interface Request {
  channel?: unknown;
}

/** All mrkdwn and message texts; what stands in inputs and plain_text is not parsed by Slack. */
function texts(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(texts);
  if (typeof part === 'string') {
    try {
      const inner: unknown = JSON.parse(part);
      return typeof inner === 'object' ? texts(inner) : [];
    } catch {
      return [];
    }
  }
  if (typeof part !== 'object' || part === null) return [];
  const { type, text, ...rest } = part as { type?: unknown; text?: unknown };
  if (type === 'plain_text') return [];
  return [...(typeof text === 'string' ? [text] : texts(text)), ...Object.values(rest).flatMap(texts)];
}

const shows = { outcome: 'updated' };

const firstOf = (text: string, letters: number) => [...text].slice(0, letters).join('');

describe.each(Object.entries(typed))('%s', (_, text) => {
  it('in every field of a complaint, from the form to the card, the steps and the record', async () => {
    const [sam, lucy] = [company.as('sam'), company.as('lucy')];
    await sam.command('service', '/complaint x');
    const entries = inEveryField(sam, text);
    expect(await sam.submit({ ...entries, category: 'fees', severity: 'critical' })).toMatchObject(shows);
    await sam.closeModal();
    const complaint = await read().complaint.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(complaint.content).toBe(entries.content?.normalize('NFC').trim());

    await lucy.press('complaint.judge', { channel: 'service', value: complaint.id });
    const promisedAt = Date.parse('2026-11-27T08:00:00Z') / 1000;
    const judged = await lucy.submit({ ...inEveryField(lucy, text), promisedAt });
    expect(judged).toMatchObject({ outcome: 'cleared' });
    await lucy.press('complaint.open', { channel: 'service', value: complaint.id });
    await lucy.press('complaint.reveal-contact');
    await lucy.closeModal();
    await sam.command('service', '/complaint list');
    nothingPings();
  });

  it('in every field of a customer, found again and shown', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/customer new');
    const entries = inEveryField(sam, text);
    expect(await sam.submit({ ...entries, source: 'online', phones: '' })).toMatchObject(shows);
    const customer = await read().customer.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const { vault } = company.baton.services;
    expect(openDetails(vault, customer)?.notes).toBe(entries.notes?.normalize('NFC').trim());
    await sam.press('customer.reveal');
    while (sam.modals().length > 0) await sam.closeModal();
    await sam.command('service', `/customer find ${firstOf(customer.name, 6)}`);
    nothingPings();
  });

  it('in every field of a handoff, of that very customer, and of its return', async () => {
    const [sam, grace] = [company.as('sam'), company.as('grace')];
    const customer = await read().customer.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await sam.command('service', '/handoff');
    const offers = shown(sam.modal().blocks.find(({ block_id }) => block_id === 'department'));
    const [, market = ''] = /"Market"[^}]*\},"value":"([^"]+)"/.exec(offers) ?? [];
    const found = await sam.search('customer', firstOf(customer.name, 6));
    const chosen = found.find(({ value }) => value === customer.id) ?? null;
    expect(chosen).not.toBeNull();
    const entries = { ...inEveryField(sam, text), role: 'account-manager', department: market };
    expect(await sam.submit({ ...entries, customer: chosen })).toMatchObject(shows);
    await sam.closeModal();
    await sam.command('service', '/handoff list');
    await grace.press('handoff.return', { channel: 'market' });
    expect(await grace.submit(inEveryField(grace, text))).toMatchObject({ outcome: 'cleared' });
    expect(shown(sam.newest('@baton').blocks)).toContain('handoff.keep');
    nothingPings();
  });
});

describe('what is too long or missing', () => {
  it('is refused at its field by Slack, and by Baton where Slack did not', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint x');
    const tooLong = await sam.submit({ content: '客'.repeat(3001), category: 'fees', complainant: 'Ann' });
    expect(tooLong.outcome).toBe('errors');
    const blank = await sam.submit({ content: ' \n ', complainant: 'Ann' });
    expect(blank).toMatchObject({ outcome: 'errors', errors: { content: expect.any(String) } });
    forgeField(company.slack, 'content', { type: 'plain_text_input', value: '客'.repeat(3001) });
    const forged = await sam.submit({ content: 'x' });
    expect(forged).toMatchObject({ errors: { content: en.errors.formTooLong({ max: 3000 }) } });
    forgeField(company.slack, 'content', { type: 'plain_text_input', value: ' \u0000 ' });
    expect(await sam.submit()).toMatchObject({ errors: { content: en.errors.formRequired } });
    await sam.closeModal();
    await sam.command('service', `/complaint ${'長'.repeat(3500)}`);
    expect(sam.modals()).toHaveLength(1);
    await sam.closeModal();
  });
});

describe('a phone number that is known already', () => {
  it('is warned of at the field in the same words whoever it belongs to, and accepted when insisted', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/customer new 钱进');
    expect(await sam.submit({ phones: '138 1111 2222', source: 'online' })).toMatchObject(shows);
    await sam.closeModal();
    await sam.command('service', '/customer new 钱多');
    const warned = await sam.submit({ phones: '+86 138-1111-2222', source: 'online' });
    expect(warned).toMatchObject({ errors: { phones: en.errors.customerPhoneKnown } });
    expect(shown(warned)).not.toContain('钱进');
    expect(await read().customer.count({ where: { name: '钱多' } })).toBe(0);
    expect(await sam.submit({ known: ['accept'] })).toMatchObject(shows);
    expect(await read().customer.count({ where: { name: '钱多' } })).toBe(1);
    await sam.closeModal();

    await sam.command('service', '/customer new 贵宾');
    await sam.submit({ phones: '13933334444', source: 'online', category: 'key-account' });
    await sam.closeModal();
    const mia = company.as('mia');
    await mia.command('general', '/customer new 某人');
    const masked = await mia.submit({ phones: '13933334444', source: 'online' });
    expect(masked).toMatchObject({ errors: { phones: en.errors.customerPhoneKnown } });
    expect(shown(masked)).not.toContain('贵宾');
    await mia.closeModal();
  });

  it('within a complaint about somebody new, the warning stands at the number', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint again');
    const options = await sam.search('customer', '钱满');
    await sam.fill({ customer: options.at(-1) ?? null });
    const warned = await sam.submit({ phones: '13811112222', category: 'service' });
    expect(warned.outcome).toBe('errors');
    expect(Object.keys((warned as { errors: object }).errors)).toEqual(['phones']);
    await sam.closeModal();
  });
});
