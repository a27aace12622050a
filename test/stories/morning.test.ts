import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveStage } from '../../src/customers/move-stage.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { demoPeople } from '../../src/demo/company.js';
import { type Locale, messages } from '../../src/messages/index.js';
import type { MessageInfo } from '../../src/playground/protocol.js';
import { addMember, setArchived } from '../../src/playground/server/conversations.js';
import type { Channel } from '../../src/playground/server/world.js';
import { at } from '../life-cycle/company.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown, speakInChannels, story } from './company.js';

const tongues: { people: Locale; channels: Locale }[] = [
  { people: 'en', channels: 'zh-CN' },
  { people: 'zh-CN', channels: 'en' },
];

const briefing = {
  name: '早评',
  publishAt: '08:50',
  days: ['working'],
  authors: ['U0HENRY', 'U0MIA'],
  backup: 'U0LIWEI',
  channel: ['C0TECH', 'C0MARKET'],
  fields: 'One\nTwo\nThree\nFour',
};

/** The whole morning, and what may go wrong with it, as people see it. */
describe.each(tongues)('the mornings of people who read $people, channels speak $channels', (tongue) => {
  const { step, run } = story();
  const t = messages(tongue.people);
  const c = messages(tongue.channels);
  let company: TestBaton;
  beforeAll(async () => {
    const locale = tongue.people === 'en' ? 'en-US' : 'zh-CN';
    company = await startTestBaton({
      users: demoPeople.map((one) => ({ ...one, locale })),
      start: at('2026-11-24 18:00'),
    });
    await speakInChannels(company, tongue.channels);
    const peter = company.as('peter');
    await peter.command('admin', '/vip setup');
    await peter.submit({ kind: 'slack', channel: 'C0VIP', cards: 'C0TECH', keeper: 'U0MIA' });
  });
  afterAll(() => company?.stop());

  const channel = (name: string) =>
    company.slack.ground.world.channels.get(`C0${name.toUpperCase()}`) as Channel;
  const posts = (name: string): MessageInfo[] =>
    company
      .as('peter')
      .messages(name)
      .filter(({ ephemeral }) => !ephemeral);
  const published = (name: string, of = briefing.name) =>
    posts(name).filter(({ text }) => text.startsWith(`${of} ·`));
  const told = (handle: string) => company.as(handle).messages('@baton');
  const lastTold = (handle: string) => shown(told(handle).at(-1)?.blocks ?? []);
  const until = (local: string) => company.advanceTo(at(local));

  async function customer(name: string): Promise<string> {
    const ctx = await company.contextOf('tony');
    const accountManagerId = company.people.tony?.id ?? '';
    return (
      await registerCustomer(ctx, { name, phones: [], source: 'online', stage: 'opened', accountManagerId })
    ).customerId;
  }
  async function move(customerId: string, from: 'opened' | 'activated', to: 'activated' | 'closed') {
    await moveStage(await company.contextOf('tony'), { customerId, from, to, reason: '' });
    await company.quiet();
  }
  const membership = (customerId: string) =>
    company.baton.services.db.read.vipMembership.findFirstOrThrow({ where: { customerId } });

  step(
    'Henry plans what is published; what contradicts another schedule is refused at its field',
    async () => {
      const henry = company.as('henry');
      await henry.command('tech', '/briefing schedule');
      const plan = async (over: Partial<typeof briefing>) => {
        await henry.press('briefing.add-schedule');
        return henry.submit({ ...briefing, ...over });
      };
      expect((await plan({})).outcome).toBe('closed');
      const namesake = await plan({ name: ' 早 评 ', publishAt: '15:00' });
      expect(namesake.errors?.name).toBe(t.errors.briefingNameTaken({ name: '早评', at: '08:50' }));
      expect(
        (await henry.submit({ name: '操盘建议', publishAt: '11:00', authors: ['U0HENRY'] })).outcome,
      ).toBe('closed');
      const busy = await plan({ name: '专栏', publishAt: '11:05', authors: ['U0HENRY'] });
      expect(busy.errors?.authors).toContain('操盘建议');
      const neither = await henry.submit({ days: ['working', '1'] });
      expect(neither.errors?.days).toBe(t.errors.briefingDays);
      expect(
        (await henry.submit({ days: ['working'], publishAt: '11:00', authors: ['U0MIA'] })).outcome,
      ).toBe('closed');
      await henry.closeModal();
    },
  );

  step(
    '08:20 to 08:50: reminders, digests, one draft that two people edit, a channel archived at 08:49',
    async () => {
      await until('2026-11-25 08:19');
      expect(told('henry')).toEqual([]);
      await until('2026-11-25 08:20');
      expect(lastTold('henry')).toContain(t.briefings.write);
      const henry = company.as('henry');
      const mia = company.as('mia');
      await henry.press('briefing.write', { channel: '@baton' });
      await mia.command('tech', '/briefing write');
      await mia.press('briefing.write', { value: valueFor(mia.modal().blocks, '早评') });
      await mia.submit({ 'part-0': 'Mia’s draft', state: 'draft' });
      await mia.closeModal();
      await henry.submit({ 'part-0': 'Henry’s' });
      const met = shown(henry.modal());
      expect(met).toContain(t.briefings.form.changed({ by: 'Mia Gao 高敏' }).split('*')[1]);
      expect(met).toContain('Mia’s draft');
      expect(met).toContain('Henry’s');
      await henry.submit({ 'part-0': 'Henry’s and Mia’s', state: 'draft' });
      await henry.closeModal();

      await until('2026-11-25 08:31');
      const digest = posts('tech').at(-1);
      expect(digest?.text).toContain(c.people.departments.tech);
      expect(shown(digest?.blocks)).toContain(c.digests.department.today(1));
      expect(posts('admin').at(-1)?.text).toBe(
        c.digests.department.quiet({ title: posts('admin').at(-1)?.text.split(/[:：]/)[0] ?? '' }),
      );
      const before = told('henry').length;
      await until('2026-11-25 08:41');
      expect(told('henry')).toHaveLength(before + 1);
      await henry.press('briefing.write', { channel: '@baton' });
      await henry.submit({ state: 'ready' });
      await henry.closeModal();

      await until('2026-11-25 08:49');
      setArchived(company.slack.ground, channel('market'), true, 'U0PETER');
      await company.quiet();
      await until('2026-11-25 08:51');
      expect(shown(published('tech')[0]?.blocks)).toContain('Henry’s and Mia’s');
      expect(shown(published('tech')[0]?.blocks)).not.toContain(c.briefings.late);
      expect(lastTold('peter')).toContain(t.outbox.advice.archived.split('.')[0]);
      setArchived(company.slack.ground, channel('market'), false, 'U0PETER');
      await company.quiet();
      await company.as('peter').press('outbox.retry', { channel: '@baton' });
      expect(shown(published('market')[0]?.blocks)).toContain('Henry’s and Mia’s');
      expect(published('tech')).toHaveLength(1);
    },
  );

  step(
    '09:00 to 10:30: a customer who joined before being asked, a guest without a profile, one who closes',
    async () => {
      // 王芳 is known as a customer’s account and let in before the money came.
      const early = await customer('王芳');
      const mia = company.as('mia');
      await mia.command('tech', '/customer show 王芳');
      await mia.press('vip.link');
      // A guest whom users.info does not know: Slack tells nothing of them but the id.
      expect((await mia.submit({ person: null, memberId: 'U0STRANGE' })).outcome).toBe('closed');
      addMember(company.slack.ground, channel('vip'), 'U0STRANGE');
      await company.quiet();
      expect((await membership(early)).state).toBe('linked');
      await until('2026-11-25 09:10');
      const waiting = await customer('陈刚');
      const closing = await customer('赵敏');
      for (const id of [early, waiting, closing]) await move(id, 'opened', 'activated');
      expect((await membership(early)).state).toBe('joined');
      await until('2026-11-25 09:12');
      expect(lastTold('tony')).toContain(t.vip.duties.invite({ name: '陈刚', group: '<#C0VIP>' }));
      expect(lastTold('mia')).not.toContain('王芳');
      expect(shown(posts('tech').map(({ blocks }) => blocks))).toContain(
        c.vip.card.joining({ name: '赵敏' }),
      );

      // The account is closed while they are on their way: nobody owes anything, the card says so.
      await move(closing, 'activated', 'closed');
      expect((await membership(closing)).state).toBe('removed');
      const card = posts('tech').find(({ blocks }) => shown(blocks).includes('赵敏'));
      expect(shown(card?.blocks)).toContain(c.vip.status.closed);
      expect(shown(card?.blocks)).not.toContain('vip.invited');
      await mia.openHome();
      expect(shown(mia.client().home?.blocks)).not.toContain('赵敏');

      // 陈刚 has no account in Slack: ticked off by hand.
      await company.as('tony').press('vip.invited', { channel: '@baton' });
      await mia.press('vip.joined', { channel: '@baton' });
      expect((await membership(waiting)).state).toBe('joined');
    },
  );

  step(
    '11:00: advice that nobody wrote is not made up; it is published late by who wrote it, and says so',
    async () => {
      await until('2026-11-25 11:00');
      expect(published('tech', '操盘建议')).toEqual([]);
      const henry = company.as('henry');
      expect(lastTold('henry')).toContain(
        t.briefings.duties.overdue({ name: '操盘建议', date: day('11-25') }),
      );
      expect(
        told('liwei')
          .map(({ text }) => text)
          .join(),
      ).toContain('操盘建议');
      await until('2026-11-25 11:20');
      const value = valueFor(told('henry').at(-1)?.blocks ?? [], '操盘建议');
      await henry.press('briefing.write', { channel: '@baton', value });
      await henry.submit({ 'part-0': '观望' });
      expect(published('tech', '操盘建议')).toEqual([]);
      await henry.press('briefing.publish-late');
      await henry.closeModal();
      const [late] = published('tech', '操盘建议');
      expect(shown(late?.blocks)).toContain('观望');
      expect(shown(late?.blocks)).toContain(':hourglass:');
    },
  );

  step('three people look at their day: each sees their own, in their language', async () => {
    const home = async (handle: string) => shown((await company.as(handle).openHome()).blocks);
    const [mia, tony, peter] = [await home('mia'), await home('tony'), await home('peter')];
    // Mia still owes her column; nobody else is shown it as theirs.
    expect(mia).toContain(t.briefings.duties.overdue({ name: '专栏', date: day('11-25') }));
    expect(tony).not.toContain('专栏');
    expect(tony).toContain('陈刚');
    expect(tony).toContain(t.digests.home.customers(2));
    expect(peter).toContain(t.people.setup.workspace);
    expect(mia).not.toContain(t.people.setup.workspace);
    for (const one of [mia, tony, peter]) {
      expect(one).toContain(t.digests.home.onToday({ people: '' }).trim());
    }
  });

  step(
    'the author and the backup are away, nobody writes: the lead is told, nothing false is posted',
    async () => {
      for (const handle of ['mia', 'liwei']) {
        const person = company.as(handle);
        await person.command('tech', '/baton away').catch(() => person.command('market', '/baton away'));
        expect(
          (await person.submit({ from: '2026-11-26', until: '2026-11-30', substitute: null })).outcome,
        ).toBe('updated');
        await person.closeModal();
      }
      const before = published('tech').length;
      await until('2026-11-26 08:51');
      expect(published('tech')).toHaveLength(before);
      expect(lastTold('henry')).toContain(t.briefings.duties.overdue({ name: '早评', date: day('11-26') }));
      const reminded = (handle: string) =>
        told(handle).filter(({ blocks }) => shown(blocks).includes(day('11-26'))).length;
      expect([reminded('mia'), reminded('liwei')]).toEqual([0, 0]);
      expect(reminded('henry')).toBeGreaterThan(0);
      // Who is on today, who is not, and who stands in.
      const home = shown((await company.as('henry').openHome()).blocks);
      expect(home).toContain(t.digests.home.onToday({ people: '<@U0HENRY>' }));
      const away = { who: '<@U0MIA>', until: day('11-30'), standIn: '<@U0HENRY>' };
      expect(home).toContain(t.digests.home.away(away));
    },
  );

  step(
    'Friday becomes a holiday the day before: nobody is reminded, nothing goes out, no digest',
    async () => {
      await until('2026-11-26 16:00');
      const peter = company.as('peter');
      await peter.command('admin', '/baton setup');
      await peter.press('people.workspace');
      expect((await peter.submit({ ownHolidays: '2026-11-27 off\n2026-11-28 work' })).outcome).toBe('closed');
      await peter.closeModal();
      const before = { posts: posts('tech').length, henry: told('henry').length };
      await until('2026-11-27 23:00');
      expect(posts('tech')).toHaveLength(before.posts);
      expect(told('henry')).toHaveLength(before.henry);
      // The Saturday that is worked instead has its briefing: Henry’s turn, for Friday was none.
      await until('2026-11-28 08:21');
      expect(lastTold('henry')).toContain(t.briefings.duties.write({ name: '早评', date: day('11-28') }));
    },
  );

  step('10,000 characters are one readable post; more is refused with the number, and not lost', async () => {
    const henry = company.as('henry');
    await henry.press('briefing.write', { channel: '@baton' });
    const part = (letter: string, length: number) => letter.repeat(length);
    const tooLong = await henry.submit({
      'part-0': part('a', 3000),
      'part-1': part('b', 3000),
      'part-2': part('c', 3000),
      'part-3': part('<', 3000),
    });
    expect(tooLong.errors?.['part-3'] ?? tooLong.errors?.['part-0']).toContain('10500');
    const fits = Object.fromEntries(
      ['甲', '乙', '丙', '丁'].map((letter, index) => [`part-${index}`, part(letter, 2500)]),
    );
    await henry.submit(fits);
    await henry.closeModal();
    // Baton is down from 08:45 to 09:10: ready in time, so not late; the post says both times.
    await until('2026-11-28 08:45');
    await company.downUntil(at('2026-11-28 09:10'));
    for (const name of ['tech', 'market']) {
      const text = shown(published(name).at(-1)?.blocks);
      for (const letter of ['甲', '乙', '丙', '丁']) {
        expect(text.split(letter)).toHaveLength(2501);
      }
      expect(text).not.toContain(':hourglass:');
      expect(text).toContain(c.briefings.card.delayed({ planned: '', posted: '' }).slice(0, 4));
    }
  });

  step('back on Monday, Mia reads in one message how much happened and what needs her', async () => {
    const { db } = company.baton.services;
    const [start = ''] = t.people.back.title({ happened: 97, need: 0 }).split('97');
    const back = () => told('mia').filter(({ text }) => text.startsWith(start));
    await until('2026-11-30 08:45');
    // Nobody is greeted before their work begins.
    expect(back()).toEqual([]);
    await until('2026-11-30 09:01');
    const need = await db.read.duty.count({
      where: { ownerId: company.people.mia?.id ?? '', state: 'open' },
    });
    const titles = Array.from({ length: 50 }, (_, happened) => t.people.back.title({ happened, need }));
    expect(back()).toHaveLength(1);
    expect(titles).toContain(back()[0]?.text);
  });

  /** The day of a briefing as `dayInWords` writes it. */
  function day(date: string): string {
    const format = { month: 'short', day: 'numeric', weekday: 'short', timeZone: 'Asia/Shanghai' } as const;
    return new Intl.DateTimeFormat(t.slack.intlLocale, format).format(at(`2026-${date} 12:00`));
  }

  it('from the first step to the last', { timeout: 120_000 }, run);
});

