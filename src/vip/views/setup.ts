import type { ModalView } from '@slack/types';
import type { VipGroup } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { context, modal, option } from '../../slack/blocks.js';
import { choice, optionalId, optionalText, requiredId } from '../../slack/forms.js';
import { channelInput, radioInput, textInput, userInput } from '../../slack/inputs.js';

export const setupForm = 'vip.setup-form';
const kinds = ['slack', 'outside'] as const;

/** What the VIP group is, where colleagues see who joins, and who keeps it. */
export function setupView({
  t,
  group,
  keeperSlackUserId,
}: {
  t: Messages;
  group: VipGroup | null;
  keeperSlackUserId: string | null;
}): ModalView {
  const texts = t.vip.setup;
  return modal({
    callbackId: setupForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      radioInput({
        name: 'kind',
        label: texts.kind,
        options: kinds.map((key) => option(texts.kinds[key], key)),
        initial: group?.kind ?? 'slack',
      }),
      channelInput({
        name: 'channel',
        label: texts.channel,
        hint: texts.channelHint,
        initial: group?.channelId ?? null,
        optional: true,
      }),
      textInput({
        name: 'name',
        label: texts.name,
        hint: texts.nameHint,
        max: 80,
        initial: group?.name ?? null,
        optional: true,
      }),
      channelInput({
        name: 'cards',
        label: texts.cards,
        hint: texts.cardsHint,
        initial: group?.cardsChannelId ?? null,
      }),
      userInput({
        name: 'keeper',
        label: texts.keeper,
        hint: texts.keeperHint,
        initial: keeperSlackUserId,
        optional: true,
      }),
      context(texts.daily),
    ],
  });
}

export const setupShape = {
  kind: choice(kinds),
  channel: optionalId(),
  name: optionalText({ max: 80 }),
  cards: requiredId(),
  keeper: optionalId(),
};
