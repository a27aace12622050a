import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callAfterComplaint } from '../../src/callbacks/after-complaint.js';
import { callbackDuties } from '../../src/callbacks/duties.js';
import { passCallsOn } from '../../src/callbacks/plan-call.js';
import { recordCall } from '../../src/callbacks/record-call.js';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { reassignDuty } from '../../src/duties/reassign-duty.js';
import type { Audience } from '../../src/feature.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { messages } from '../../src/messages/index.js';
import { shown } from '../stories/company.js';
import { forgePress } from '../stories/tamper.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

// Sam, of Service, looks after the customer and is complained about.

const en = messages('en');
const content = 'Sam shouted at me on the telephone';
let company: TestBaton;
let customerId: string;
let complaintId: string;
let number: string;

beforeEach(async () => {
  company = await startTestBaton();
  const sam = company.people.sam?.id ?? '';
  const own = { name: '王芳', phones: [], source: 'online' as const, serviceSpecialistId: sam };
  ({ customerId } = await registerCustomer(await company.contextOf('sam'), own));
  ({ complaintId, number } = await complain('anna', 'sam', 'serious'));
  await company.quiet();
});
afterEach(() => company.stop());

async function complain(by: string, about: string | null, severity: 'serious' | 'critical') {
  const ctx = await company.contextOf(by);
  return registerComplaint(ctx, {
    customer: { id: customerId },
    complainantName: '',
    relation: 'self',
    contact: '13800001111',
    receivedBy: 'phone',
    receivedAt: ctx.now,
    content,
    demand: '',
    category: 'conduct',
    severity,
    accusedSlackUserId: about ? (company.people[about]?.slackUserId ?? '') : null,
    accusedDepartmentId: null,
    sourceLink: null,
  });
}

/** All that a person could read, wherever it stands, of what they were shown. */
const everything = (person: Actor) =>
  shown([
    person
      .client()
      .channels.flatMap(({ id }) => person.messages(id).map(({ text, blocks }) => [text, blocks])),
    person.modals().map(({ blocks }) => blocks),
  ]);
const closeAll = async (person: Actor) => {
  while (person.modals().length > 0) await person.closeModal();
};

async function offerTo(key: string, ownerRole: 'account-manager' | 'technical-guide') {
  const ctx = await company.contextOf('anna');
  const to = await ctx.services.db.read.department.findFirstOrThrow({ where: { key } });
  const offered = await offerHandoff(ctx, {
    customerId,
    ownerRole,
    toDepartmentId: to.id,
    purpose: 'Funding',
    checklist: [],
    promises: '',
  });
  await company.quiet();
  return offered;
}

