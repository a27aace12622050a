import { describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { messages } from '../../src/messages/index.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const shown = (what: unknown) => JSON.stringify(what);
const en = messages('en');
const zh = messages('zh-CN');

const stored = (company: TestBaton, number: string) =>
  company.baton.services.db.read.complaint.findFirstOrThrow({ where: { number } });

async function register(person: Actor, entries: Parameters<Actor['fill']>[0]): Promise<string> {
  await person.command('general', '/complaint The platform froze');
  expect((await person.submit({ category: 'product', ...entries })).outcome).toBe('updated');
  const number = /C-\d{4}-\d{4,}/.exec(shown(person.modal().blocks))?.[0] ?? '';
  await person.closeModal();
  return number;
}

async function decline(person: Actor): Promise<void> {
  await person.press('complaint.judge', { channel: 'service' });
  await person.fill({ verdict: 'not-sustained' });
  const said = { grounds: '已核对记录', explanation: '说明了规则', reaction: '理解' };
  expect((await person.submit(said)).outcome).toBe('cleared');
}

describe('every ending of a complaint', () => {
  it('is followed by a call of Service to who is not in the archive, declined or not', async () => {
    const company = await startTestBaton();
    const [lucy, liwei] = [company.as('lucy'), company.as('liwei')];
    const number = await register(liwei, { complainant: 'Ann Lee', contact: '13700001111' });
    const card = () =>
      shown(
        lucy
          .messages('service')
          .filter(({ ephemeral }) => !ephemeral)
          .at(-1)?.blocks,
      );
    await decline(lucy);
    expect(card()).not.toContain(zh.complaints.card.finished);
    const { duty } = company.baton.services.db.read;
    const owed = await duty.findFirstOrThrow({ where: { kind: 'complaint.call-back' } });
    // By whoever of Service judged it, by the end of a slot within the term.
    expect(owed).toMatchObject({ ownerId: company.people.lucy?.id, state: 'open' });
    expect(owed.dueAt > owed.openedAt && owed.dueAt <= new Date('2026-11-26T10:00:00Z')).toBe(true);
    expect(shown((await lucy.openHome()).blocks)).toContain(number);

    // Others are refused, and see no contact.
    await liwei.press('complaint.open', { channel: '@baton' });
    await liwei.press('complaint.call-back');
    expect(shown(liwei.modal().blocks)).toContain(zh.errors.complaintForService);
    while (liwei.modals().length > 0) await liwei.closeModal();

    await lucy.press('complaint.call-back', { channel: 'service' });
    expect(shown(lucy.modal().blocks)).not.toContain('13700001111');
    expect((await lucy.submit({ outcome: 'not-reached' })).outcome).toBe('cleared');
    expect((await duty.findUniqueOrThrow({ where: { id: owed.id } })).state).toBe('open');
    await lucy.press('complaint.call-back', { channel: 'service' });
    expect(await lucy.submit()).toMatchObject({ errors: { note: zh.errors.complaintCallNoteMissing } });
    expect((await lucy.submit({ note: '客户已理解' })).outcome).toBe('cleared');
    expect((await duty.findUniqueOrThrow({ where: { id: owed.id } })).state).toBe('done');
    expect(card()).toContain(zh.complaints.card.finished);
    expect(card()).not.toContain('complaint.call-back');
    await lucy.command('general', `/complaint ${number}`);
    expect(shown(lucy.modal().blocks)).toContain('客户已理解');
    expect(shown(lucy.modal().blocks)).toContain(zh.complaintSteps.events.notReached);
    await company.stop();
  });

  it('is heard of by whoever registered it, in their language, and by nobody it is kept from', async () => {
    const company = await startTestBaton();
    const [lucy, sam, mia] = [company.as('lucy'), company.as('sam'), company.as('mia')];
    const number = await register(mia, { complainant: 'Ann Lee' });
    await decline(lucy);
    const told = mia.messages('@baton').filter(({ text }) => text.includes(number));
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining(
        en.complaints.told.ended('§', en.complaints.states.declined).split('§')[1] ?? '',
      ),
    ]);
    expect(shown(told)).not.toContain('说明了规则');
    // Without a contact nobody can call; and who ends their own is told nothing.
    expect((await stored(company, number)).state).toBe('declined');
    const { duty, callback } = company.baton.services.db.read;
    expect(await duty.count({ where: { kind: 'complaint.call-back' } })).toBe(0);
    const own = await register(sam, { complainant: 'Bob Ray' });
    const before = sam.messages('@baton').length;
    const { id: complaintId } = await stored(company, own);
    const withdraw = () =>
      sam.press('complaint.more', {
        channel: 'service',
        choose: JSON.stringify({ aside: 'withdraw', complaintId }),
      });
    await withdraw();
    expect((await sam.submit({ reason: 'A test', by: 'mistake' })).outcome).toBe('cleared');
    expect(sam.messages('@baton')).toHaveLength(before);
    expect(await callback.count({ where: { kind: 'complaint' } })).toBe(0);
    await company.stop();
  });

  it('plans the call of a customer, declined ones and those the customer took back included', async () => {
    const company = await startTestBaton();
    const lucy = company.as('lucy');
    const { customerId } = await registerCustomer(await company.contextOf('sam'), {
      name: '王芳',
      phones: ['13812345678'],
      source: 'online',
      stage: 'opened',
    });
    const { callback } = company.baton.services.db.read;
    const calls = () => callback.count({ where: { customerId, kind: 'complaint', state: 'planned' } });
    const ofCustomer = async () => {
      await lucy.command('general', '/complaint 又冻结了');
      const [found] = await lucy.search('customer', '王');
      await lucy.fill({ customer: found ?? null });
      expect((await lucy.submit({ category: 'product' })).outcome).toBe('updated');
      await lucy.closeModal();
    };
    await ofCustomer();
    await decline(lucy);
    expect(await calls()).toBe(1);
    await company.baton.services.db.transaction((tx) =>
      tx.callback.updateMany({ where: { customerId }, data: { state: 'cancelled' } }),
    );
    await ofCustomer();
    const complaint = await company.baton.services.db.read.complaint.findFirstOrThrow({
      where: { state: 'registered' },
    });
    await lucy.press('complaint.more', {
      channel: 'service',
      choose: JSON.stringify({ aside: 'withdraw', complaintId: complaint.id }),
    });
    expect((await lucy.submit({ reason: '客户撤诉' })).outcome).toBe('cleared');
    expect(await calls()).toBe(1);
    await company.stop();
  });
});
