import { describe, expect, it } from 'vitest';
import type { Staff } from '../../src/db/types.js';
import { closeDuties } from '../../src/duties/close-duties.js';
import { reassignDuty } from '../../src/duties/reassign-duty.js';
import { dutyReminder } from '../../src/duties/reminder.js';
import { snoozeDuty } from '../../src/duties/snooze-duty.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { handOverForm, snoozeForm } from '../../src/duties/views/forms.js';
import type { DutyKind, Rendered } from '../../src/feature.js';
import { type Locale, messages } from '../../src/messages/index.js';
import { actions, button } from '../../src/slack/blocks.js';
import { testServices } from '../support/factories.js';
import { at, company, featureOf, kindWith, useDatabase, usualRungs } from './company.js';

const database = useDatabase();
const openable: DutyKind = {
  ...kindWith(usualRungs),
  async describe({ duties }) {
    return new Map(
      duties.map((duty) => [
        duty.id,
        {
          line: `*Thing ${duty.subjectId}*`,
          button: actions([button({ text: 'Open', actionId: 'test.open', value: duty.subjectId })]),
        },
      ]),
    );
  },
};
const ownWords: DutyKind = {
  ...kindWith({ ...usualRungs, assign: { tells: 'nobody' } }, 'test.assigned'),
  async describe({ duties }) {
    return new Map(
      duties.map((duty) => [duty.id, { line: 'Handoff', next: 'lead told 14:00 · Li Wei assigned 18:00' }]),
    );
  },
};
const features = [featureOf(openable, ownWords)];
const services = () => testServices({ db: database.current.db, features, start: at('2026-11-25 10:00') });
type Running = ReturnType<typeof services>;

async function render(
  running: Running,
  { workspace }: Pick<Awaited<ReturnType<typeof company>>, 'workspace'>,
  recipient: Staff,
  locale: Locale = 'en',
): Promise<Rendered | null> {
  return dutyReminder.render({
    services: running,
    reader: running.db.read,
    workspace,
    locale,
    t: messages(locale),
    now: running.clock.now(),
    params: {},
    recipient,
  });
}

describe('a reminder of what several replicas fire together', () => {
  it('waits until all of it has fired, and then says it in one message', async () => {
    const running = services();
    const firm = await company(running);
    for (const time of ['09:00', '09:01']) await firm.open({ due: at(`2026-11-25 ${time}`) });
    const complete = () =>
      dutyReminder.isComplete?.(running.db.read, {
        workspaceId: firm.workspaceId,
        now: running.clock.now(),
      });
    // One replica has fired the first duty while the other one is at the second.
    await sweepDuties(running, running.clock.now(), 1);
    expect(await complete()).toBe(false);
    await sweepDuties(running, running.clock.now(), 1);
    expect(await complete()).toBe(true);
    const said = await render(running, firm, firm.mei);
    expect(JSON.stringify(said?.blocks)).toMatch(/Thing 1.*Thing 2/s);
  });
});

/** What the reader sees, one string per block: text, or [the buttons]. */
function shown(rendered: Rendered | null): string[] {
  return (rendered?.blocks ?? []).map((block) => {
    if (block.type === 'section')
      return (block.text?.text ?? '').replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1');
    if (block.type === 'context')
      return block.elements.map((one) => ('text' in one ? one.text : '')).join('');
    if (block.type === 'actions')
      return `[${block.elements.map((one) => ('text' in one ? one.text?.text : '')).join(' | ')}]`;
    return block.type;
  });
}

async function sweepAt(running: Running, instant: Date) {
  if (instant > running.clock.now()) running.clock.set(instant);
  await sweepDuties(running, instant);
}

