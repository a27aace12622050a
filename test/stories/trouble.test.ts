import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import type { ApiTrouble } from '../../src/playground/server/trouble.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import { forgePress } from './tamper.js';

// What goes wrong at Slack while people work: nothing of theirs is lost, and somebody is told what to do.

const zh = messages('zh-CN');
let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company?.stop());

const read = () => company.baton.services.db.read;
const posted = (person: Actor, channel: string, text: string) =>
  person.messages(channel).filter((one) => one.bot && !one.ephemeral && shown(one).includes(text));

async function register(content: string): Promise<string> {
  const sam = company.as('sam');
  await sam.command('general', `/complaint ${content}`);
  expect((await sam.submit({ complainant: 'Ann Lee', category: 'fees' })).outcome).toBe('updated');
  await sam.closeModal();
  return (await read().complaint.findFirstOrThrow({ where: { content } })).number;
}

describe('a card that cannot be posted', () => {
  const losses: Record<
    string,
    { advice: keyof typeof zh.outbox.advice; lose(): void; mend(): Promise<unknown> }
  > = {
    'Baton was removed from #service': {
      advice: 'invite',
      lose: () => company.slack.trouble.removeBot('C0SERVICE'),
      mend: () => company.client.as(company.as('anna').id).inviteBot('#service'),
    },
    '#service was archived': {
      advice: 'archived',
      lose: () => company.slack.trouble.archive('C0SERVICE'),
      mend: () =>
        company.slack.act(company.as('anna').id, { type: 'unarchiveChannel', channel: 'C0SERVICE' }),
    },
  };
  for (const [name, { advice, lose, mend }] of Object.entries(losses)) {
    it(`${name}: kept, the administrator is told once, Try again delivers`, async () => {
      const [peter, anna] = [company.as('peter'), company.as('anna')];
      const notices = () =>
        peter.messages('@baton').filter((one) => shown(one.blocks).includes('outbox.retry')).length;
      const before = notices();
      lose();
      await company.quiet();
      const numbers = [await register(`${name}, first`), await register(`${name}, second`)];
      for (const number of numbers) expect(posted(anna, 'service', number)).toEqual([]);
      expect(await read().card.count({ where: { parked: true } })).toBe(2);
      expect(notices()).toBe(before + 1);
      const notice = peter.newest('@baton');
      expect(shown(notice.blocks)).toContain(JSON.stringify(zh.outbox.advice[advice]).slice(1, -1));
      expect(shown(notice.blocks)).toContain('<#C0SERVICE>');

      // Work goes on meanwhile, from the number alone.
      const lucy = company.as('lucy');
      await lucy.command('general', `/complaint ${numbers[0]}`);
      expect(shown(lucy.modal().blocks)).toContain(`${name}, first`);
      await lucy.closeModal();

      await mend();
      await company.quiet();
      await peter.press('outbox.retry', { channel: '@baton', ts: notice.ts });
      for (const number of numbers) expect(posted(anna, 'service', number)).toHaveLength(1);
      expect(await read().card.count({ where: { parked: true } })).toBe(0);
      expect(notices()).toBe(before);
    });
  }

  it('somebody who is no administrator cannot try again', async () => {
    company.slack.trouble.removeBot('C0SERVICE');
    const number = await register('Removed once more');
    const notice = company.as('peter').newest('@baton');
    const button = JSON.stringify({ destination: 'channel:C0SERVICE', error: 'not_in_channel' });
    const lucy = company.as('lucy');
    await lucy.command('general', '/complaint list');
    forgePress(company.slack, { actionId: 'outbox.retry', value: button });
    await lucy.press('complaint.open', { channel: 'general' });
    expect(lucy.newest('general').text).toBe(zh.errors.notAllowed);
    expect(await read().card.count({ where: { parked: true } })).toBe(1);
    await company.client.as(company.as('anna').id).inviteBot('#service');
    await company.as('peter').press('outbox.retry', { channel: '@baton', ts: notice.ts });
    expect(posted(company.as('anna'), 'service', number)).toHaveLength(1);
  });
});

