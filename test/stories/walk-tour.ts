import { demoCompany } from '../../src/demo/company.js';
import type { Acting, SlackClient } from '../../src/playground/client.js';
import type { Filling } from '../../src/playground/client-find.js';
import type { ClockInfo, Said, Tour, TourDeed } from '../../src/playground/protocol.js';
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
  const reached = () => playground.tours().find((one) => one.id === tour.id)?.at ?? 0;
  for (const [index, step] of tour.steps.entries()) {
    const person = slack.as(step.as[language]);
    for (const deed of step.does) {
      const channel = 'channel' in step.where ? step.where.channel : '@app';
      await doOne({ ...given, person, channel, deed, isDone: () => reached() > index });
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
  deed: TourDeed;
  isDone: () => boolean;
}): Promise<void> {
  const { playground, slack, language, person, channel, deed, isDone } = given;
  switch (deed.do) {
    case 'command':
      await person.command(channel, deed.text[language]);
      await person.modal();
      return;
    case 'press': {
      const message = await person.message(
        channel,
        (one) =>
          one.shown.includes(deed.about[language]) &&
          JSON.stringify(one.blocks).includes(`"${deed.action_id}"`),
      );
      await person.press({ action_id: deed.action_id }, { in: message });
      await person.modal();
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
      if (form.open) await form.closeAll();
      return;
    }
    case 'read':
      await slack.waitFor(() => person.dms().length > 0, {
        what: `a message of Baton's to ${person.id}`,
        timeoutMs: 10_000,
      });
      await slack.quiet();
      await person.act<'openHome'>({ type: 'openHome', tab: 'messages' });
      return;
    case 'wait':
      for (let left = mostThings; left > 0 && !isDone(); left--) {
        await clock(playground, { next: true });
        await slack.quiet();
      }
  }
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
  const response = await fetch(`${playground.pageUrl}playground/clock`, {
    ...(move && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(move),
    }),
  });
  if (!response.ok)
    throw new Error(`The clock of ${demoCompany.name} cannot be moved: ${await response.text()}`);
  return (await response.json()) as ClockInfo;
}