describe('the grouped reminder', () => {
  it('names all that is due to a person in their language, with what happens next', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, li } = people;
    await open({
      due: at('2026-11-25 10:00'),
      lead: at('2026-11-25 14:00'),
      management: at('2026-11-26 10:00'),
    });
    await open({ before: at('2026-11-25 10:20') }, { dueAt: at('2026-11-25 11:00') });
    await open({ due: at('2026-11-25 10:20') }, { kind: 'test.assigned' });
    await open({ due: at('2026-11-25 10:20') }, { ownerId: li.id });
    await sweepAt(running, at('2026-11-25 10:20'));
    const english = await render(running, people, mei, 'en');
    expect(english?.text).toBe('3 items to do, 1 overdue');
    expect(shown(english)).toEqual([
      '*3 items to do, 1 overdue*',
      '*Thing 1*\n*overdue* since 10:00\nIf nobody acts: lead told 14:00 · management told Thu 26 Nov, 10:00',
      '[Open | Snooze | Hand over]',
      'Handoff\ndue 10:20\nIf nobody acts: lead told 14:00 · Li Wei assigned 18:00',
      '[Snooze | Hand over]',
      '*Thing 2*\ndue 11:00',
      '[Open | Snooze | Hand over]',
    ]);
    const chinese = shown(await render(running, people, mei, 'zh-CN'));
    expect(chinese[0]).toBe('*3 件待办，其中 1 件已逾期*');
    expect(chinese[1]).toMatch(
      /^\*Thing 1\*\n\*已逾期\* · 截止 10:00\n如无人处理：14:00 通知主管 · 11月26日周四 10:00 通知管理层$/,
    );
    expect(chinese[2]).toBe('[Open | 稍后提醒 | 转交]');
  });

  it('is one message however often something fires before it is sent, and then says only what is new', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, reminders } = people;
    await open({ due: at('2026-11-25 10:00') });
    await sweepAt(running, at('2026-11-25 10:00'));
    await open({ due: at('2026-11-25 10:10') });
    await sweepAt(running, at('2026-11-25 10:10'));
    expect(await reminders()).toHaveLength(2);
    const first = await render(running, people, mei);
    expect(shown(first)).toHaveLength(5);
    // Not sent: the next attempt says the same.
    expect(shown(await render(running, people, mei))).toEqual(shown(first));
    // Something fires between rendering and sending: it is the second message's.
    await open({ due: at('2026-11-25 10:11') });
    await sweepAt(running, at('2026-11-25 10:11'));
    await running.db.transaction(async (tx) => first?.whenSent?.(tx));
    expect(shown(await render(running, people, mei))[1]).toContain('Thing 3');
    const second = await render(running, people, mei);
    await running.db.transaction(async (tx) => second?.whenSent?.(tx));
    expect(await render(running, people, mei)).toBeNull();
  });

  it('leaves out what is done meanwhile, and is dropped when nothing is left', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, ctx } = people;
    const one = await open({ due: at('2026-11-25 10:00') });
    const two = await open({ due: at('2026-11-25 10:00') });
    await sweepAt(running, at('2026-11-25 10:00'));
    const close = (key: string) =>
      running.db.transaction((tx) => closeDuties(tx, ctx(), { key, outcome: 'done' }));
    await close(one.key);
    const left = await render(running, people, mei);
    expect(left?.text).toBe('1 item to do');
    expect(shown(left)[1]).toContain('Thing 2');
    await close(two.key);
    expect(await render(running, people, mei)).toBeNull();
  });

  it('tells a lead who owes it, and a stand-in for whom they act', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, li, lead, change } = people;
    await open({ lead: at('2026-11-25 10:00') });
    await open({ lead: at('2026-11-25 10:00') }, { ownerId: null });
    await sweepAt(running, at('2026-11-25 10:00'));
    const escalated = shown(await render(running, people, lead));
    expect(escalated[1]).toContain(`owed by <@${mei.slackUserId}>`);
    expect(escalated[2]).toBe('[Open | Hand over]');
    expect(escalated[3]).toContain('nobody owns it yet');
    await change(mei, { awayFrom: at('2026-11-25 08:00'), substituteId: li.id });
    await open({ due: at('2026-11-25 10:00') });
    await sweepAt(running, at('2026-11-25 10:00'));
    const substituted = shown(await render(running, people, li));
    expect(substituted[1]).toContain(`you stand in for <@${mei.slackUserId}>`);
    expect(substituted[2]).toBe('[Open | Snooze | Hand over]');
  });

  it('counts what does not fit', async () => {
    const running = services();
    const people = await company(running);
    for (let n = 0; n < 13; n++) await people.open({ due: at('2026-11-25 10:00') });
    await sweepAt(running, at('2026-11-25 10:00'));
    const rendered = await render(running, people, people.mei);
    expect(rendered?.text).toBe('13 items to do');
    expect(shown(rendered)).toHaveLength(1 + 10 * 2 + 1);
    expect(shown(rendered).at(-1)).toBe('… and 3 more.');
  });
});