describe('what the person complained about is shown', () => {
  it('by the card in their own channel: that there is one, not what about, by whom, or about whom', async () => {
    const card = company.as('sam').newest('service');
    expect(shown(card.blocks)).toContain(number);
    for (const telling of [content, '王芳', 'Sam', 'U0SAM', 'Anna', en.complaints.categories.conduct]) {
      expect(shown([card.text, card.blocks])).not.toContain(telling);
    }
  });

  it('when they choose the customer for another complaint: not this one, though a colleague is', async () => {
    for (const [handle, told] of [
      ['sam', false],
      ['lucy', true],
    ] as const) {
      const person = company.as(handle);
      await person.command('general', '/complaint Something else');
      await person.fill({ customer: (await person.search('customer', '王芳'))[0] ?? null });
      expect(shown(person.modal().blocks).includes(number)).toBe(told);
      await closeAll(person);
    }
  });

  it('when they hand the customer over: not in the form’s answer, nor on the card, though the receiver reads it', async () => {
    await company.as('sam').command('service', '/handoff 王芳');
    const sam = company.as('sam');
    const block = shown(sam.modal().blocks.find(({ block_id }) => block_id === 'department'));
    const [, market = ''] = /"(?:Market|市场部)"[^}]*\},"value":"([^"]+)"/.exec(block) ?? [];
    expect(
      (await sam.submit({ role: 'account-manager', department: market, purpose: 'Funding' })).outcome,
    ).toBe('updated');
    expect(shown(sam.modal().blocks)).not.toContain(number);
    const card = company.as('grace').newest('market');
    expect(shown(card.blocks)).toContain('王芳');
    expect(shown(card.blocks)).not.toContain(number);
    await company.as('grace').press('handoff.accept', { channel: 'market', ts: card.ts });
    expect(shown(company.as('grace').modal().blocks)).toContain(number);
  });

  it('when a customer is handed to them: not in the form, nor in the message that it is theirs', async () => {
    ({ number } = await complain('anna', 'mia', 'serious'));
    await offerTo('tech', 'technical-guide');
    const mia = company.as('mia');
    await mia.press('handoff.accept', { channel: 'tech' });
    expect(shown(mia.modal().blocks)).not.toContain(number);
    await closeAll(mia);
    const henry = company.as('henry');
    await henry.press('handoff.accept', { channel: 'tech' });
    await henry.submit({ owner: company.people.mia?.id ?? '' });
    expect(shown(mia.newest('@baton').blocks)).toContain('王芳');
    expect(shown(mia.messages('@baton').map(({ blocks }) => blocks))).not.toContain(number);
  });

  it('nowhere else: no list, no record, no form of a step, no App Home, no digest, no reminder', async () => {
    const sam = company.as('sam');
    const steps = [
      'judge',
      'answer',
      'assign',
      'investigate',
      'propose',
      'approve',
      'execute',
      'confirm',
      'review',
    ];
    for (const verb of [...steps, 'apology', 'open', 'reveal-contact']) {
      forgePress(company.slack, { actionId: `complaint.${verb}`, value: complaintId });
      await sam.press('complaint.open', { channel: 'service' });
      expect(shown(sam.modals().map(({ blocks }) => blocks))).not.toContain('shouted');
      await closeAll(sam);
    }
    for (const text of [
      '/complaint list',
      '/complaint list mine',
      '/complaint list open',
      `/complaint ${number}`,
    ]) {
      await sam.command('general', text);
      await closeAll(sam);
      expect(shown(sam.newest('general').blocks)).not.toContain(number);
    }
    expect(shown((await sam.openHome()).blocks)).not.toContain(number);
    await company.advanceTo('2026-11-30T03:00:00Z');
    const card = sam.messages('service').find(({ blocks }) => shown(blocks).includes(number));
    const others = sam
      .client()
      .channels.flatMap(({ id }) => sam.messages(id))
      .filter(({ ts }) => ts !== card?.ts);
    expect(shown(others.map(({ text, blocks }) => [text, blocks]))).not.toContain(number);
    expect(
      shown(
        company
          .as('anna')
          .messages('@baton')
          .map(({ blocks }) => blocks),
      ),
    ).toContain(number);
  });

  it('and what is owed for it cannot be handed to them', async () => {
    const ctx = await company.contextOf('anna');
    const duty = await ctx.services.db.read.duty.findFirstOrThrow({ where: { subjectId: complaintId } });
    const toStaffId = company.people.sam?.id ?? '';
    const handed = reassignDuty(ctx, { dutyId: duty.id, toStaffId, reason: 'please' });
    await expect(handed).rejects.toMatchObject({ code: 'handOverToBarred' });
  });
});

describe('a critical complaint', () => {
  it('about somebody of management is told to the others of management, not in the channel that they read', async () => {
    ({ number } = await complain('anna', 'david', 'critical'));
    await company.quiet();
    const [david, helen] = [company.as('david'), company.as('helen')];
    expect(shown(david.messages('management').map(({ blocks }) => blocks))).not.toContain(number);
    expect(everything(david)).not.toContain('王芳');
    expect(shown(helen.messages('management').map(({ blocks }) => blocks))).not.toContain(number);
    const told = ['helen', 'peter'].map((handle) =>
      shown(
        company
          .as(handle)
          .messages('@baton')
          .map(({ blocks }) => blocks),
      ),
    );
    expect(told.some((text) => text.includes(number) && text.includes('王芳'))).toBe(true);
  });

  it('about anybody else is told there by its number alone; about nobody, in words', async () => {
    const about = await complain('anna', 'tony', 'critical');
    const open = await complain('anna', null, 'critical');
    await company.quiet();
    const posts = company
      .as('david')
      .messages('management')
      .map(({ blocks }) => shown(blocks));
    const of = (one: { number: string }) => posts.find((text) => text.includes(one.number)) ?? '';
    expect(of(about)).toContain(about.number);
    expect(of(about)).not.toContain('王芳');
    expect(of(open)).toContain('王芳');
  });
});

