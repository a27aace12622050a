import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { modal, option } from '../../slack/blocks.js';
import { choice, idList, optionalDay, optionalText, requiredText } from '../../slack/forms.js';
import { checkboxInput, dayInput, selectInput, textInput } from '../../slack/inputs.js';
import { categories, sources, stages } from '../customer.js';

export const registerForm = 'customer.register';

/** The form that registers a customer. */
export function registerView({ t, name }: { t: Messages; name?: string }): ModalView {
  const texts = t.customers.register;
  const { customers } = t;
  return modal({
    callbackId: registerForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks: [
      textInput({ name: 'name', label: texts.name, max: 120, initial: name }),
      textInput({
        name: 'phones',
        label: texts.phones,
        hint: texts.phonesHint,
        multiline: true,
        max: 300,
        optional: true,
      }),
      checkboxInput({
        name: 'known',
        label: texts.known,
        optional: true,
        options: [option(texts.acceptKnown, 'accept')],
      }),
      selectInput({
        name: 'source',
        label: texts.source,
        options: sources.map((key) => option(customers.sources[key], key)),
      }),
      selectInput({
        name: 'category',
        label: texts.category,
        options: categories.map((key) => option(customers.categories[key], key)),
        initial: 'ordinary',
      }),
      selectInput({
        name: 'stage',
        label: texts.stage,
        options: stages.filter((key) => key !== 'closed').map((key) => option(customers.stages[key], key)),
        initial: 'lead',
      }),
      textInput({ name: 'accountNumber', label: texts.accountNumber, max: 60, optional: true }),
      textInput({ name: 'other', label: texts.other, max: 500, optional: true }),
      textInput({ name: 'address', label: texts.address, max: 500, optional: true }),
      dayInput({ name: 'birthday', label: texts.birthday, optional: true }),
      textInput({ name: 'background', label: texts.background, multiline: true, optional: true }),
      textInput({ name: 'preferences', label: texts.preferences, multiline: true, optional: true }),
      textInput({ name: 'notes', label: texts.notes, multiline: true, optional: true }),
    ],
  });
}

/** Reader of the form. */
export const registerShape = {
  name: requiredText({ max: 120 }),
  phones: optionalText({ max: 300 }),
  known: idList(),
  source: choice(sources),
  category: choice(categories),
  stage: choice(stages),
  accountNumber: optionalText({ max: 60 }),
  other: optionalText({ max: 500 }),
  address: optionalText({ max: 500 }),
  birthday: optionalDay(),
  background: optionalText(),
  preferences: optionalText(),
  notes: optionalText(),
};
