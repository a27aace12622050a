import { expect, it } from 'vitest';
import { moveStage } from '../../src/customers/move-stage.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { at } from '../life-cycle/company.js';
import { startTestBaton } from '../support/baton.js';

const shown = (what: unknown) => JSON.stringify(what);

it('tells of a funding without a group, lets only the keeper confirm, and takes a mistake back', async () => {
  const company = await startTestBaton();
  try {
    const [tony, henry, mia] = ['tony', 'henry', 'mia'].map((handle) => company.as(handle));
    if (!tony || !henry || !mia) throw new Error('somebody is missing');
    const ctx = await company.contextOf('tony');
    const { customerId } = await registerCustomer(ctx, {
      name: '王芳',
      phones: [],
      source: 'online',
      stage: 'opened',
    });
    await moveStage(ctx, { customerId, from: 'opened', to: 'activated', reason: '' });
    await company.advanceTo(at('2026-11-25 10:02'));
    const told = shown(tony.newest('@baton'));
    expect(told).toContain('Tell *王芳* that the account is funded. No VIP group is set up yet');
    expect(told).toContain('Ask *王芳* when and how they trade');
    expect(shown(henry.messages('@baton'))).toContain('尚未设置 VIP 群');

    await henry.press('vip.open-setup', { channel: '@baton' });
    const setUp = { kind: 'outside', name: '微信VIP群', cards: 'C0TECH', keeper: mia.id };
    expect((await henry.submit(setUp)).outcome).toBe('closed');
    const { db } = company.baton.services;
    const open = async () =>
      (await db.read.duty.findMany({ where: { customerId, state: 'open' } })).map(({ kind }) => kind).sort();
    expect(await open()).toEqual(expect.arrayContaining(['vip.add', 'vip.invite']));
    expect(await open()).not.toContain('vip.tell');
    expect(await db.read.duty.count({ where: { kind: 'vip.set-up', state: 'open' } })).toBe(0);
    await company.advanceTo(at('2026-11-25 10:04'));

    await company.as('peter').press('vip.joined', { channel: 'tech' });
    expect(shown(company.as('peter').newest('tech'))).toContain('只有群管理员');
    await tony.command('market', '/vip');
    expect(shown(tony.modal())).not.toContain('vip.joined');
    await tony.closeModal();
    await mia.press('vip.joined', { channel: 'tech' });
    const stageOf = async () =>
      (await db.read.customer.findUniqueOrThrow({ where: { id: customerId } })).stage;
    expect(await stageOf()).toBe('vip');

    for (const words of ['张伟', 'compare 张伟']) {
      await mia.command('tech', `/vip ${words}`);
      expect(shown(mia.newest('tech'))).toContain(`doesn’t know “${words}”`);
      expect(mia.modals()).toEqual([]);
    }

    await mia.press('vip.take-back', { channel: 'tech' });
    expect(shown(mia.modal())).toContain('王芳');
    await mia.submit({ reason: 'Another 王芳' });
    expect(await stageOf()).toBe('activated');
    expect(shown(henry.messages('tech'))).toContain('vip.joined');
  } finally {
    await company.stop();
  }
});
