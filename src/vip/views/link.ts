import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { optionalId, optionalText } from '../../slack/forms.js';
import { textInput, userInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';

export const linkForm = 'vip.link-form';

/** Which Slack account is a customer's. */
export function linkView({
  t,
  customer,
  slackUserId,
}: {
  t: Messages;
  customer: Pick<Customer, 'id' | 'name'>;
  slackUserId: string | null;
}): ModalView {
  const texts = t.vip.link;
  return modal({
    callbackId: linkForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { customerId: customer.id },
    blocks: [
      section(texts.about({ name: escapeText(customer.name) })),
      userInput({
        name: 'person',
        label: texts.person,
        hint: texts.personHint,
        initial: slackUserId,
        optional: true,
      }),
      textInput({
        name: 'memberId',
        label: texts.memberId,
        hint: texts.memberIdHint,
        max: 20,
        optional: true,
      }),
    ],
  });
}

export const linkShape = {
  person: optionalId(),
  memberId: optionalText({ max: 20 }).refine(
    (text) => text === '' || /^[UW][A-Z0-9]{2,}$/.test(text.toUpperCase()),
    'vipMemberId',
  ),
};
export const linkMetadata = z.object({ customerId: z.string() });
