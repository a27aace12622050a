import type { ModalView } from '@slack/types';
import type { MessageTemplate } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, modal, section } from '../../slack/blocks.js';
import { requiredText } from '../../slack/forms.js';
import { textInput } from '../../slack/inputs.js';

export const restoredShape = { last: requiredText({ max: 40 }) };

/** Asks for the last number that anybody has seen; one series at a time. */
export function restoredForm({
  label,
  known,
  index,
  t,
}: {
  label: string;
  /** the last number in the database; null: none */
  known: string | null;
  /** zero-based index of the series */
  index: number;
  t: Messages;
}): ModalView {
  const texts = t.people.restored;
  return modal({
    callbackId: 'people.restored-form',
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { index },
    blocks: [
      section(texts.explain),
      textInput({
        name: 'last',
        label,
        hint: known ? texts.known({ number: known }) : texts.knownNone,
        ...(known ? { initial: known } : {}),
      }),
    ],
  });
}

export function restoredView({
  answer: { lost, next },
  t,
}: {
  answer: { lost: { from: string; to: string } | null; next: string };
  t: Messages;
}): ModalView {
  const texts = t.people.restored;
  return modal({
    callbackId: 'people.restored-done',
    title: texts.title,
    close: t.common.close,
    blocks: [section(lost ? texts.lost({ ...lost, next }) : texts.nothingLost({ next }))],
  });
}

/** To administrators: numbers wait for them. */
export const restoredNotice: MessageTemplate = {
  template: 'people.restored',
  async render({ workspace, t }) {
    if (!workspace.numbersUnsureSince) return null;
    const text = t.people.restored.notice;
    return {
      text,
      blocks: [
        section(text),
        actions([button({ text: t.people.restored.open, actionId: 'people.restored', style: 'primary' })]),
      ],
    };
  },
};
