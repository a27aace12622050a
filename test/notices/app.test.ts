import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffLeft } from '../../src/people/staff-left.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const blocksOf = (message: { blocks: readonly unknown[] } | undefined) =>
  JSON.stringify(message?.blocks ?? []);

describe('a notice of the exchange', () => {
  let world: TestBaton;
  beforeAll(async () => {
    // Wednesday, 10:00 in Shanghai.
    world = await startTestBaton();
  });
  afterAll(() => world.stop());
  const owing = () =>
    world.baton.services.db.read.duty.count({ where: { kind: 'notice.acknowledge', state: 'open' } });
  const cardIn = (handle: string, channel: string) =>
    world
      .as(handle)
      .messages(channel)
      .filter(({ ephemeral, text }) => !ephemeral && text.includes('保证金'))
      .at(-1);

  it('is refused to people who may not send one, and to no channel at all', async () => {
    await world.as('liwei').command('market', '/notice');
    expect(world.as('liwei').newest('market').text).toContain('没有此项权限');
    const ivy = world.as('ivy');
    await ivy.command('admin', '/notice 调整保证金比例');
    expect(await ivy.submit({ body: '自周四起', channel: [] })).toMatchObject({ outcome: 'errors' });
    await ivy.closeModal();
  });

  it('reaches the chosen channels; who has not acknowledged is reminded once', async () => {
    const ivy = world.as('ivy');
    await ivy.command('admin', '/notice 调整保证金比例 <!channel>');
    expect(
      await ivy.submit({ body: '# 自周四起\n- 白银 & **12%**', channel: ['C0MARKET', 'C0SERVICE'] }),
    ).toMatchObject({
      outcome: 'cleared',
    });
    const card = cardIn('grace', 'market');
    expect(blocksOf(card)).toContain('*自周四起*\\n• 白银 &amp; *12%*');
    expect(blocksOf(card)).toContain('&lt;!channel&gt;');
    // Three of Market, three of Service; nobody else.
    expect(await owing()).toBe(6);

    const grace = world.as('grace');
    await grace.press('notice.acknowledge', { channel: 'market' });
    expect(blocksOf(cardIn('grace', 'market'))).toContain('1 人已确认');
    expect(await owing()).toBe(5);
    await ivy.command('admin', '/notice list');
    expect(blocksOf(ivy.newest('admin'))).toContain('1 人已确认');
    await grace.press('notice.who-not', { channel: 'market' });
    expect(grace.newest('market').text).toContain('没有此项权限');

    // Four working hours: 10:00–12:00 and 13:30–15:30.
    const before = world.as('liwei').messages('@baton').length;
    await world.advanceTo('2026-11-25T07:29:00Z');
    expect(world.as('liwei').messages('@baton')).toHaveLength(before);
    await world.advanceTo('2026-11-25T07:30:00Z');
    expect(blocksOf(world.as('liwei').newest('@baton'))).toContain('确认知悉通知');
    expect(blocksOf(grace.messages('@baton').at(-1))).not.toContain('确认知悉通知');
    await world.as('liwei').press('notice.open', { channel: '@baton' });
    await world.as('liwei').press('notice.acknowledge');
    expect(blocksOf(world.as('liwei').modal())).toContain('您已确认知悉');
    expect(await owing()).toBe(4);
  });

  it('is not owed by somebody else when one leaves, and no longer waited for after a week', async () => {
    const { db } = world.baton.services;
    const tony = world.people.tony;
    await staffLeft(await world.contextOf('peter'), { staffId: tony?.id ?? '', deactivated: true });
    const owners = await db.read.duty.findMany({ where: { kind: 'notice.acknowledge', state: 'open' } });
    expect(owners.map(({ ownerId }) => ownerId).sort()).toEqual(
      [world.people.anna?.id, world.people.sam?.id, world.people.lucy?.id].sort(),
    );
    await world.advanceTo('2026-12-03T07:30:00Z');
    expect(await owing()).toBe(0);
  });
});