describe('what happens if nobody acts', () => {
  it('says to the lead that it is they who are told, and names management where the lead owes it', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, lead, boss } = people;
    const ladder = {
      due: at('2026-11-25 10:00'),
      lead: at('2026-11-25 14:00'),
      management: at('2026-11-26 14:00'),
    };
    await open(ladder, { ownerId: null });
    await sweepAt(running, at('2026-11-25 10:00'));
    const unowned = shown(await render(running, people, lead))[1];
    expect(unowned).toContain('If nobody acts: you are told ');
    expect(unowned).not.toContain('lead told');

    await open(ladder, { ownerId: mei.id });
    await sweepAt(running, at('2026-11-25 10:01'));
    expect(shown(await render(running, people, mei))[1]).toContain('lead told');

    await open({ ...ladder, due: at('2026-11-25 10:02') }, { ownerId: lead.id });
    await open({ lead: at('2026-11-25 10:02'), management: at('2026-11-26 14:00') }, { ownerId: mei.id });
    await sweepAt(running, at('2026-11-25 10:02'));
    const theirs = shown(await render(running, people, lead)).join('\n');
    expect(theirs).not.toContain('lead told');
    expect(theirs).toContain('management told');
    await open({ due: at('2026-11-25 10:03'), management: at('2026-11-26 14:00') }, { ownerId: boss.id });
    await sweepAt(running, at('2026-11-25 10:03'));
    expect(shown(await render(running, people, boss))[1]).toContain('you are told');
  });
});

