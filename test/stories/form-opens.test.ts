import { afterEach, describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { methods } from '../../src/playground/server/api-methods.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import {
  type FormWorld,
  type Opening,
  openings,
  pressOf,
  pressOnce,
  stackOf,
  standsAs,
  startFormWorld,
} from './every-form.js';

// Whatever else is slow at Slack, a form opens within the three seconds that its trigger lives; where no window can be
// opened, the person hears of it in the same time.

const en = messages('en');
const triggerMs = 3_000;
const windows = ['views.open', 'views.push', 'views.update'];
let company: TestBaton | undefined;
afterEach(async () => {
  company?.slack.trouble.clear();
  await company?.stop();
  company = undefined;
});

/** Every call to Slack but those that open windows is taken and never answered. */
function nothingElseAnswers({ slack }: TestBaton): void {
  for (const method of Object.keys(methods)) {
    if (!windows.includes(method)) slack.trouble.next({ method, kind: 'hang', times: 1_000_000 });
  }
}

/** Resolves when it is so, or after `triggerMs`: gives the milliseconds that it took. */
async function within({ slack }: TestBaton, isSo: () => boolean): Promise<number> {
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!isSo() && performance.now() - began < triggerMs) return;
      stop();
      clearInterval(now_and_then);
      resolve();
    };
    const stop = slack.onChange(look);
    const now_and_then = setInterval(look, 50);
    look();
  });
  return performance.now() - began;
}

async function begin(world: FormWorld, opening: Opening): Promise<void> {
  const { company } = world;
  const { slack } = company;
  const person = company.as(opening.as);
  if ('command' in opening) {
    const channel = person.client().channels.find(({ name }) => name === 'general')?.id ?? '';
    await slack.act(person.id, { type: 'command', channel, text: opening.command });
  } else if ('shortcut' in opening) {
    await slack.act(person.id, { type: 'shortcut', callback_id: opening.shortcut });
  } else if ('fromMessage' in opening) {
    const channel = person.client().channels.find(({ name }) => name === 'general')?.id ?? '';
    const { ts } = await slack.act(person.id, { type: 'message', channel, text: 'They are angry' });
    await slack.act(person.id, { type: 'messageShortcut', callback_id: opening.fromMessage, channel, ts });
  } else {
    const payload = pressOf(world, person, opening);
    await slack.ground.deliver({ name: 'block_actions', kind: 'interactive', payload });
  }
}

it('every form opens in time while nothing else at Slack answers', { timeout: 60_000 }, async () => {
  const world = await startFormWorld();
  company = world.company;
  await pressOnce(world);
  nothingElseAnswers(company);
  const late: string[] = [];
  for (const opening of openings(world.ids)) {
    const person = company.as(opening.as);
    await standsAs(world, opening);
    await begin(world, opening);
    const took = await within(world.company, () => person.modals().length > 0);
    const [modal] = person.modals();
    if (!modal || stackOf(world, person).includes('slack.error') || took >= triggerMs) {
      late.push(`${opening.name}: ${modal ? shown(modal.blocks) : 'nothing'}`);
    }
    if (modal) await company.slack.act(person.id, { type: 'close', view_id: modal.id, all: true });
  }
  expect(late).toEqual([]);
  expect(world.errors).toEqual([]);
});

describe('where Slack has to be asked first', () => {
  it('a window says so, until it has answered', async () => {
    company = await startTestBaton({ setUp: false });
    const david = company.as('david');
    nothingElseAnswers(company);
    await company.slack.act(david.id, { type: 'command', channel: 'C0GENERAL', text: '/baton setup' });
    expect(await within(company, () => david.modals().length > 0)).toBeLessThan(triggerMs);
    // Nobody knows yet what David reads: the company's language.
    expect(shown(david.modal().blocks)).toContain(messages('zh-CN').slack.waiting);
  });

  it('whoever uses Baton for the first time, and whoever they choose, is not waited for', async () => {
    company = await startTestBaton();
    await company.baton.services.db.transaction((tx) =>
      tx.staff.deleteMany({ where: { slackUserId: { in: ['U0IVY', 'U0HELEN'] } } }),
    );
    nothingElseAnswers(company);
    const ivy = company.as('ivy');
    await company.slack.act(ivy.id, { type: 'command', channel: 'C0GENERAL', text: '/complaint x' });
    expect(await within(company, () => ivy.modals().length > 0)).toBeLessThan(triggerMs);
    const peter = company.as('peter');
    await company.slack.act(peter.id, {
      type: 'command',
      channel: 'C0GENERAL',
      text: '/baton away @helen',
    });
    expect(await within(company, () => peter.modals().length > 0)).toBeLessThan(triggerMs);
  });
});

