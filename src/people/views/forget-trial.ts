import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { requiredText } from '../../slack/forms.js';
import { textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';
import type { TrialRecords } from '../forget-trial.js';

export const forgetTrialShape = { confirm: requiredText({ max: 200 }) };

/** Says what goes and what stays, and asks for the workspace's name. */
export function forgetTrialForm({
  records,
  workspaceName,
  t,
}: {
  records: TrialRecords;
  workspaceName: string;
  t: Messages;
}): ModalView {
  const texts = t.people.forgetTrial;
  return modal({
    callbackId: 'people.forget-trial-form',
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks: [
      section(texts.explain(records)),
      textInput({
        name: 'confirm',
        label: texts.confirm,
        hint: texts.confirmHint,
        placeholder: workspaceName,
      }),
      section(texts.name(escapeText(workspaceName))),
    ],
  });
}

export function forgottenView({ records, t }: { records: TrialRecords; t: Messages }): ModalView {
  const texts = t.people.forgetTrial;
  return modal({
    callbackId: 'people.trial-forgotten',
    title: texts.title,
    close: t.common.close,
    blocks: [section(texts.done(records))],
  });
}