describe('snoozing', () => {
  it('silences the owner’s rungs until then, not the lead’s, and then reminds with the reason', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, ctx, told, duty } = people;
    const { id } = await open({
      before: at('2026-11-25 10:00'),
      due: at('2026-11-25 11:00'),
      lead: at('2026-11-25 14:00'),
    });
    await sweepAt(running, at('2026-11-25 10:00'));
    await snoozeDuty(ctx(mei), { dutyId: id, until: at('2026-11-26 09:00'), reason: ' Bank <!channel> ' });
    // What was not sent yet is taken back.
    expect(await render(running, people, mei)).toBeNull();
    for (const time of ['25 11:00', '25 14:00', '25 16:00']) await sweepAt(running, at(`2026-11-${time}`));
    expect(await told(id)).toEqual(['lead→Lead']);
    await sweepAt(running, at('2026-11-26 09:00'));
    expect(await told(id)).toEqual(['lead→Lead', 'snoozed→Mei']);
    expect((await duty(id)).nextAt).toBeNull();
    expect(shown(await render(running, people, mei))[1]).toContain(
      'you asked to be reminded now (“Bank &lt;!channel&gt;”)',
    );
    const history = await running.db.read.history.findMany({ where: { subjectId: id } });
    expect(history.map(({ event, actorId }) => [event, actorId])).toEqual([['duty.snoozed', mei.id]]);
  });

  it('again replaces the first', async () => {
    const running = services();
    const { open, mei, ctx, told } = await company(running);
    const { id } = await open({ due: at('2026-11-25 10:00') });
    await snoozeDuty(ctx(mei), { dutyId: id, until: at('2026-11-25 11:00'), reason: 'one' });
    await snoozeDuty(ctx(mei), { dutyId: id, until: at('2026-11-25 15:00'), reason: 'two' });
    await sweepAt(running, at('2026-11-25 11:00'));
    expect(await told(id)).toEqual([]);
    await sweepAt(running, at('2026-11-25 15:00'));
    expect(await told(id)).toEqual(['snoozed→Mei']);
  });

  it('is of whoever asked for it: who stands in is told whose it was, and may snooze for themselves', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, li, ctx, told, change } = people;
    const { id } = await open({
      due: at('2026-11-25 11:00'),
      lead: at('2026-11-27 14:00'),
    });
    await snoozeDuty(ctx(mei), { dutyId: id, until: at('2026-11-26 15:00'), reason: 'Bank' });
    await change(mei, { awayFrom: at('2026-11-25 10:30'), substituteId: li.id });
    await sweepAt(running, at('2026-11-25 11:00'));
    expect(await told(id)).toEqual(['due→Li']);
    const said = shown(await render(running, people, li))[1];
    expect(said).toContain(`snoozed by <@${mei.slackUserId}> until `);
    expect(said).toContain('(“Bank”)');
    expect(said).not.toContain('you asked');

    await snoozeDuty(ctx(li), { dutyId: id, until: at('2026-11-26 10:00'), reason: 'Asked again' });
    await sweepAt(running, at('2026-11-26 10:00'));
    // What had not been sent yet was taken back.
    expect(await told(id)).toEqual(['snoozed→Li']);
    expect(shown(await render(running, people, li))[1]).toContain(
      'you asked to be reminded now (“Asked again”)',
    );
  });

  it('is not told as the substitute’s when it ends while the owner is away', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, li, ctx, told, change } = people;
    const { id } = await open({ due: at('2026-11-25 10:00') });
    await snoozeDuty(ctx(mei), { dutyId: id, until: at('2026-11-26 09:30'), reason: 'Bank' });
    await sweepAt(running, at('2026-11-25 10:00'));
    await change(mei, { awayFrom: at('2026-11-26 08:00'), substituteId: li.id });
    await sweepAt(running, at('2026-11-26 09:30'));
    expect(await told(id)).toEqual(['snoozed→Li']);
    expect(shown(await render(running, people, li))[1]).toContain(`snoozed by <@${mei.slackUserId}>`);
  });

  it('is refused with what to do instead', async () => {
    const running = services();
    const { open, mei, li, lead, ctx, change } = await company(running);
    const { id, key } = await open({ due: at('2026-11-25 10:00') });
    const snooze = (who: typeof mei, until: Date, reason = 'because') =>
      snoozeDuty(ctx(who), { dutyId: id, until, reason });
    const later = at('2026-11-25 15:00');
    await expect(snooze(mei, at('2026-11-25 10:00'))).rejects.toMatchObject({ code: 'snoozeInPast' });
    await expect(snooze(mei, at('2026-12-10 10:00'))).rejects.toMatchObject({ code: 'snoozeTooLong' });
    await expect(snooze(mei, later, '  ')).rejects.toMatchObject({ code: 'snoozeReasonMissing' });
    await expect(snooze(li, later)).rejects.toMatchObject({ code: 'dutyNotYours' });
    await expect(snoozeDuty(ctx(mei), { dutyId: 'forged', until: later, reason: 'x' })).rejects.toMatchObject(
      { code: 'dutyNotFound' },
    );
    await change(mei, { awayFrom: at('2026-11-25 08:00'), substituteId: li.id });
    await expect(snooze(li, later)).resolves.toMatchObject({ dutyId: id });
    await expect(snooze(lead, later)).resolves.toMatchObject({ dutyId: id });
    await running.db.transaction((tx) => closeDuties(tx, ctx(), { key, outcome: 'done' }));
    await expect(snooze(mei, later)).rejects.toMatchObject({ code: 'dutyClosed' });
  });

  it('is refused for another workspace’s duty', async () => {
    const running = services();
    const { open } = await company(running);
    const stranger = await company(running);
    const { id } = await open({ due: at('2026-11-25 10:00') });
    await expect(
      snoozeDuty(stranger.ctx(stranger.admin), { dutyId: id, until: at('2026-11-25 15:00'), reason: 'x' }),
    ).rejects.toMatchObject({ code: 'dutyNotFound' });
  });
});

