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
const longest = 2000;
export const customerMetadata = z.object({ customerId: z.string() });

interface FormInput {
  t: Messages;
  customer: Customer;
}

/** What was learned of a customer's trading. */
export function habitsView({ t, customer }: FormInput): ModalView {
  const { note: label, ...texts } = t.lifeCycle.habits;
  return oneTextView({ t, customer, callbackId: habitsForm, name: 'note', texts: { ...texts, label } });
}

/** Why a customer closed their account. */
export function reasonView({ t, customer }: FormInput): ModalView {
  const { reason: label, ...texts } = t.lifeCycle.reason;
  return oneTextView({ t, customer, callbackId: reasonForm, name: 'reason', texts: { ...texts, label } });
}

function oneTextView({
  t,
  customer,
  callbackId,
  name,
  texts,
}: FormInput & {
  callbackId: string;
  name: string;
  texts: { title: string; about(who: { name: string }): string; label: string; placeholder: string };
}): ModalView {
  const { title, label, placeholder } = texts;
  return modal({
    callbackId,
    title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { customerId: customer.id },
    blocks: [
      section(texts.about({ name: escapeText(customer.name) })),
      textInput({ name, label, placeholder, multiline: true, max: longest }),
    ],
  });
}

export const habitsShape = { note: requiredText({ max: longest }) };
export const reasonShape = { reason: requiredText({ max: longest }) };

/** What was noted, and what follows from it. */
export function notedView({ t, title, text }: { t: Messages; title: string; text: string }): ModalView {
  return modal({ callbackId: 'life-cycle.noted', title, close: t.common.close, blocks: [section(text)] });
}
