import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { localDate } from '../../calendar/local-time.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, modal, section } from '../../slack/blocks.js';
import { optionalDay, optionalId, requiredDay } from '../../slack/forms.js';
import { dayInput, userInput } from '../../slack/inputs.js';
import { plainDate } from '../../slack/text.js';
import type { Person } from '../person.js';

export const absenceMetadata = z.object({ staffId: z.string() });

/** Local days of the workspace; `substitute` is a Slack id. */
export const absenceShape = { from: requiredDay(), until: optionalDay(), substitute: optionalId() };

/** When somebody is away and who stands in; for themselves, or filled in by their lead. */
export function absenceForm({
  person,
  substitute,
  viewer,
  timeZone,
  now,
  t,
}: {
  person: Person;
  substitute: Person | null;
  viewer: Person;
  timeZone: string;
  now: Date;
  t: Messages;
}): ModalView {
  const texts = t.people.absence;
  const recorded = isRecorded(person, now);
  const day = (instant: Date | null) => (instant ? localDate(timeZone, instant) : null);
  const intro = person.id === viewer.id ? texts.ofYou : texts.ofColleague(`<@${person.slackUserId}>`);
  return modal({
    callbackId: 'people.absence-form',
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { staffId: person.id },
    blocks: [
      section(intro),
      ...(recorded ? recordedBlocks({ person, substitute, timeZone, t }) : []),
      dayInput({
        name: 'from',
        label: texts.from,
        initial: recorded ? day(person.awayFrom) : localDate(timeZone, now),
      }),
      dayInput({
        name: 'until',
        label: texts.until,
        hint: texts.untilHint,
        initial: recorded ? day(person.awayUntil) : null,
        optional: true,
      }),
      userInput({
        name: 'substitute',
        label: texts.substitute,
        hint: texts.substituteHint,
        initial: recorded ? substitute?.slackUserId : null,
        optional: true,
      }),
    ],
  });
}

/** Whether an absence is running or ahead. */
function isRecorded(person: Person, now: Date): boolean {
  return person.awayFrom !== null && (person.awayUntil === null || person.awayUntil > now);
}

function recordedBlocks({
  person,
  substitute,
  timeZone,
  t,
}: {
  person: Person;
  substitute: Person | null;
  timeZone: string;
  t: Messages;
}): KnownBlock[] {
  return [
    section(recordedLine({ person, substitute, timeZone, t })),
    actions([button({ text: t.people.absence.back, actionId: 'people.back', value: person.id })]),
  ];
}

function recordedLine({
  person,
  substitute,
  timeZone,
  t,
}: {
  person: Person;
  substitute: Person | null;
  timeZone: string;
  t: Messages;
}): string {
  const on = (instant: Date) => plainDate(instant, t, { timeZone, style: 'date' });
  return t.people.absence.now({
    from: person.awayFrom ? on(person.awayFrom) : '',
    until: person.awayUntil ? on(person.awayUntil) : null,
    substitute: substitute ? `<@${substitute.slackUserId}>` : null,
  });
}

/** What the form turns into once it is done: the absence as it stands, or that there is none. */
export function absenceRecorded({
  person,
  substitute,
  timeZone,
  t,
}: {
  person: Person;
  substitute: Person | null;
  timeZone: string;
  t: Messages;
}): ModalView {
  const text = person.awayFrom ? recordedLine({ person, substitute, timeZone, t }) : t.people.absence.cleared;
  return modal({
    callbackId: 'people.absence-recorded',
    title: t.people.absence.title,
    close: t.common.close,
    blocks: [section(text)],
  });
}
