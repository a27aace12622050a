import type { ModalView } from '@slack/types';
import type { Customer } from '../../db/types.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { button, context, modal, section } from '../../slack/blocks.js';
import { requiredId } from '../../slack/forms.js';
import { searchInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';
import type { Category } from '../customer.js';

export const findForm = 'customer.find';
/** The typeahead of customers, for every form that asks for one. */
export const searchAction = 'customer.search';

/** Asks for a customer. */
export function findView({ t }: { t: Messages }): ModalView {
  const texts = t.customers.find;
  return modal({
    callbackId: findForm,
    title: texts.title,
    submit: texts.open,
    close: t.common.cancel,
    blocks: [
      searchInput({
        name: 'customer',
        label: texts.label,
        actionId: searchAction,
        placeholder: texts.placeholder,
      }),
    ],
  });
}

export const findShape = { customer: requiredId() };

/** What a search found, each with a button that opens the record. */
export function foundMessage({
  t,
  query,
  customers,
  marks,
}: {
  t: Messages;
  query: string;
  customers: readonly Customer[];
  /** what tells them apart */
  marks: ReadonlyMap<string, string>;
}): Rendered {
  const texts = t.customers.find;
  if (customers.length === 0) {
    const text = texts.nothing({ query: escapeText(query) });
    return { text, blocks: [section(text)] };
  }
  const shown = customers.slice(0, 10);
  return {
    text: texts.found({ count: shown.length }),
    blocks: [
      ...shown.map((customer) =>
        section(
          `*${escapeText(customer.name)}*\n${escapeText(marks.get(customer.id) ?? '')}${t.common.separator}${t.customers.categories[customer.category as Category]}`,
          { accessory: button({ text: texts.open, actionId: 'customer.open', value: customer.id }) },
        ),
      ),
      ...(customers.length > shown.length ? [context(texts.more)] : []),
    ],
  };
}
