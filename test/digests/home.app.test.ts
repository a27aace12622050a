import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const en = messages('en');
const zh = messages('zh-CN');
const shown = (view: { blocks: unknown } | null | undefined) => JSON.stringify(view?.blocks ?? []);

let test: TestBaton;
beforeAll(async () => {
  test = await startTestBaton();
});
afterAll(() => test.stop());

const home = (handle: string) => shown(test.as(handle).client().home);
/** The first lines of what they owe. */
const lines = (handle: string) =>
  (test.as(handle).client().home?.blocks ?? []).flatMap((block) => {
    const text = (block as { text?: { text?: unknown } }).text?.text;
    const [first = ''] = typeof text === 'string' ? text.split('\n') : [];
    return /\*C-2026-/.test(first) ? [first] : [];
  });
const assigning = '为投诉 *C-2026-0001* （Mr Fang，服务）指定责任部门';
const judging = '判断投诉 *C-2026-0002* （Ms Bai，员工行为）';
const promised = '按承诺告知客户投诉 *C-2026-0001* （Mr Fang，服务）的处理结果';
const publications = () => test.slack.ground.wire.calls('views.publish').length;

describe('My day', () => {
  it('is empty and friendly at first, in the language of each person', async () => {
    for (const handle of ['sam', 'anna', 'liwei', 'grace', 'peter']) await test.as(handle).openHome();
    expect(home('sam')).toContain(en.digests.home.nothingOwed);
    expect(home('anna')).toContain(zh.digests.home.nothingOwed);
    expect(home('sam')).toContain('On today');
    expect(home('sam')).toContain('<@U0LUCY>');
  });

  it('offers what may be done, and a complaint registered there appears by itself where it belongs', async () => {
    const tony = test.as('tony');
    await tony.openHome();
    await tony.press('complaint.register-from-home');
    await tony.submit({
      complainant: 'Mr Fang',
      content: 'Nobody called back',
      receivedBy: 'phone',
      category: 'service',
      severity: 'normal',
      relation: 'self',
    });
    await tony.closeModal();
    expect(home('tony')).toContain(en.digests.home.complaints(1));
    expect(home('tony')).toContain('C-2026-0001');
    // Nobody owns the judging yet: the lead does, her people see it lying.
    expect(home('anna')).toContain(zh.digests.home.owed({ count: 1, overdue: 0 }));
    expect(home('sam')).toContain(en.digests.home.open(1));
    expect(home('sam')).toContain('C-2026-0001');
    expect(home('liwei')).not.toContain('C-2026-0001');
  });

  it('is published for those whom a change concerns, and for nobody else', async () => {
    const before = publications();
    const anna = test.as('anna');
    await anna.press('complaint.judge', { channel: 'service' });
    await anna.fill({ verdict: 'valid' });
    await anna.submit({
      grounds: '已核对',
      promisedAt: Math.floor(Date.parse('2026-11-27T08:00:00Z') / 1000),
    });
    const names = test.slack.ground.wire
      .calls('views.publish')
      .slice(before)
      .map(({ request }) => (request as { user_id: string }).user_id);
    expect(new Set(names)).toEqual(new Set(['U0ANNA', 'U0SAM', 'U0TONY']));
    expect(home('tony')).toContain(en.complaints.states.judged);
    // To name a department, and to tell the customer by the promised time.
    expect(home('anna')).toContain(zh.digests.home.owed({ count: 2, overdue: 0 }));
    expect(lines('anna')).toEqual([assigning, promised]);
  });

  it('never tells somebody of a complaint about themselves', async () => {
    const tony = test.as('tony');
    await tony.press('complaint.register-from-home');
    await tony.submit({
      complainant: 'Ms Bai',
      content: 'Rude on the phone',
      receivedBy: 'phone',
      category: 'conduct',
      severity: 'normal',
      relation: 'self',
      accused: 'U0SAM',
    });
    await tony.closeModal();
    expect(home('tony')).toContain('C-2026-0002');
    expect(home('anna')).toContain('C-2026-0002');
    expect(home('sam')).not.toContain('C-2026-0002');
    await test.as('lucy').openHome();
    expect(home('lucy')).toContain('C-2026-0002');
  });

  it('shows a stand-in what falls to them, and takes it back', async () => {
    const anna = test.as('anna');
    await anna.command('general', '/baton away');
    await anna.submit({ from: '2026-11-25', until: '2026-11-27', substitute: 'U0LUCY' });
    await anna.closeModal();
    expect(home('lucy')).toContain('C-2026-0002');
    expect(home('lucy')).toContain(zh.digests.home.owed({ count: 3, overdue: 0 }));
    expect(lines('lucy')).toEqual([assigning, judging, promised]);
    expect(home('lucy')).toContain('您代 <@U0ANNA> 处理');
    expect(home('sam')).toContain('<@U0ANNA> is away');
    await anna.command('general', '/baton away');
    await anna.press('people.back');
    await anna.closeModal();
    expect(home('lucy')).toContain(zh.digests.home.nothingOwed);
    expect(home('anna')).toContain(zh.digests.home.owed({ count: 3, overdue: 0 }));
    expect(lines('anna')).toEqual([assigning, judging, promised]);
  });

  it('hands a duty to a colleague from there, who sees it at once; the giver waits for it', async () => {
    const anna = test.as('anna');
    const duty = await test.baton.services.db.read.duty.findFirstOrThrow({
      where: { kind: 'complaint.judge', state: 'open' },
    });
    await anna.press('duty.hand-over', { value: duty.id });
    await anna.submit({ to: 'U0LUCY', word: '请今天处理' });
    expect(home('lucy')).toContain(zh.digests.home.owed({ count: 1, overdue: 0 }));
    expect(home('anna')).toContain(zh.digests.home.handedOver(1));
  });

  it('turns overdue by itself, and is not published when nothing of it changed', async () => {
    await test.advanceTo('2026-11-26T10:00:00+08:00');
    expect(home('lucy')).toContain(zh.digests.home.owed({ count: 1, overdue: 1 }));
    const before = publications();
    await test.baton.services.db.transaction((tx) =>
      tx.homeView.updateMany({ data: { wantedVersion: { increment: 1 }, pending: true } }),
    );
    await test.quiet();
    expect(publications()).toBe(before);
  });
});
