import { demoCompany } from '../../src/demo/company.js';
import type { Acting, SlackClient } from '../../src/playground/client.js';
import { blocksOf, type Filling, type Seen } from '../../src/playground/client-find.js';
import type { ClockInfo, Said, Tour, TourDeed } from '../../src/playground/protocol.js';
import { shownText } from '../../src/playground/server/escape.js';
import type { Playground } from '../../src/playground/server/start-playground.js';

export type Language = keyof Said;

/** Far more than any story needs: whoever waits longer waits for nothing. */
const mostThings = 80;

/** Walks a tour as its steps say; each must be ticked off before the next begins. */
export async function walkTour(given: {
  playground: Playground;
  slack: SlackClient;
  tour: Tour;
  language: Language;
}): Promise<void> {
  const { playground, slack, tour, language } = given;
  await post(playground, 'tours', { id: tour.id, at: 0 });
  const reached = () => playground.tours().find((one) => one.id === tour.id)?.at ?? 0;
  for (const [index, step] of tour.steps.entries()) {
    const person = slack.as(step.as[language]);
    for (const deed of step.does) {
      const channel = 'channel' in step.where ? step.where.channel : '@app';
      const tab = 'home' in step.where ? step.where.home : 'messages';
      await doOne({ ...given, person, channel, tab, deed, isDone: () => reached() > index });
    }
    await slack.waitFor(() => reached() === index + 1, {
      what: `“${step.says[language]}” of ${tour.id}`,
      timeoutMs: 10_000,
    });
    await slack.quiet();
  }
}

async function doOne(given: {
  playground: Playground;
  slack: SlackClient;
  language: Language;
  person: Acting;
  channel: string;
  tab: 'home' | 'messages';
  deed: TourDeed;
  isDone: () => boolean;
}): Promise<void> {
  const { playground, slack, language, person, channel, tab, deed, isDone } = given;
  switch (deed.do) {
    case 'command':
      await person.command(channel, deed.text[language]);
      await person.modal();
      return;
    case 'press': {
      const message = await person.message(
        channel,
        (one) => blockWith(one, deed.action_id, deed.about[language]) !== undefined,
      );
      const block_id = blockWith(message, deed.action_id, deed.about[language]) ?? '';
      await person.press({ action_id: deed.action_id, block_id }, { in: message });
      if (!deed.quiet) await person.modal();
      return;
    }
    case 'pressInForm': {
      const form = await person.modal();
      await form.press({ action_id: deed.action_id });
      await person.waitFor((one) => one.topModal()?.id !== form.id, {
        what: `A form after ${deed.action_id}`,
      });
      return;
    }
    case 'submit': {
      const form = await person.modal();
      for (const [blockId, value] of Object.entries(deed.values)) {
        await form.choose({ block_id: blockId }, await fillingFor(playground, value, language));
        await slack.quiet();
      }
      const { errors } = await form.submit();
      if (errors) throw new Error(`Refused: ${JSON.stringify(errors)}\n${person.describe()}`);
      if (deed.andPress) await form.press({ action_id: deed.andPress });
      if (form.open) await form.closeAll();
      return;
    }
    case 'read':
      await slack.waitFor(() => tab === 'home' || person.dms().length > 0, {
        what: `a message of Baton's to ${person.id}`,
        timeoutMs: 10_000,
      });
      await slack.quiet();
      await person.act<'openHome'>({ type: 'openHome', tab });
      return;
    case 'add':
      await person.act<'inviteUser'>({ type: 'inviteUser', channel, user: deed.user[language] });
      return;
    case 'morning': {
      const { now, morning } = await clock(playground);
      if (!isEarly(now)) await clock(playground, { to: morning });
      await slack.quiet();
      return;
    }
    case 'hour':
      await clock(playground, { advance: 60 });
      await slack.quiet();
      return;
    case 'wait':
      for (let left = mostThings; left > 0 && !isDone(); left--) {
        await clock(playground, { next: true });
        await slack.quiet();
      }
  }
}

/** Between the opening and the first digest: nothing of the day has happened yet. */
export function isEarly(now: string): boolean {
  const time = new Intl.DateTimeFormat('sv', { timeZone: demoCompany.timeZone, timeStyle: 'short' });
  return time.format(new Date(now)) < '08:30' && time.format(new Date(now)) >= '08:20';
}

/** The block that holds an action and belongs to what is said before it, or in it. */
function blockWith(message: Seen, actionId: string, about: string): string | undefined {
  const blocks = blocksOf(message);
  const from = blocks.findIndex((block) => shownText([block]).includes(about));
  if (from < 0) return undefined;
  const found = blocks.slice(from).find((block) => JSON.stringify(block).includes(`"${actionId}"`));
  return found && String(found.block_id);
}

async function fillingFor(
  playground: Playground,
  value: Said | { hours: number },
  language: Language,
): Promise<Filling> {
  if (!('hours' in value)) return value[language];
  const { now } = await clock(playground);
  return new Date(Date.parse(now) + value.hours * 3_600_000);
}

/** The page's own clock: everything on the way really happens. */
async function clock(playground: Playground, move?: object): Promise<ClockInfo> {
  const known = move
    ? await post(playground, 'clock', move)
    : await (await fetch(`${playground.pageUrl}playground/clock`)).json();
  return known as ClockInfo;
}

async function post(playground: Playground, what: 'clock' | 'tours', asked: object): Promise<unknown> {
  const response = await fetch(`${playground.pageUrl}playground/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  if (!response.ok) throw new Error(`${what} ${JSON.stringify(asked)}: ${await response.text()}`);
  return response.json();
}
