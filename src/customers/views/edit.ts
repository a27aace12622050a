import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import { context, modal, section } from '../../slack/blocks.js';
import { escapeText } from '../../slack/text.js';
import type { CustomerFields, Edit, FieldName } from '../edit-customer.js';
import { customerInputs } from './register.js';

export const editForm = 'customer.edit-form';
export const editMetadata = z.object({
  customerId: z.string(),
  /** the latest edit when the form was filled */
  seen: z.string(),
  /** how often it was filled again */
  round: z.number().int().default(0),
});

/** Everything of a customer but stage and owners, to be changed; after somebody else's change, what that was. */
export function editView({
  t,
  fields,
  meanwhile,
  ...metadata
}: {
  t: Messages;
  fields: CustomerFields;
  customerId: string;
  seen: string;
  round: number;
  /** what others changed while the form was open, and who they are */
  meanwhile: readonly (Edit & { by: string | null })[];
}): ModalView {
  const texts = t.customers.edit;
  const blocks: KnownBlock[] = meanwhile.map(({ by, changed, before, after }) =>
    section(
      [
        texts.meanwhile({ who: by ? `<@${by}>` : t.common.nobody }),
        ...changed.map((field) => changeLine(t, { field, before: before[field], after: after[field] })),
      ].join('\n'),
    ),
  );
  if (meanwhile.length > 0) blocks.push(context(texts.kept));
  return modal({
    callbackId: editForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata,
    blocks: [...blocks, ...customerInputs({ t, fields, round: metadata.round })],
  });
}

/** "Address: old → new", with what was typed cut short. */
export function changeLine(
  t: Messages,
  { field, before, after }: { field: FieldName; before: string | undefined; after: string | undefined },
): string {
  const words = (value: string | undefined) => {
    if (!value) return t.customers.edit.nothing;
    if (field === 'source') return t.customers.sources[value as CustomerFields['source']];
    if (field === 'category') return t.customers.categories[value as CustomerFields['category']];
    return escapeText(value.replaceAll('\n', t.common.listSeparator).slice(0, longestValue));
  };
  return t.customers.edit.change({
    field: t.customers.edit.fields[field],
    before: words(before),
    after: words(after),
  });
}

const longestValue = 120;
