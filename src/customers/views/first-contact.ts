import type { ModalView } from '@slack/types';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { requiredText } from '../../slack/forms.js';
import { textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';

export const firstContactForm = 'customer.first-contact-form';
const longest = 2000;

/** What was talked about when the customer was reached for the first time. */
export function firstContactView({ t, customer }: { t: Messages; customer: Customer }): ModalView {
  const texts = t.customers.firstContact;
  return modal({
    callbackId: firstContactForm,
    title: t.customers.record.contacted,
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
        max: longest,
      }),
    ],
  });
}

export const firstContactShape = { note: requiredText({ max: longest }) };
