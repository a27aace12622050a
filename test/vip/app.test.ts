import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveStage } from '../../src/customers/move-stage.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { addMember, removeMember, setArchived } from '../../src/playground/server/conversations.js';
import type { Channel, Person } from '../../src/playground/server/world.js';
import { at } from '../life-cycle/company.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company.stop());

const shown = (what: unknown) => JSON.stringify(what);
const ground = () => company.slack.ground;
const group = () => ground().world.channels.get('C0VIP') as Channel;
const guest = 'U0GUEST';
const wangFang = { id: '' };

async function move(to: 'activated' | 'closed', by: string): Promise<void> {
  const ctx = await company.contextOf(by);
  const { stage } = await ctx.services.db.read.customer.findUniqueOrThrow({ where: { id: wangFang.id } });
  await moveStage(ctx, { customerId: wangFang.id, from: stage as 'opened' | 'vip', to, reason: '' });
  await company.quiet();
}

describe('a customer’s way into the VIP group and out of it', () => {
  it('Peter says what the group is; a channel where Baton cannot be is refused beside its field', async () => {
    const peter = company.as('peter');
    await peter.command('admin', '/vip setup');
    expect(shown(peter.modal())).toContain('微信');
    const missing = await peter.submit({ kind: 'slack', cards: 'C0TECH', keeper: company.as('mia').id });
    expect(shown(missing)).toContain('请选择作为 VIP 群的频道');
    const { outcome } = await peter.submit({ channel: 'C0VIP' });
    expect(outcome).toBe('closed');
    const sam = company.as('sam');
    await sam.command('service', '/vip 设置');
    expect(shown(sam.newest('service'))).toContain('Only the people responsible');
  });

  it('once funded, a card asks for them in the company’s language, and the two who owe it are told', async () => {
    const tony = await company.contextOf('tony');
    const { customerId } = await registerCustomer(tony, {
      name: '王芳',
      phones: [],
      source: 'online',
      stage: 'opened',
    });
    wangFang.id = customerId;
    await move('activated', 'tony');
    const card = shown(company.as('henry').newest('tech'));
    expect(card).toContain('王芳 入 VIP 群');
    expect(card).toContain('若无人处理');
    await company.advanceTo(at('2026-11-25 10:02'));
    expect(shown(company.as('tony').newest('@baton'))).toContain('Tell *王芳* that the account is funded');
    expect(shown(company.as('mia').newest('@baton'))).toContain('Add *王芳* to <#C0VIP>');
  });

  it('Tony invites them and names their account; nothing more is asked of him', async () => {
    const tony = company.as('tony');
    await tony.press('vip.invited', { channel: '@baton' });
    expect(shown(tony.newest('@baton'))).toContain('Noted');
    expect(shown(company.as('henry').newest('tech'))).toContain('已邀请');
    const world = ground().world;
    const like = world.people.get(tony.id) as Person;
    world.people.set(guest, {
      ...like,
      id: guest,
      name: 'wangfang',
      real_name: '王芳',
      display_name: '王芳',
    });
    await tony.press('vip.link', { channel: 'tech' });
    expect(shown(await tony.submit({ person: company.as('sam').id }))).toContain('colleague’s account');
    expect((await tony.submit({ person: null, memberId: 'not an id' })).outcome).toBe('errors');
    expect((await tony.submit({ memberId: guest.toLowerCase() })).outcome).toBe('closed');
  });

  it('the customer joins the channel: ticked off by itself, and the customer moves on', async () => {
    addMember(ground(), group(), guest);
    await company.quiet();
    const card = shown(company.as('henry').newest('tech'));
    expect(card).toContain(':white_check_mark:');
    expect(card).not.toContain('vip.joined');
    const { db } = company.baton.services;
    expect((await db.read.customer.findUniqueOrThrow({ where: { id: wangFang.id } })).stage).toBe('vip');
    expect(await db.read.duty.count({ where: { kind: { startsWith: 'vip.' }, state: 'open' } })).toBe(0);
  });

  it('the register shows who should be in, is in, and should not be; compared on demand', async () => {
    // A guest of whom Slack tells nothing, let in by somebody while nobody looked.
    group().members.add('U0NOBODY');
    const mia = company.as('mia');
    await mia.command('tech', '/vip compare');
    expect(shown(mia.newest('tech'))).toContain('1 should be in, 1 are in, 1 should not be in');
    await mia.command('tech', '/vip');
    expect(shown(mia.modal())).toContain('王芳');
    await mia.press('vip.list-not');
    expect(shown(mia.modal())).toContain('<@U0NOBODY>');
    expect(shown(mia.modal())).toContain('Not a colleague');
    group().members.delete('U0NOBODY');
    await mia.press('vip.compare');
    expect(shown(mia.modal())).toContain('Nobody is in the group who should not be');
    await mia.closeModal();
    const lucy = company.as('lucy');
    await lucy.command('service', '/vip 名册');
    expect(shown(lucy.modal())).toContain('应入群（1）');
    await lucy.closeModal();
  });

  it('the account is closed: the keeper is asked to take them out, and their leaving settles it', async () => {
    await move('closed', 'grace');
    expect(shown(company.as('henry').newest('tech'))).toContain('待移出');
    await company.advanceTo(at('2026-11-25 10:04'));
    expect(shown(company.as('mia').newest('@baton'))).toContain('Take *王芳* out of <#C0VIP>');
    expect(shown(company.as('tony').newest('@baton'))).toContain('closed the account: record why');
    removeMember(ground(), group(), guest);
    await company.quiet();
    expect(shown(company.as('henry').newest('tech'))).toContain('已销户');
    const { db } = company.baton.services;
    expect(await db.read.duty.count({ where: { kind: { startsWith: 'vip.' }, state: 'open' } })).toBe(0);
  });

  it('Tony records why, from the reminder', async () => {
    const tony = company.as('tony');
    await tony.press('life-cycle.reason', { channel: '@baton' });
    await tony.submit({ reason: 'Moved abroad <!channel>' });
    expect(shown(tony.modal())).toContain('Noted');
    await tony.closeModal();
    await tony.command('market', '/customer show 王芳');
    expect(shown(tony.modal())).toContain('Moved abroad &lt;!channel&gt;');
    await tony.closeModal();
  });

  it('the channel is archived: keeper and administrator are told what to do', async () => {
    setArchived(ground(), group(), true, company.as('peter').id);
    await company.quiet();
    expect(shown(company.as('mia').newest('@baton'))).toContain('was archived');
    expect(shown(company.as('peter').newest('@baton'))).toContain('已归档');
    const mia = company.as('mia');
    await mia.command('tech', '/vip compare');
    expect(shown(mia.newest('tech'))).toContain('cannot look into the group');
  });
});

