import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { requiredText } from '../../slack/forms.js';
import { textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';

export const takeBackForm = 'vip.take-back-form';
export const takeBackMetadata = z.object({ membershipId: z.string() });
const longest = 500;

/** Why a *Joined* was a mistake. `name`: the customer's, as typed. */
export function takeBackView({
  t,
  membershipId,
  name,
}: {
  t: Messages;
  membershipId: string;
  name: string;
}): ModalView {
  const texts = t.vip.takeBack;
  return modal({
    callbackId: takeBackForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { membershipId },
    blocks: [
      section(texts.about({ name: escapeText(name) })),
      textInput({ name: 'reason', label: texts.reason, placeholder: texts.placeholder, max: longest }),
    ],
  });
}

export const takeBackShape = { reason: requiredText({ max: longest }) };