/** Nights on which clocks change: a time that is skipped comes right after the gap, one that comes twice once. */
const nights = [
  {
    locale: 'en',
    zone: 'Europe/Berlin',
    time: '02:30',
    start: '2027-03-27T18:00Z',
    out: '2027-03-28T01:00Z',
  },
  {
    locale: 'zh-CN',
    zone: 'America/New_York',
    time: '01:30',
    start: '2026-10-31T20:00Z',
    out: '2026-11-01T05:30Z',
  },
] as const;

it.each(nights)('in the night before $out a briefing of $time in $zone goes out once', async (night) => {
  const locale = night.locale === 'en' ? 'en-US' : 'zh-CN';
  const company = await startTestBaton({
    users: demoPeople.map((one) => ({ ...one, locale, tz: night.zone })),
    start: new Date(night.start),
  });
  try {
    const peter = company.as('peter');
    await peter.command('admin', '/baton setup');
    await peter.press('people.workspace');
    const [zone] = await peter.search('timeZone', night.zone);
    expect((await peter.submit({ timeZone: zone ?? null, holidays: 'none' })).outcome).toBe('closed');
    await peter.closeModal();
    const henry = company.as('henry');
    await henry.command('tech', '/briefing schedule');
    await henry.press('briefing.add-schedule');
    const plan = { ...briefing, publishAt: night.time, days: ['7'], channel: ['C0TECH'] };
    expect((await henry.submit(plan)).outcome).toBe('closed');
    await henry.closeModal();
    await henry.command('tech', '/briefing write');
    await henry.press('briefing.write');
    await henry.submit({ 'part-0': '夜盘平稳', state: 'ready' });
    await henry.closeModal();
    const out = () => henry.messages('tech').filter(({ text }) => text.startsWith('早评 ·'));
    const minute = 60_000;
    await company.advanceTo(new Date(Date.parse(night.out) - minute));
    expect(out()).toEqual([]);
    await company.advanceTo(night.out);
    expect(out()).toHaveLength(1);
    // Two hours on, when the clocks may have shown that time a second time.
    await company.advanceTo(new Date(Date.parse(night.out) + 120 * minute));
    expect(out()).toHaveLength(1);
    expect(shown(out()[0]?.blocks)).not.toContain(':hourglass:');
  } finally {
    await company.stop();
  }
});

/** The value of the button that belongs to a briefing, in a list or a reminder of several. */
function valueFor(blocks: readonly unknown[], name: string): string {
  const place = blocks.findIndex((block) => shown(block).includes(`*${name}*`));
  const found = /"value":"((?:[^"\\]|\\.)*)"/.exec(shown(blocks.slice(place)));
  if (!found) throw new Error(`No button for ${name}`);
  return JSON.parse(`"${found[1]}"`) as string;
}