describe('the digest of another department', () => {
  it('says of a complaint about a colleague no more than its number and what is due', async () => {
    const open = await complain('anna', null, 'serious');
    ({ number } = await complain('anna', 'mia', 'serious'));
    await company.advanceTo('2026-11-26T00:31:00Z');
    const { text, blocks } = company.as('lucy').newest('service');
    const lines = shown([text, blocks]).split(/\\n|","/);
    const about = lines.filter((line) => line.includes(number));
    expect(about.length).toBeGreaterThan(0);
    for (const line of about) expect(line).not.toMatch(/王芳|行为|conduct/i);
    expect(lines.filter((line) => line.includes(open.number)).join()).toContain('王芳');
  });
});

describe('the call after a complaint is closed', () => {
  const callDuty = async (kind = 'callback.complaint') =>
    company.baton.services.db.read.duty.findFirstOrThrow({ where: { kind, customerId, state: 'open' } });
  const closed = async (about: string) => {
    const ctx = await company.contextOf('anna');
    const notBy = [company.people[about]?.id ?? ''];
    await ctx.services.db.transaction((tx) => callAfterComplaint(tx, ctx, { customerId, notBy }));
  };
  const customer = () =>
    company.baton.services.db.read.customer.findUniqueOrThrow({ where: { id: customerId } });

  it('is not made by the person it was about, at no attempt, nor when Service takes the customer over', async () => {
    const sam = company.people.sam?.id ?? '';
    await closed('sam');
    expect((await callDuty()).ownerId).not.toBe(sam);

    const first = await callDuty();
    await recordCall(await company.contextOf('lucy'), {
      customerId,
      callbackId: first.key.slice('callback:'.length),
      reached: false,
      satisfaction: null,
      note: '',
    });
    const second = await callDuty();
    expect(second.key).not.toBe(first.key);
    expect(second.ownerId).not.toBe(sam);

    const ctx = await company.contextOf('anna');
    const whose = await customer();
    await ctx.services.db.transaction((tx) => passCallsOn(tx, ctx, { customer: whose }));
    expect((await callDuty()).ownerId).not.toBe(sam);
    expect((await callDuty('callback.new-customer')).ownerId).toBe(sam);
    const david = await company.contextOf('david');
    const handed = reassignDuty(david, { dutyId: second.id, toStaffId: sam, reason: 'please' });
    await expect(handed).rejects.toMatchObject({ code: 'handOverToBarred' });
  });

  it('goes to somebody else when another complaint, about whoever was to make it, is closed as well', async () => {
    await closed('mia');
    expect((await callDuty()).ownerId).toBe(company.people.sam?.id);
    await closed('sam');
    expect((await callDuty()).ownerId).toBe((await customer()).accountManagerId);
  });

  it('is neither shown to that person nor settled by a call that they make', async () => {
    await closed('sam');
    const duty = await callDuty();
    const sam = company.as('sam');
    forgePress(company.slack, { actionId: 'callback.record', value: duty.key.slice('callback:'.length) });
    await sam.press('complaint.open', { channel: 'service' });
    expect(sam.modals()).toEqual([]);
    await recordCall(await company.contextOf('sam'), {
      customerId,
      callbackId: null,
      reached: true,
      satisfaction: 5,
      note: '',
    });
    expect((await callDuty()).id).toBe(duty.id);
    const describe = callbackDuties.find(({ kind }) => kind === 'callback.complaint')?.describe;
    const { services, workspace } = company.baton;
    const line = async (audience: Audience) => {
      const told = await describe?.({
        services,
        reader: services.db.read,
        workspace,
        locale: 'en',
        t: en,
        now: services.clock.now(),
        duties: [duty],
        audience,
      });
      return told?.get(duty.id)?.line;
    };
    const quiet = en.callbacks.duties.quiet({ name: '王芳' });
    expect(await line('channel')).toBe(quiet);
    expect(await line({ staffId: company.people.sam?.id ?? '' })).toBe(quiet);
    expect(await line({ staffId: company.people.lucy?.id ?? '' })).toContain('after the complaint');
  });
});
