import { expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { startTestBaton } from '../support/baton.js';

const shown = (what: unknown) => JSON.stringify(what);

it('an account manager passes a customer to a colleague, who returns or accepts; their lead assigns at once', async () => {
  const company = await startTestBaton();
  try {
    const { db } = company.baton.services;
    const liwei = company.as('liwei');
    const tony = company.as('tony');
    const market = company.people.liwei?.departmentId ?? '';
    const ctx = await company.contextOf('liwei');
    const { customerId } = await registerCustomer(ctx, { name: '王芳', phones: [], source: 'online' });
    const ownerOf = async () =>
      (await db.read.customer.findUniqueOrThrow({ where: { id: customerId } })).accountManagerId;

    const offer = async (by: typeof liwei, to: string, more: object = {}) => {
      await by.command('market', '/handoff 王芳');
      return by.submit({
        role: 'account-manager',
        department: market,
        colleague: to,
        purpose: 'Moves to another area',
        ...more,
      });
    };
    await liwei.command('market', '/handoff 王芳');
    expect(shown(liwei.modal())).not.toContain('atOnce');
    const entries = { role: 'account-manager', department: market, purpose: 'Moves' };
    expect((await liwei.submit(entries)).outcome).toBe('errors');
    expect((await liwei.submit({ colleague: company.as('sam').id })).outcome).toBe('errors');
    expect((await liwei.submit({ colleague: liwei.id })).outcome).toBe('errors');
    await liwei.submit({ colleague: tony.id });
    expect(shown(liwei.modal())).toContain(`*<@${tony.id}>*`);
    await liwei.closeModal();
    expect(await ownerOf()).toBe(company.people.liwei?.id);

    // The sender does not answer for the colleague, whoever of the department presses.
    await liwei.press('handoff.accept', { channel: 'market' });
    expect(liwei.modals()).toEqual([]);
    expect(shown(liwei.newest('market'))).toContain('或其主管可以答复');
    await liwei.command('market', '/handoff list 王芳');
    expect(shown(liwei.newest('market'))).toContain('没有“list 王芳”这个用法');

    await company.advanceTo('2026-11-25T02:02:00Z');
    await tony.press('handoff.return', { channel: '@baton' });
    await tony.submit({ reason: 'Too many already' });
    expect(shown(liwei.newest('@baton'))).toContain('Too many already');
    await offer(liwei, tony.id, { checklist: '- Papers filed\n- Phone confirmed' });
    await liwei.closeModal();
    await company.advanceTo('2026-11-25T02:04:00Z');
    await tony.press('handoff.accept', { channel: '@baton' });
    expect((await tony.submit()).outcome).not.toBe('errors');
    expect(await ownerOf()).toBe(company.people.tony?.id);
    const card = shown(tony.newest('market'));
    expect(card).toContain(`<@${tony.id}> 已接手`);

    // Ticked after it was taken over; what is not ticked stays to be seen, and who ticked what stays with it.
    const list = { channel: 'market', ts: tony.newest('market').ts };
    const cardText = () => shown(tony.messages('market').find(({ ts }) => ts === list.ts)?.blocks);
    await tony.press('handoff.checklist', list);
    await tony.submit({ items0: ['1'] });
    expect(cardText()).toContain('☐ Papers filed');
    expect(cardText()).toContain(`☑ Phone confirmed (<@${tony.id}>`);
    await liwei.press('handoff.checklist', list);
    expect((await liwei.submit({ items0: ['0', '1'] })).outcome).toBe('closed');
    expect(cardText()).toContain(`☑ Papers filed (<@${liwei.id}>`);
    expect(cardText()).toContain(`☑ Phone confirmed (<@${tony.id}>`);
    await tony.press('handoff.checklist', list);
    await tony.submit({ items0: ['1'] });
    expect(cardText()).toContain('☐ Papers filed');
    const said = await db.read.history.findMany({
      where: { event: 'handoff.checked' },
      orderBy: { id: 'asc' },
    });
    expect(said.map(({ after }) => JSON.parse(after ?? ''))).toEqual([
      { ticked: [1], unticked: [] },
      { ticked: [0], unticked: [] },
      { ticked: [], unticked: [0] },
    ]);

    const grace = company.as('grace');
    await offer(grace, liwei.id, { atOnce: ['yes'] });
    expect(await ownerOf()).toBe(company.people.liwei?.id);
    expect(shown(liwei.newest('@baton'))).toContain('现由您负责');
    expect(shown(tony.newest('@baton'))).toContain('takes over');
    expect(await db.read.duty.count({ where: { kind: 'handoff.accept', state: 'open' } })).toBe(0);
  } finally {
    await company.stop();
  }
});