describe('Slack is unwell while a card is sent', () => {
  const troubles: Pick<ApiTrouble, 'kind' | 'error'>[] = [
    { kind: 'ratelimited' },
    { kind: '500' },
    { kind: 'drop' },
    { kind: 'error', error: 'service_unavailable' },
  ];
  for (const trouble of troubles) {
    it(`${trouble.error ?? trouble.kind}: the form is answered at once, the card arrives later, once`, async () => {
      company.slack.trouble.next({
        method: 'chat.postMessage',
        times: 1_000,
        ...trouble,
        when: ({ channel }) => channel === 'C0SERVICE',
      });
      const number = await register(`While ${trouble.error ?? trouble.kind}`);
      const anna = company.as('anna');
      const row = await read().card.findFirstOrThrow({ where: { sentVersion: 0 } });
      expect(posted(anna, 'service', number)).toEqual([]);
      company.slack.trouble.clear();
      await becomesDue(row.id);
      await company.quiet();
      // What Slack asked for, a second of its own, is kept whatever the card's row says.
      if (trouble.kind === 'ratelimited') await arrives(() => posted(anna, 'service', number));
      expect(posted(anna, 'service', number)).toHaveLength(1);
      await company.quiet();
      expect(posted(anna, 'service', number)).toHaveLength(1);
    });
  }

  it('the person is answered by a message when no modal can be opened', async () => {
    const sam = company.as('sam');
    company.slack.trouble.next({ method: 'views.open', kind: 'error', error: 'internal_error' });
    await sam.command('general', '/complaint Slack is down');
    expect(sam.modals()).toEqual([]);
    expect(sam.newest('general')).toMatchObject({ ephemeral: true });
    expect(sam.newest('general').text).toContain('Something went wrong on our side');
  });
});

describe('somebody is deactivated in Slack', () => {
  it('their customers, duties and offers pass on at once; the lead gets the list', async () => {
    const [lucy, anna, sam] = [company.as('lucy'), company.as('anna'), company.as('sam')];
    const own = { serviceSpecialistId: company.people.lucy?.id ?? '', source: 'online' } as const;
    for (const name of ['周涛', '吴静']) {
      await registerCustomer(await company.contextOf('sam'), { name, phones: [], ...own });
    }
    await lucy.command('service', '/handoff 周涛');
    const block = lucy.modal().blocks.find(({ block_id }) => block_id === 'department');
    const [, market = ''] = /"市场部"[^}]*\},"value":"([^"]+)"/.exec(shown(block)) ?? [];
    await lucy.submit({ role: 'account-manager', department: market, purpose: '入金' });
    await lucy.closeModal();
    const handoff = await read().handoff.findFirstOrThrow({ where: { state: 'offered' } });
    expect(handoff.fromStaffId).toBe(company.people.lucy?.id);

    company.slack.trouble.deactivate(lucy.id);
    await company.quiet();
    const lucyId = company.people.lucy?.id ?? '';
    expect(await read().customer.count({ where: { serviceSpecialistId: lucyId } })).toBe(0);
    expect(await read().duty.count({ where: { ownerId: lucyId, state: 'open' } })).toBe(0);
    const list = anna.messages('@baton').find((one) => one.text.includes('Lucy He'));
    expect(list?.text).toContain('2 位客户');
    for (const name of ['周涛', '吴静']) expect(shown(list?.blocks)).toContain(name);

    // Whoever looks after the customer now hears what becomes of the offer.
    const customer = await read().customer.findFirstOrThrow({ where: { name: '周涛' } });
    const heir = customer.serviceSpecialistId === company.people.sam?.id ? sam : anna;
    expect(shown(posted(company.as('grace'), 'market', '周涛'))).toContain(`<@${heir.id}>`);
    await company.as('liwei').press('handoff.return', { channel: 'market' });
    await company.as('liwei').submit({ reason: '资料不全' });
    expect(shown(heir.newest('@baton').blocks)).toContain('资料不全');
    const owed = await read().duty.findFirstOrThrow({ where: { kind: 'handoff.returned', state: 'open' } });
    expect(owed.ownerId).toBe(customer.serviceSpecialistId);
  });
});

/** Waits out a pause that Slack asked for, which is kept in real time. */
async function arrives(found: () => readonly unknown[]): Promise<void> {
  await vi.waitFor(
    async () => {
      await company.quiet();
      expect(found()).not.toEqual([]);
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** The back-off of a card has passed. */
async function becomesDue(cardId: string): Promise<void> {
  await company.baton.services.db.transaction((tx) =>
    tx.card.updateMany({ where: { id: cardId }, data: { nextAt: new Date(0) } }),
  );
}