describe('Slack lets no window be opened', () => {
  /** What the person was told last, beside where they are or in the direct message. */
  const told = (person: Actor) =>
    [...person.messages('service'), ...person.messages('general'), ...person.messages('@baton')]
      .filter(({ bot }) => bot)
      .map(({ text }) => text);
  const limited = (to: TestBaton) =>
    to.slack.trouble.next({ method: 'views.open', kind: 'ratelimited', retryAfter: 60, times: 1_000 });

  const ways: Record<string, (sam: Actor, to: TestBaton) => Promise<unknown>> = {
    command: (sam) => sam.command('service', '/complaint x'),
    shortcut: (sam) => sam.shortcut('complaint.register'),
    'button of a message': (sam) => sam.press('complaint.open', { channel: 'service' }),
    'button of App Home': (sam) => sam.press('complaint.register-from-home'),
  };
  for (const [name, way] of Object.entries(ways)) {
    it(`${name}: the person is told at once when to try again`, async () => {
      company = await startTestBaton();
      const sam = company.as('sam');
      await sam.command('service', '/complaint The first');
      await sam.submit({ complainant: 'Ann', category: 'fees' });
      await sam.closeModal();
      if (name.includes('message')) await sam.command('service', '/complaint list');
      if (name.includes('Home')) await sam.openHome();
      limited(company);
      const began = performance.now();
      await way(sam, company);
      expect(performance.now() - began).toBeLessThan(triggerMs);
      expect(sam.modals()).toEqual([]);
      expect(told(sam)).toContain(en.errors.windowBusy({ seconds: 60 }));
    });
  }

  it('a window that does not answer: told within the time that a trigger has', async () => {
    company = await startTestBaton();
    const sam = company.as('sam');
    company.slack.trouble.next({ method: 'views.open', kind: 'hang' });
    await company.slack.act(sam.id, { type: 'command', channel: 'C0SERVICE', text: '/complaint x' });
    const words = en.errors.windowLate;
    expect(await within(company, () => told(sam).includes(words))).toBeLessThan(triggerMs);
  });

  for (const kind of ['500', 'drop', 'drop-after-doing-it'] as const) {
    it(`${kind}, once: the form opens, and nobody hears of it`, async () => {
      company = await startTestBaton();
      const sam = company.as('sam');
      company.slack.trouble.next({ method: 'views.open', kind });
      await sam.command('service', '/complaint x');
      expect(sam.modals()).toHaveLength(1);
      expect(told(sam)).toEqual([]);
    });
  }
});

describe('the link to the message that a complaint is registered from', () => {
  const linkOf = async ({ baton }: TestBaton) =>
    (await baton.services.db.read.complaint.findFirstOrThrow()).sourceLink;

  it('is not waited for, and is put in once the form is sent', async () => {
    company = await startTestBaton();
    const sam = company.as('sam');
    const { ts } = await sam.say('service', 'The customer is angry');
    company.slack.trouble.next({ method: 'chat.getPermalink', kind: '500', times: 8 });
    await sam.messageShortcut('complaint.register-from-message', { channel: 'service', ts });
    expect(sam.modals()).toHaveLength(1);
    company.slack.trouble.clear();
    await sam.submit({ complainant: 'Ann', category: 'fees' });
    expect(await linkOf(company)).toContain(ts.replace('.', ''));
  });

  it('stands in the form as soon as it is there', async () => {
    company = await startTestBaton();
    const sam = company.as('sam');
    const { ts } = await sam.say('service', 'The customer is angry');
    await sam.messageShortcut('complaint.register-from-message', { channel: 'service', ts });
    expect(shown(sam.modal().blocks)).toContain(ts.replace('.', ''));
  });
});
