import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignComplaint } from '../../src/complaints/assign-complaint.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { demoPeople } from '../../src/demo/company.js';
import { type Locale, messages } from '../../src/messages/index.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown, speakInChannels, story } from './company.js';

// From the investigation to the call after the complaint, as the people of the company live it.

describe.each(['en', 'zh-CN'] as const)('a complaint goes all the way, in %s', (locale: Locale) => {
  const { step, run } = story();
  const t = messages(locale);
  let company: TestBaton;
  let complaintId: string;
  let number: string;
  let customerId: string;
  const as = (handle: string) => company.as(handle);
  const idOf = (handle: string) => company.people[handle]?.id ?? '';
  const stored = () =>
    company.baton.services.db.read.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  const card = () =>
    as('anna')
      .messages('service')
      .filter((one) => !one.ephemeral && shown(one.blocks).includes(number))
      .at(-1);
  /** Opens the record from the newest message that Baton wrote to them, and takes the step there. */
  async function fromTheirMessage(person: Actor, actionId: string, words: string): Promise<void> {
    expect(shown(person.newest('@baton'))).toContain(words);
    await person.press('complaint.open', { channel: '@baton' });
    await person.press(actionId);
  }

  /** Sends the form they opened in the record: it closes to the record, which tells how it stands now. */
  async function sendOnRecord(person: Actor, entries: Parameters<Actor['submit']>[0]): Promise<void> {
    expect((await person.submit(entries)).outcome).toBe('closed');
    const state = (await stored()).state as keyof typeof t.complaints.states;
    expect(person.modals()).toHaveLength(1);
    expect(person.modal().title?.text).toContain(number);
    expect(shown(person.modal().blocks)).toContain(t.complaints.states[state]);
    await person.closeModal();
  }

  beforeAll(async () => {
    const slackLocale = locale === 'en' ? 'en-US' : 'zh-CN';
    company = await startTestBaton({ users: demoPeople.map((one) => ({ ...one, locale: slackLocale })) });
    await speakInChannels(company, locale);
    const ctx = await company.contextOf('sam');
    ({ customerId } = await registerCustomer(ctx, {
      name: '王芳',
      phones: [],
      source: 'online',
      stage: 'opened',
      serviceSpecialistId: idOf('sam'),
    }));
    ({ complaintId, number } = await registerComplaint(ctx, {
      customer: { id: customerId },
      complainantName: '',
      relation: 'self',
      contact: '',
      receivedBy: 'phone',
      receivedAt: ctx.now,
      content: 'The software lost its connection',
      demand: '',
      category: 'product',
      severity: 'normal',
      accusedSlackUserId: null,
      accusedDepartmentId: null,
      sourceLink: null,
    }));
    const promisedAt = new Date('2026-11-27T08:00:00Z');
    await judgeComplaint(await company.contextOf('anna'), {
      complaintId,
      judgement: { verdict: 'valid', grounds: 'Log', demand: 'reasonable', promisedAt },
    });
    await assignComplaint(await company.contextOf('anna'), {
      complaintId,
      departmentId: company.people.henry?.departmentId ?? '',
      investigatorSlackUserId: as('mia').id,
      seenAssignedAt: null,
    });
    await company.quiet();
  });
  afterAll(() => company?.stop());

  step('Mia reports what she found, from the message that asked her to', async () => {
    const mia = as('mia');
    await fromTheirMessage(mia, 'complaint.investigate', number);
    // How to speak to the customer is a tip for those who do.
    expect(shown(mia.modal().blocks)).not.toContain(t.complaints.register.manner);
    await sendOnRecord(mia, {
      facts: 'The feed stood still <!channel>',
      rootCause: 'product',
      responsible: mia.id,
    });
    expect(card()?.text).toContain(t.complaints.states.proposing);
    expect(shown(card()?.blocks)).toContain(t.complaints.card.buttons.propose);
  });

  step(
    'Henry is told that it is his turn and proposes two ways; what he typed stays as he adds the second',
    async () => {
      const henry = as('henry');
      for (const words of t.complaints.duties['complaint.propose']('§').split('§')) {
        expect(henry.newest('@baton').text).toContain(words.trim());
      }
      await fromTheirMessage(henry, 'complaint.propose', number);
      expect(shown(henry.modal().blocks)).toContain('The feed stood still &lt;!channel&gt;');
      expect(shown(henry.modal().blocks)).toContain(t.complaintSteps.rootCauses.product);
      expect(shown(henry.modal().blocks)).not.toContain(t.complaints.register.manner);
      await henry.fill({ wish: 'The money back', what1: 'Repay the loss', cost1: '1.200,50' });
      await henry.press('complaint.add-option');
      expect(shown(henry.modal().values)).toContain('1.200,50');
      const wrong = await henry.submit({ what2: 'A month without fees' });
      expect(wrong).toMatchObject({
        outcome: 'errors',
        errors: { cost1: t.errors.complaintMoneyUnreadable },
      });
      await sendOnRecord(henry, { cost1: '￥1,200.50', who1: as('mia').id });
      expect((await stored()).state).toBe('approving');
      // Closing everything leaves him where he was: his own proposal is not his to approve.
      await henry.command('general', `/complaint ${number}`);
      await henry.press('complaint.approve');
      expect(shown(henry.modals())).toContain(t.errors.complaintProposedByYou);
      while (henry.modals().length > 0) await henry.closeModal();
    },
  );

  step('David finds it on his day, looks at both and approves the first', async () => {
    const david = as('david');
    expect(shown((await david.openHome()).blocks)).toContain(number);
    await fromTheirMessage(david, 'complaint.approve', number);
    const view = shown(david.modal().blocks);
    expect(view).toContain('1,200.50');
    expect(view).toContain('&lt;!channel&gt;');
    const options = await company.baton.services.db.read.complaintOption.findMany({
      where: { complaintId },
      orderBy: { position: 'asc' },
    });
    const [first = '', second = ''] = options.map(({ id }) => id);
    await david.fill({ option: first, why: 'It is what she asked for', lookedAt: [first] });
    expect(await david.submit()).toMatchObject({
      outcome: 'errors',
      errors: { lookedAt: t.errors.complaintNotAllLookedAt },
    });
    await sendOnRecord(david, { lookedAt: [first, second] });
    expect((await stored()).state).toBe('executing');
  });

  step('Mia carries it out; the measures are asked for, and shown to those who handle it only', async () => {
    const mia = as('mia');
    await fromTheirMessage(mia, 'complaint.execute', number);
    const done = { done: 'Paid', measures: 'A talk', leadMeasures: 'None: nothing was neglected' };
    await sendOnRecord(mia, done);
    expect((await stored()).state).toBe('confirming');
    const liwei = as('liwei');
    await liwei.command('general', `/complaint ${number}`);
    expect(shown(liwei.modal().blocks)).toContain('Paid');
    expect(shown(liwei.modal().blocks)).not.toContain('A talk');
    await liwei.closeModal();
  });

  step(
    'Sam asks the customer, who refuses; the second proposal is on time still, and is accepted',
    async () => {
      const sam = as('sam');
      const before = await stored();
      await sam.press('complaint.confirm', { channel: 'service' });
      await sam.fill({ outcome: 'refused' });
      expect((await sam.submit({ feedback: 'And an apology' })).outcome).toBe('cleared');
      const henry = as('henry');
      await fromTheirMessage(henry, 'complaint.propose', number);
      // What came back, and what had been proposed, is there.
      expect(shown(henry.modal().blocks)).toContain('And an apology');
      expect(shown(henry.modal().values)).toContain('1200.50 CNY');
      await sendOnRecord(henry, { what2: 'And an apology in writing' });
      const david = as('david');
      await fromTheirMessage(david, 'complaint.approve', number);
      const second = await company.baton.services.db.read.complaintOption.findFirstOrThrow({
        where: { complaintId, what: 'And an apology in writing' },
      });
      const all = await company.baton.services.db.read.complaintOption.findMany({
        where: { stepId: second.stepId },
      });
      const decision = { option: second.id, lookedAt: all.map(({ id }) => id), why: 'Both' };
      await sendOnRecord(david, decision);
      await fromTheirMessage(henry, 'complaint.execute', number);
      const measures = { measures: 'As before', leadMeasures: 'As before' };
      await sendOnRecord(henry, { done: 'Written and paid', ...measures });
      await sam.press('complaint.confirm', { channel: 'service' });
      expect(await sam.submit()).toMatchObject({ outcome: 'errors' });
      expect((await sam.submit({ satisfaction: '5' })).outcome).toBe('cleared');
      expect(await stored()).toMatchObject({ state: 'confirmed', solveDueAt: before.solveDueAt });
    },
  );

  step('Anna closes it, once; the customer is called the day after', async () => {
    const anna = as('anna');
    await anna.press('complaint.review', { channel: 'service' });
    const review = { evaluation: 'In time', prevention: 'A second feed' };
    expect((await anna.submit(review)).outcome).toBe('cleared');
    expect(card()?.text).toContain(t.complaints.states.closed);
    expect(shown(card()?.blocks)).toContain(t.complaints.card.finished);
    const calls = await company.baton.services.db.read.callback.count({
      where: { customerId, kind: 'complaint', state: 'planned' },
    });
    expect(calls).toBe(1);
  });

  step('the record tells it all in order, on as many pages as it takes', async () => {
    const sam = as('sam');
    await sam.command('general', `/complaint ${number}`);
    let all = '';
    for (let page = 0; page < 9; page++) {
      all += shown(sam.modal().blocks);
      if (!shown(sam.modal().blocks).includes('complaint.record-page')) break;
      await sam.press('complaint.record-page');
    }
    const events = t.complaintSteps.events;
    const order = [
      t.complaints.record.events.assigned,
      events.investigated(t.complaintSteps.rootCauses.product),
      events.proposed(2),
      events.approved(1),
      events.refused,
      events.approved(2),
      events.accepted(5),
      events.reviewed,
    ];
    const places = order.map((words) => all.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await sam.closeModal();
  });

  step('the next day it is reopened from the card’s menu, which offers no withdrawing any more', async () => {
    await company.advanceTo('2026-11-26T02:00:00Z');
    const lucy = as('lucy');
    const choose = (aside: string) => JSON.stringify({ aside, complaintId });
    await lucy.press('complaint.more', { channel: 'service', choose: choose('reopen') });
    expect((await lucy.submit({ reason: 'It happened again' })).outcome).toBe('cleared');
    expect((await stored()).state).toBe('registered');
    // It does not look new: on its card, in the record and in the list.
    const stateNow = t.complaints.reopened.state(t.complaints.states.registered);
    expect(card()?.text).toContain(stateNow);
    expect(shown(card()?.blocks)).toContain(t.complaints.reopened.why(1));
    expect(shown(card()?.blocks)).toContain('It happened again');
    await lucy.command('general', '/complaint list open');
    expect(shown(lucy.newest('general').blocks)).toContain(t.complaints.reopened.times(1));
    expect(shown(lucy.newest('general').blocks)).toContain('It happened again');
    await lucy.command('general', `/complaint ${number}`);
    expect(shown(lucy.modal().blocks)).toContain(stateNow);
    expect(shown(lucy.modal().blocks)).toContain('It happened again');
    await lucy.closeModal();
    expect(shown(card()?.blocks)).not.toContain(choose('withdraw').replaceAll('"', '\\"'));
    expect(shown(card()?.blocks)).toContain(choose('merge').replaceAll('"', '\\"'));
  });

  it('from the first step to the last', { timeout: 120_000 }, run);
});
