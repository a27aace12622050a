import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { context, modal, option } from '../../slack/blocks.js';
import { choice, idList, requiredText } from '../../slack/forms.js';
import { channelsInput, selectInput, textInput } from '../../slack/inputs.js';
import { limits, noticeSources } from '../notice.js';

export const relayForm = 'notice.relay-form';

/** The form to relay a notice; what was typed after the command is its title. */
export function relayView({
  t,
  title,
  remindHours,
}: {
  t: Messages;
  title: string;
  remindHours: number;
}): ModalView {
  const texts = t.notices.form;
  return modal({
    callbackId: relayForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks: [
      selectInput({
        name: 'source',
        label: texts.source,
        options: noticeSources.map((source) => option(t.notices.sources[source], source)),
        initial: 'exchange',
      }),
      textInput({ name: 'title', label: texts.heading, max: limits.title, initial: title }),
      textInput({ name: 'body', label: texts.body, multiline: true, max: limits.body }),
      channelsInput({
        name: 'channel',
        label: texts.channels,
        hint: texts.channelsHint,
        max: limits.channels,
      }),
      context(texts.whatHappens({ hours: remindHours })),
    ],
  });
}

export const relayShape = {
  source: choice(noticeSources),
  title: requiredText({ max: limits.title }),
  body: requiredText({ max: limits.body }),
  channel: idList(),
};