describe('a call', () => {
  it('waits for who was quiet for two months, and the list says who', async () => {
    const { db } = company.baton.services;
    const ctx = await company.contextOf('sam');
    const name = '陈<!here>静';
    const { customerId } = await registerCustomer(ctx, {
      name,
      phones: [],
      source: 'online',
      stage: 'activated',
    });
    const sam = company.as('sam');
    await sam.command('service', '/customer dormant');
    expect(shown(sam.newest('service'))).toContain('No customer is dormant');
    await db.transaction((tx) =>
      tx.customer.update({ where: { id: customerId }, data: { tradedAt: at('2026-09-01 10:00') } }),
    );
    await company.advanceTo(at('2026-11-26 09:02'));
    const lucy = company.as('lucy');
    await lucy.command('service', '/customer 沉睡');
    expect(shown(lucy.newest('service'))).toContain('1 位客户可能流失');
    expect(shown(lucy.newest('service'))).toContain('陈&lt;!here&gt;静');
  });

  it('is recorded from the record; who is not satisfied may have a complaint', async () => {
    const sam = company.as('sam');
    const ctx = await company.contextOf('sam');
    await registerCustomer(ctx, { name: 'Ann Lee', phones: [], source: 'walk-in', stage: 'activated' });
    await sam.command('service', '/customer show Ann Lee');
    await sam.press('callback.record-for-customer');
    expect(shown(sam.modal())).toContain('regular call');
    const unsaid = await sam.submit({ outcome: 'reached' });
    expect(shown(unsaid)).toContain('how satisfied they are');
    expect(sam.modal().blocks.some(({ block_id }) => block_id === 'improve')).toBe(false);
    await sam.fill({ satisfaction: '3' });
    expect(await sam.submit({ note: 'Spoke for long' })).toMatchObject({
      errors: { withWhat: expect.any(String), improve: expect.any(String) },
    });
    await sam.submit({
      withWhat: 'The software is slow',
      improve: 'A faster one',
      traded: 'yes',
      lastTrade: '2026-11-24',
    });
    expect(shown(sam.modal())).toContain('Next call');
    const told = shown(company.as('anna').newest('@baton'));
    expect(told).toMatch(/Ann Lee.*(?:3 · so-so|3 分 · 一般)/);
    expect(told).not.toContain('slow');
    await sam.press('complaint.register-for-customer');
    expect(shown(sam.modal())).toContain('Ann Lee');
  });
});
