import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { recordAbsence } from '../../src/people/record-absence.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const blocksOf = (message: { blocks: readonly unknown[] } | undefined) =>
  JSON.stringify(message?.blocks ?? []);

describe('a risk alert', () => {
  let world: TestBaton;
  let customerId: string;
  beforeAll(async () => {
    // Wednesday, 21:00 in Shanghai: long after closing time.
    world = await startTestBaton({ start: new Date('2026-11-25T13:00:00Z') });
    const registered = await registerCustomer(await world.contextOf('liwei'), {
      name: '王芳',
      phones: ['13800001234'],
      source: 'online',
    });
    customerId = registered.customerId;
    await world.quiet();
  });
  afterAll(() => world.stop());

  async function raise() {
    const henry = world.as('henry');
    await henry.command('tech', '/risk 王芳');
    await henry.submit({ situation: '**保证金比例** <60%', advice: '平仓一手 & 追加资金' });
    return henry;
  }

  it('is raised by Tech and the owner, not by others', async () => {
    const sam = world.as('sam');
    await sam.command('service', '/risk 王芳');
    await sam.submit({ situation: 'x', advice: 'y' });
    expect(blocksOf(sam.modal())).toContain('Only the people responsible');
    while (sam.modals().length > 0) await sam.closeModal();
    expect(await world.baton.services.db.read.riskAlert.count()).toBe(0);
  });

  it('tells the owner at once; recorded as reached, it is over and Tech hears of it', async () => {
    const henry = await raise();
    expect(blocksOf(henry.modal())).toContain('U0LIWEI');
    await henry.closeModal();
    const liwei = world.as('liwei');
    expect(blocksOf(liwei.newest('@baton'))).toContain('*保证金比例* &lt;60%');
    expect(blocksOf(liwei.newest('@baton'))).toContain('平仓一手 &amp; 追加资金');

    await liwei.press('risk.record', { channel: '@baton' });
    await liwei.submit({ reached: 'no' });
    await liwei.press('risk.record', { channel: '@baton' });
    expect(await liwei.submit({ outcome: '' })).toMatchObject({ outcome: 'errors' });
    await liwei.submit({ outcome: '今晚追加资金' });
    expect(blocksOf(henry.newest('@baton'))).toContain('今晚追加资金');
    const told = liwei.messages('@baton').length;
    await world.advanceTo('2026-11-25T14:30:00Z');
    expect(liwei.messages('@baton')).toHaveLength(told);
    // The texts are the customer's, sealed like their contacts.
    const stored = await world.baton.services.db.read.riskAlert.findFirstOrThrow({ where: { customerId } });
    expect(JSON.stringify(stored)).not.toMatch(/保证金|追加资金/);
    expect(stored).toMatchObject({ state: 'reached', attempts: 1 });
  });

  it('goes to whoever stands in for the owner, and after the hour to the lead, at night too', async () => {
    const { liwei, tony } = world.people;
    await recordAbsence(await world.contextOf('liwei'), {
      staffId: liwei?.id ?? '',
      from: world.baton.services.clock.now(),
      until: new Date('2026-11-30T00:00:00Z'),
      substituteId: tony?.id ?? '',
    });
    const henry = await raise();
    expect(blocksOf(henry.modal())).toContain('U0TONY');
    expect(blocksOf(world.as('tony').newest('@baton'))).toContain('保证金比例');
    const grace = world.as('grace');
    const before = grace.messages('@baton').length;
    await world.advanceTo('2026-11-25T15:29:00Z');
    expect(grace.messages('@baton')).toHaveLength(before);
    await world.advanceTo('2026-11-25T15:30:00Z');
    expect(blocksOf(grace.newest('@baton'))).toContain('王芳');
    expect(blocksOf(world.as('tony').newest('@baton'))).toContain('Reach');
  });
});
