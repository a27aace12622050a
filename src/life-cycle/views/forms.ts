import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { requiredText } from '../../slack/forms.js';
import { textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';

export const habitsForm = 'life-cycle.habits-form';
export const reasonForm = 'life-cycle.reason-form';
export const customerMetadata = z.object({ customerId: z.string() });

/** What was learned of a customer's trading. */
export function habitsView({ t, customer }: { t: Messages; customer: Customer }): ModalView {
  const texts = t.lifeCycle.habits;
  return modal({
    callbackId: habitsForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { customerId: customer.id },
    blocks: [
      section(texts.about({ name: escapeText(customer.name) })),
      textInput({
        name: 'note',
        label: texts.note,
        placeholder: texts.placeholder,
        multiline: true,
        max: 2000,
      }),
    ],
  });
}

export const habitsShape = { note: requiredText({ max: 2000 }) };

/** Why a customer closed their account. */
export function reasonView({ t, customer }: { t: Messages; customer: Customer }): ModalView {
  const texts = t.lifeCycle.reason;
  return modal({
    callbackId: reasonForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { customerId: customer.id },
    blocks: [
      section(texts.about({ name: escapeText(customer.name) })),
      textInput({
        name: 'reason',
        label: texts.reason,
        placeholder: texts.placeholder,
        multiline: true,
        max: 2000,
      }),
    ],
  });
}

export const reasonShape = { reason: requiredText({ max: 2000 }) };

/** What was noted, and what follows from it. */
export function notedView({ t, title, text }: { t: Messages; title: string; text: string }): ModalView {
  return modal({ callbackId: 'life-cycle.noted', title, close: t.common.close, blocks: [section(text)] });
}
