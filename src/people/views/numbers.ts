import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { minutesOfDay, timeOfDay } from '../../calendar/local-date.js';
import type { HistoryEntry } from '../../db/history.js';
import type { Workspace } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import {
  type NumberKey,
  type NumberProcess,
  type Numbers,
  numberKeys,
  numberProcesses,
  numbersIn,
  numbersOf,
  ruleOf,
  usualNumbers,
} from '../../settings/numbers.js';
import { button, context, modal, section } from '../../slack/blocks.js';
import { optionalText, optionalTime } from '../../slack/forms.js';
import { numberInput, timeInput } from '../../slack/inputs.js';
import { date } from '../../slack/text.js';

export const numbersView = 'people.numbers-view';
export const numbersForm = 'people.numbers-form';

/** In the checklist: how many there are, and the way to them. */
export function numbersSummary({ workspace, t }: { workspace: Workspace; t: Messages }): KnownBlock {
  const texts = t.settings.summary;
  const numbers = numbersOf(workspace);
  const count = numberKeys.length;
  const changed = numberKeys.filter((key) => numbers[key] !== usualNumbers[key]).length;
  const text = changed > 0 ? texts.changed({ count, changed }) : texts.usual({ count });
  return section(`*${texts.title}*\n${text}`, {
    accessory: button({ text: texts.open, actionId: 'people.numbers' }),
  });
}

/** The numbers of all processes: what counts, what was given, what was changed when and by whom. */
export function numbersOverview({
  workspace,
  changes,
  nameOf,
  t,
}: {
  workspace: Workspace;
  changes: readonly Pick<HistoryEntry, 'actorId' | 'before' | 'after' | 'at'>[];
  /** by staff id, as mrkdwn */
  nameOf: (staffId: string | null) => string;
  t: Messages;
}): ModalView {
  const texts = t.settings.overview;
  const numbers = numbersOf(workspace);
  const history = changes.flatMap((change) => changeLines({ change, workspace, nameOf, t }));
  return modal({
    callbackId: numbersView,
    title: texts.title,
    close: t.common.back,
    blocks: [
      context(texts.explain),
      ...numberProcesses.map((process) =>
        section(
          [
            `*${t.settings.processes[process]}*`,
            ...numbersIn(process).map((key) => numberLine({ key, numbers, t })),
          ].join('\n'),
          {
            accessory: button({
              text: t.people.setup.change,
              actionId: 'people.numbers-of',
              value: process,
            }),
          },
        ),
      ),
      ...(history.length > 0 ? [context([`*${texts.history}*`, ...history.slice(0, 8)].join('\n'))] : []),
    ],
  });
}

const shown = (t: Messages, key: NumberKey, value: number) => t.settings.units[ruleOf(key).unit](value);

function numberLine({ key, numbers, t }: { key: NumberKey; numbers: Numbers; t: Messages }): string {
  const texts = t.settings.overview;
  const { given, usual } = ruleOf(key);
  const value = shown(t, key, usual);
  const note =
    numbers[key] === usual
      ? given
        ? texts.given
        : ''
      : given
        ? texts.wasGiven({ value })
        : texts.wasDefault({ value });
  return texts.line({ name: t.settings.numbers[key], value: shown(t, key, numbers[key]), note });
}

function changeLines({
  change,
  workspace: { timeZone },
  nameOf,
  t,
}: {
  change: Pick<HistoryEntry, 'actorId' | 'before' | 'after' | 'at'>;
  workspace: Workspace;
  nameOf: (staffId: string | null) => string;
  t: Messages;
}): string[] {
  // Numbers that this build no longer has are not told of.
  return numberKeys.flatMap((key) => {
    const [from, to] = [change.before?.[key], change.after?.[key]];
    if (typeof from !== 'number' || typeof to !== 'number') return [];
    return [
      t.settings.overview.change({
        at: date(change.at, t, { timeZone }),
        who: nameOf(change.actorId),
        process: t.settings.processes[ruleOf(key).process],
        name: t.settings.numbers[key],
        from: shown(t, key, from),
        to: shown(t, key, to),
      }),
    ];
  });
}

export const numbersMetadata = z.object({
  process: z.enum(numberProcesses),
  seen: z.partialRecord(z.enum(numberKeys as [NumberKey, ...NumberKey[]]), z.number()),
});

/** The numbers of one process, to be changed. */
export function numbersEdit({
  workspace,
  process,
  t,
}: {
  workspace: Workspace;
  process: NumberProcess;
  t: Messages;
}): ModalView {
  const numbers = numbersOf(workspace);
  const keys = numbersIn(process);
  return modal({
    callbackId: numbersForm,
    title: t.settings.processes[process],
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { process, seen: Object.fromEntries(keys.map((key) => [key, numbers[key]])) },
    blocks: [context(t.settings.form.explain), ...keys.map((key) => numberField({ key, numbers, t }))],
  });
}

function numberField({ key, numbers, t }: { key: NumberKey; numbers: Numbers; t: Messages }): KnownBlock {
  const texts = t.settings.form;
  const { unit, usual, min, max, given } = ruleOf(key);
  const plain = (value: number) => (unit === 'time-of-day' ? timeOfDay(value) : String(value));
  const base = {
    name: key,
    label: texts.label({ name: t.settings.numbers[key], unit: t.settings.unitNames[unit] }),
    hint: texts[given ? 'given' : 'usual']({ value: shown(t, key, usual), min: plain(min), max: plain(max) }),
    optional: true,
  };
  return unit === 'time-of-day'
    ? timeInput({ ...base, initial: timeOfDay(numbers[key]) })
    : numberInput({ ...base, initial: numbers[key], min, max });
}

/** Reads the form of one process: numbers, null for the default. What is no number is refused by the use-case. */
export function numbersShape(process: NumberProcess): Record<string, z.ZodType<number | null>> {
  const time = optionalTime().transform((typed) => (typed === null ? null : minutesOfDay(typed)));
  const number = optionalText({ max: 20 }).transform((typed) => (typed === '' ? null : Number(typed)));
  return Object.fromEntries(
    numbersIn(process).map((key) => [key, ruleOf(key).unit === 'time-of-day' ? time : number]),
  );
}
