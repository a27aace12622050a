import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, modal, option, section } from '../../slack/blocks.js';
import { choice, optionalChoice, optionalInstant, optionalText } from '../../slack/forms.js';
import { instantInput, radioInput, selectInput, textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';
import type { CallKind } from '../callback.js';

export const recordCallForm = 'callback.record-form';

const outcomes = ['reached', 'not-reached'] as const;
const levels = ['5', '4', '3', '2', '1'] as const;

/** What came of a call. */
export function recordCallView({
  t,
  customer,
  callbackId,
  kind,
}: {
  t: Messages;
  customer: Pick<Customer, 'id' | 'name'>;
  callbackId: string | null;
  kind: CallKind;
}): ModalView {
  const texts = t.callbacks.form;
  return modal({
    callbackId: recordCallForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { customerId: customer.id, callbackId },
    blocks: [
      section(texts.about({ name: escapeText(customer.name), kind: t.callbacks.kinds[kind] })),
      radioInput({
        name: 'outcome',
        label: texts.outcome,
        options: outcomes.map((key) => option(texts.outcomes[key], key)),
      }),
      selectInput({
        name: 'satisfaction',
        label: texts.satisfaction,
        hint: texts.satisfactionHint,
        options: levels.map((key) => option(texts.levels[key], key)),
        optional: true,
      }),
      textInput({
        name: 'note',
        label: texts.note,
        placeholder: texts.notePlaceholder,
        multiline: true,
        max: 2000,
        optional: true,
      }),
      instantInput({ name: 'next', label: texts.next, hint: texts.nextHint, optional: true }),
    ],
  });
}

export const recordCallShape = {
  outcome: choice(outcomes),
  satisfaction: optionalChoice(levels),
  note: optionalText({ max: 2000 }),
  next: optionalInstant(),
};
export const recordCallMetadata = z.object({ customerId: z.string(), callbackId: z.string().nullable() });

/** What was noted and what happens next; who is not satisfied may have a complaint. */
export function callRecordedView({
  t,
  customerId,
  lines,
  dissatisfied,
}: {
  t: Messages;
  customerId: string;
  lines: readonly string[];
  dissatisfied: boolean;
}): ModalView {
  const blocks: KnownBlock[] = [section(lines.join('\n'))];
  if (dissatisfied) {
    blocks.push(
      section(t.callbacks.recorded.dissatisfied),
      actions([
        button({
          text: t.callbacks.recorded.registerComplaint,
          actionId: 'complaint.register-for-customer',
          value: customerId,
          style: 'primary',
        }),
      ]),
    );
  }
  return modal({
    callbackId: 'callback.recorded',
    title: t.callbacks.form.title,
    close: t.common.close,
    blocks,
  });
}
