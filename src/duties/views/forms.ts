import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import { modal, option, section } from '../../slack/blocks.js';
import { choice, optionalInstant, requiredId, requiredText } from '../../slack/forms.js';
import { instantInput, radioInput, textInput, userInput } from '../../slack/inputs.js';

const mostReason = 300;
const snoozeChoices = ['later-today', 'tomorrow-morning', 'at-time'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

export const dutyMetadata = z.object({ dutyId: z.string() });

export const snoozeShape = {
  until: choice(snoozeChoices),
  time: optionalInstant(),
  reason: requiredText({ max: mostReason }),
};

export const handOverShape = { to: requiredId(), word: requiredText({ max: mostReason }) };

/** Puts a reminder off: until when, and why. `line` is what is owed. */
export function snoozeForm({ dutyId, line, t }: { dutyId: string; line: string; t: Messages }): ModalView {
  const texts = t.duties.snoozeForm;
  return modal({
    callbackId: 'duty.snooze-form',
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { dutyId },
    blocks: [
      section(`${line}\n${texts.explain}`),
      radioInput({
        name: 'until',
        label: texts.until,
        options: [
          option(texts.laterToday, 'later-today'),
          option(texts.tomorrowMorning, 'tomorrow-morning'),
          option(texts.atTime, 'at-time'),
        ],
        initial: 'tomorrow-morning',
      }),
      instantInput({ name: 'time', label: texts.time, hint: texts.timeHint, optional: true }),
      textInput({
        name: 'reason',
        label: texts.reason,
        placeholder: texts.reasonPlaceholder,
        max: mostReason,
      }),
    ],
  });
}

/** Hands a duty to a colleague with a word. */
export function handOverForm({ dutyId, line, t }: { dutyId: string; line: string; t: Messages }): ModalView {
  const texts = t.duties.handOverForm;
  return modal({
    callbackId: 'duty.hand-over-form',
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { dutyId },
    blocks: [
      section(`${line}\n${texts.explain}`),
      userInput({ name: 'to', label: texts.to }),
      textInput({
        name: 'word',
        label: texts.word,
        placeholder: texts.wordPlaceholder,
        max: mostReason,
        multiline: true,
      }),
    ],
  });
}
