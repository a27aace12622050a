import type { InputBlock, ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { modal, option } from '../../slack/blocks.js';
import { choice, idList, optionalDay, optionalText, requiredText } from '../../slack/forms.js';
import { checkboxInput, dayInput, selectInput, textInput } from '../../slack/inputs.js';
import { categories, sources, stages } from '../customer.js';
import type { CustomerFields } from '../edit-customer.js';

export const registerForm = 'customer.register';

/** The form that registers a customer. */
export function registerView({ t, name }: { t: Messages; name?: string }): ModalView {
  const texts = t.customers.register;
  const inputs = customerInputs({ t, fields: { name: name ?? '', category: 'ordinary' }, round: 0 });
  const stage = selectInput({
    name: 'stage',
    label: texts.stage,
    options: stages.filter((key) => key !== 'closed').map((key) => option(t.customers.stages[key], key)),
    initial: 'lead',
  });
  const beforeStage = inputs.findIndex(({ block_id }) => block_id === 'category') + 1;
  return modal({
    callbackId: registerForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks: inputs.toSpliced(beforeStage, 0, stage),
  });
}

/**
 * What is asked of a customer, when they are registered and whenever it is edited.
 * @param round a form that is filled again forgets what was entered before
 */
export function customerInputs({
  t,
  fields,
  round,
}: {
  t: Messages;
  fields: Partial<CustomerFields>;
  round: number;
}): InputBlock[] {
  const texts = t.customers.register;
  const { customers } = t;
  const at = (name: string) => (round === 0 ? name : `${name}#${round}`);
  const text = (name: 'accountNumber' | 'other' | 'address', max: number) =>
    textInput({ name: at(name), label: texts[name], max, optional: true, initial: fields[name] });
  const longText = (name: 'background' | 'preferences' | 'notes') =>
    textInput({ name: at(name), label: texts[name], multiline: true, optional: true, initial: fields[name] });
  return [
    textInput({ name: at('name'), label: texts.name, max: 120, initial: fields.name }),
    textInput({
      name: at('phones'),
      label: texts.phones,
      hint: texts.phonesHint,
      multiline: true,
      max: 300,
      optional: true,
      initial: fields.phones,
    }),
    checkboxInput({
      name: at('known'),
      label: texts.known,
      optional: true,
      options: [option(texts.acceptKnown, 'accept')],
    }),
    selectInput({
      name: at('source'),
      label: texts.source,
      options: sources.map((key) => option(customers.sources[key], key)),
      initial: fields.source,
    }),
    selectInput({
      name: at('category'),
      label: texts.category,
      options: categories.map((key) => option(customers.categories[key], key)),
      initial: fields.category,
    }),
    text('accountNumber', 60),
    text('other', 500),
    text('address', 500),
    dayInput({ name: at('birthday'), label: texts.birthday, optional: true, initial: fields.birthday }),
    longText('background'),
    longText('preferences'),
    longText('notes'),
  ];
}

/** Reader of the form that edits. */
export const editShape = {
  name: requiredText({ max: 120 }),
  phones: optionalText({ max: 300 }),
  known: idList(),
  source: choice(sources),
  category: choice(categories),
  accountNumber: optionalText({ max: 60 }),
  other: optionalText({ max: 500 }),
  address: optionalText({ max: 500 }),
  birthday: optionalDay(),
  background: optionalText(),
  preferences: optionalText(),
  notes: optionalText(),
};

/** Reader of the form that registers. */
export const registerShape = { ...editShape, stage: choice(stages) };
