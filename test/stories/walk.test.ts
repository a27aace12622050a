import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { demoPeople } from '../../src/demo/company.js';
import { type Locale, messages } from '../../src/messages/index.js';
import type { Seen } from '../../src/playground/client-find.js';
import type { Form } from '../../src/playground/client-form.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { speakInChannels, story } from './company.js';

/** What people read themselves, and what their company's channels speak: one language each, never mixed up. */
const tongues: { people: Locale; channels: Locale }[] = [
  { people: 'en', channels: 'zh-CN' },
  { people: 'zh-CN', channels: 'en' },
];

describe.each(tongues)('people read $people, channels speak $channels', ({ people, channels }) => {
  const { step, run } = story();
  const t = messages(people);
  const c = messages(channels);
  const accountManager = t.customers.ownerRoles['account-manager'];
  const parties = { from: t.people.departments.service ?? '', to: t.people.departments.market ?? '' };
  let company: TestBaton;
  /** Of the complaint about Mia, and of another about nobody. */
  let number: string;
  let openly: string;

  beforeAll(async () => {
    const locale = people === 'en' ? 'en-US' : 'zh-CN';
    company = await startTestBaton({ users: demoPeople.map((one) => ({ ...one, locale })) });
    await speakInChannels(company, channels);
    // Li Wei and Grace have somebody already, so that Tony has most room.
    const owners = { 王芳: 'grace', 李娜: 'liwei', 陈刚: 'liwei', 赵敏: 'grace' };
    for (const [name, handle] of Object.entries(owners)) {
      await registerCustomer(await company.contextOf('sam'), {
        name,
        phones: [],
        source: 'online',
        stage: 'opened',
        accountManagerId: company.people[handle]?.id ?? '',
      });
    }
  });
  afterAll(() => company?.stop());

  const as = (handle: string) => company.client.as(company.as(handle).id);
  const done = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work;
    await company.quiet();
    return answer;
  };
  /** The one card about this in a channel; posted once, edited ever after. */
  const card = (channel: string, text: string): Seen => {
    const found = as('peter')
      .messages(channel)
      .filter((one) => one.bot && !one.ephemeral && one.text.includes(text));
    expect(found).toHaveLength(1);
    return found[0] as Seen;
  };
  const accountManagerOf = async (name: string) => {
    const { db } = company.baton.services;
    const customer = await db.read.customer.findFirstOrThrow({ where: { name } });
    return demoPeople.find(({ handle }) => company.people[handle]?.id === customer.accountManagerId)?.handle;
  };
  async function handOver(name: string): Promise<void> {
    const sam = as('sam');
    await done(sam.command('#service', `/handoff ${name}`));
    const form = await sam.modal({ title: t.handoffs.offer.title });
    await form.fill({
      [t.handoffs.offer.role]: accountManager,
      [t.handoffs.offer.department]: parties.to,
      [t.handoffs.offer.purpose]: `入金在即 ${name}`,
      [t.handoffs.offer.checklist]: 'Papers filed\n电话已确认',
      [t.handoffs.offer.promises]: 'A call on Friday',
    });
    expect(await done(form.submit())).toMatchObject({ outcome: 'updated' });
    expect(form.shown).toContain(t.handoffs.offered.done({ name, to: parties.to }));
    await form.closeAll();
  }

  /** Sam registers a complaint of 王芳. Returns its number. */
  async function complain(content: string, entries: Parameters<Form['fill']>[0] = {}): Promise<string> {
    const sam = as('sam');
    await done(sam.command('#service', `/complaint ${content}`));
    const form = await sam.modal({ title: t.complaints.register.title });
    const texts = t.complaints.register;
    await done(form.fill({ [texts.customer]: '王芳' }));
    await form.fill({
      [texts.category]: t.complaints.categories.fees,
      [texts.demand]: '退还差价',
      ...entries,
    });
    expect(await done(form.submit())).toMatchObject({ outcome: 'updated' });
    const registered = /C-2026-\d{4}/.exec(form.shown)?.[0] ?? '';
    expect(form.shown).toContain(t.complaints.registered.done(registered));
    await form.closeAll();
    return registered;
  }

  step('Sam registers a complaint; its card appears in #service', async () => {
    number = await complain('平仓价格与报价不符', { [t.complaints.register.accused]: 'mia' });
    expect(number).toBe('C-2026-0001');
    const posted = card('#service', number);
    expect(posted.shown).toContain(c.complaints.states.registered);
    // It is about a colleague, who may read the channel: whoever handles it reads the rest behind Open.
    expect(posted.shown).toContain(c.complaints.card.confidential);
    const content = ['王芳', '平仓价格与报价不符', '退还差价', '<@U0MIA>'];
    for (const told of [...content, 'Mia']) expect(posted.shown).not.toContain(told);
    const anna = as('anna');
    await done(anna.press(c.complaints.card.buttons.open, { in: posted }));
    const record = await anna.modal();
    for (const told of content) expect(record.shown).toContain(told);
    await record.closeAll();
    expect(posted.buttons).toContain(c.complaints.card.buttons.judge);
    expect(posted.shown).toContain(c.complaints.card.nobodyActs('').trim());
  });

  step('one about nobody is told in #service in words', async () => {
    openly = await complain('出入金到账太慢');
    const posted = card('#service', openly);
    expect(posted.shown).toContain(c.complaints.states.registered);
    expect(posted.shown).toContain('王芳');
    expect(posted.shown).not.toContain(c.complaints.card.confidential);
    expect(posted.buttons).toContain(c.complaints.card.buttons.judge);
  });

  step('Anna, who leads service, judges it valid', async () => {
    const anna = as('anna');
    await done(anna.press(c.complaints.card.buttons.judge, { in: card('#service', number) }));
    const form = await anna.modal({ title: t.complaints.judge.title });
    await form.fill({
      [t.complaints.judge.grounds]: '核对了报价记录',
      [t.complaints.judge.promisedAt]: new Date('2026-11-27T08:00:00Z'),
    });
    expect(await done(form.submit())).toMatchObject({ outcome: 'cleared' });
    expect(card('#service', number).shown).toContain(c.complaints.states.judged);
  });

  step(
    'assigning it to the person complained about is refused at the field; another investigates',
    async () => {
      const anna = as('anna');
      await done(anna.press(c.complaints.card.buttons.assign, { in: card('#service', number) }));
      const form = await anna.modal({ title: t.complaints.assign.title });
      await form.fill({
        [t.complaints.assign.department]: t.people.departments.tech ?? '',
        [t.complaints.assign.investigator]: 'mia',
      });
      expect(await done(form.submit())).toMatchObject({ outcome: 'errors' });
      expect(form.errors).toEqual({
        [t.complaints.assign.investigator]: t.errors.complaintInvestigatorAccused,
      });
      expect(card('#service', number).shown).toContain(c.complaints.states.judged);

      await form.fill({ [t.complaints.assign.investigator]: 'tony' });
      expect(await done(form.submit())).toMatchObject({ outcome: 'cleared' });
      const posted = card('#service', number);
      expect(posted.edited).toBe(true);
      expect(posted.shown).toContain(c.complaints.states.investigating);
      expect(posted.buttons).toContain(c.complaints.card.buttons.reassign);
      const what = `*${number}*`;
      expect(as('henry').dms().at(-1)?.shown).toContain(t.complaints.told.central(what).split(what)[0]);
      expect(as('tony').dms().at(-1)?.shown).toContain(t.complaints.told.investigator(what).split(what)[0]);
      expect(as('mia').dms()).toEqual([]);
    },
  );

  step('Sam hands the customer to market; Grace accepts and names Li Wei; both sides are told', async () => {
    await handOver('王芳');
    const offered = card('#market', '王芳');
    expect(offered.buttons).toEqual([
      c.handoffs.card.accept,
      c.handoffs.card.return,
      c.handoffs.card.withdraw,
      c.handoffs.checklist.open,
    ]);
    // The channel is not told that they have complained about a colleague; Li Wei is, below.
    expect(offered.shown).toContain(c.handoffs.packet.complaints({ numbers: openly, more: 0 }));
    expect(offered.shown).not.toContain(number);
    expect(offered.shown).toContain('☐ Papers filed\n☐ 电话已确认');
    expect(await accountManagerOf('王芳')).toBe('grace');

    const grace = as('grace');
    await done(grace.press(c.handoffs.card.accept, { in: offered }));
    const form = await grace.modal({ title: t.handoffs.accept.title });
    await form.fill({ [t.handoffs.accept.owner({ role: accountManager })]: 'Li Wei 李伟' });
    expect(await done(form.submit())).toMatchObject({ outcome: 'cleared' });

    expect(await accountManagerOf('王芳')).toBe('liwei');
    const accepted = card('#market', '王芳');
    expect(accepted.text).toContain(c.handoffs.states.accepted);
    expect(accepted.buttons).toEqual([c.handoffs.checklist.open]);
    const told = as('sam').dms().at(-1)?.shown;
    expect(told).toContain(t.handoffs.card.title({ name: '王芳', ...parties }));
    expect(told).toContain('<@U0LIWEI>');
    expect(told).toContain('<@U0GRACE>');
    const mine = as('liwei').dms().at(-1)?.shown;
    expect(mine).toContain(t.handoffs.nowYours({ name: '王芳', role: accountManager }));
    expect(mine).toContain(
      t.handoffs.packet.complaints({ numbers: [number, openly].join(t.common.listSeparator), more: 0 }),
    );
  });

  step('another lies: the lead is told after four working hours, it is assigned after eight', async () => {
    await handOver('李娜');
    const line = t.handoffs.duties.accept({ name: '李娜', ...parties });
    const leadTold = () =>
      as('grace')
        .dms()
        .filter((one) => one.shown.includes(line)).length;
    // From 10:00: two hours to noon, two from 13:30.
    await company.advanceTo('2026-11-25T15:29:00+08:00');
    expect(leadTold()).toBe(0);
    await company.advanceTo('2026-11-25T15:30:00+08:00');
    expect(leadTold()).toBe(1);
    // One and a half more to 17:00, the rest from 09:00 the next morning.
    await company.advanceTo('2026-11-26T11:29:00+08:00');
    expect(card('#market', '李娜').text).toContain(c.handoffs.states.offered);
    expect(await accountManagerOf('李娜')).toBe('liwei');
    await company.advanceTo('2026-11-26T11:30:00+08:00');
    expect(leadTold()).toBe(1);
    const assigned = card('#market', '李娜');
    expect(assigned.text).toContain(c.handoffs.states.assigned);
    expect(assigned.buttons).toEqual([c.handoffs.checklist.open]);
    expect(assigned.shown).toContain('<@U0TONY>');
    expect(await accountManagerOf('李娜')).toBe('tony');
    const nowYours = t.handoffs.nowYours({ name: '李娜', role: accountManager });
    expect(as('tony').dms().at(-1)?.shown).toContain(nowYours);
    expect(as('sam').dms().at(-1)?.shown).toContain('<@U0TONY>');
  });

  step('Li Wei returns one with a reason; Sam keeps the customer and may offer them anew', async () => {
    await handOver('陈刚');
    const liwei = as('liwei');
    await done(liwei.press(c.handoffs.card.return, { in: card('#market', '陈刚') }));
    const form = await liwei.modal({ title: t.handoffs.return.title });
    await form.fill({ [t.handoffs.return.reason]: '资料不全 papers missing' });
    expect(await done(form.submit())).toMatchObject({ outcome: 'cleared' });
    const returned = card('#market', '陈刚');
    expect(returned.text).toContain(c.handoffs.states.returned);
    expect(returned.shown).toContain('资料不全 papers missing');

    const sam = as('sam');
    const told = sam.dms().at(-1) as Seen;
    expect(told.shown).toContain('资料不全 papers missing');
    expect(told.buttons).toEqual([t.handoffs.offerAnew, t.handoffs.keep]);
    await done(sam.press(t.handoffs.offerAnew, { in: told }));
    const anew = await sam.modal({ title: t.handoffs.offer.title });
    expect(JSON.stringify(anew.value(t.handoffs.offer.customer))).toContain('陈刚');
    await anew.closeAll();
    await done(sam.press(t.handoffs.keep, { in: told }));
    expect(sam.ephemerals().at(-1)?.shown).toBe(t.handoffs.kept);
    expect(await accountManagerOf('陈刚')).toBe('liwei');
  });

  step('nothing was left unsaid, and nothing went wrong on the way', async () => {
    const { db } = company.baton.services;
    expect(await db.read.outboxOperation.count({ where: { state: { not: 'sent' } } })).toBe(0);
    const failed = t.errors.unexpected({ reference: '' }).slice(0, 12);
    for (const { handle } of demoPeople) {
      expect(as(handle).notices()).toEqual([]);
      expect(as(handle).describe()).not.toContain(failed);
    }
  });

  it('from the first step to the last', { timeout: 120_000 }, run);
});