describe('handing over', () => {
  it('tells the new owner with the word, in their working time; deadline and ladder stay', async () => {
    const running = services();
    const people = await company(running);
    const { open, mei, li, ctx, told, duty } = people;
    const { id } = await open({ due: at('2026-11-25 10:00'), lead: at('2026-11-26 10:00') });
    await sweepAt(running, at('2026-11-25 10:00'));
    running.clock.set(at('2026-11-25 20:00'));
    await reassignDuty(ctx(mei), { dutyId: id, toStaffId: li.id, reason: 'Call *Zhang* <back>' });
    expect(await duty(id)).toMatchObject({ ownerId: li.id, dueAt: at('2026-11-25 10:00') });
    // Mei's reminder had not been sent: it is Li's now.
    expect(await render(running, people, mei)).toBeNull();
    await sweepAt(running, at('2026-11-25 20:00'));
    expect(await told(id)).toEqual([]);
    await sweepAt(running, at('2026-11-26 09:00'));
    expect(await told(id)).toEqual(['handed-over→Li']);
    const lines = shown(await render(running, people, li, 'zh-CN'));
    expect(lines[1]).toContain(`由 <@${mei.slackUserId}> 转交给您：“Call *Zhang* &lt;back&gt;”`);
    await sweepAt(running, at('2026-11-26 10:00'));
    expect(await told(id)).toEqual(['handed-over→Li', 'lead→Lead']);
    // Nothing that was typed stands in the history in clear.
    const history = await running.db.read.history.findMany({ where: { subjectId: id } });
    expect(JSON.stringify(history)).not.toContain('Zhang');
  });

  it('is refused to nobody, to the owner, and by those whom it does not concern', async () => {
    const running = services();
    const { open, mei, li, boss, ctx, change } = await company(running);
    const { id } = await open({ due: at('2026-11-25 10:00') });
    const give = (who: typeof mei, toStaffId: string, reason = 'word') =>
      reassignDuty(ctx(who), { dutyId: id, toStaffId, reason });
    await expect(give(mei, mei.id)).rejects.toMatchObject({ code: 'handOverToOwner', field: 'to' });
    await expect(give(mei, li.id, ' ')).rejects.toMatchObject({ code: 'handOverWordMissing', field: 'word' });
    await expect(give(li, li.id)).rejects.toMatchObject({ code: 'dutyNotYours' });
    await change(li, { active: false });
    await expect(give(mei, li.id)).rejects.toMatchObject({ code: 'handOverToNobody', field: 'to' });
    await expect(give(boss, boss.id)).resolves.toEqual({ dutyId: id, ownerId: boss.id });
  });
});

describe('the forms', () => {
  it.each(['en', 'zh-CN'] as const)('keep to Slack’s limits in %s', (locale) => {
    const t = messages(locale);
    for (const form of [snoozeForm, handOverForm]) {
      const view = form({ dutyId: 'd', line: 'x'.repeat(4000), t });
      expect(view.title.text).not.toMatch(/…$/);
      expect(view.submit?.text.length).toBeLessThanOrEqual(24);
      const texts = view.blocks.flatMap((block) =>
        'text' in block && block.text && typeof block.text === 'object' ? [block.text.text] : [],
      );
      expect(texts[0]?.length).toBeGreaterThan(100);
      expect(texts[0]?.length).toBeLessThanOrEqual(3000);
    }
  });
});
