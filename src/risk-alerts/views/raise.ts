import type { ModalView, PlainTextOption } from '@slack/types';
import { searchAction } from '../../customers/views/find.js';
import type { Messages } from '../../messages/index.js';
import { context, modal, section } from '../../slack/blocks.js';
import { requiredId, requiredText } from '../../slack/forms.js';
import { searchInput, textInput } from '../../slack/inputs.js';
import { dateFor, escapeText, type Reading } from '../../slack/text.js';
import { limits } from '../risk-alert.js';

export const raiseForm = 'risk.raise-form';

/** The form to raise an alert, for a customer that is known or to be found. */
export function raiseView({
  t,
  customer,
  reachMinutes,
}: {
  t: Messages;
  customer: PlainTextOption | null;
  reachMinutes: number;
}): ModalView {
  const texts = t.riskAlerts.form;
  return modal({
    callbackId: raiseForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks: [
      searchInput({
        name: 'customer',
        label: texts.customer,
        actionId: searchAction,
        initial: customer,
      }),
      textInput({
        name: 'situation',
        label: texts.situation,
        placeholder: texts.situationExample,
        multiline: true,
        max: limits.situation,
      }),
      textInput({
        name: 'advice',
        label: texts.advice,
        placeholder: texts.adviceExample,
        multiline: true,
        max: limits.advice,
      }),
      context(texts.whatHappens({ minutes: reachMinutes })),
    ],
  });
}

export const raiseShape = {
  customer: requiredId(),
  situation: requiredText({ max: limits.situation }),
  advice: requiredText({ max: limits.advice }),
};

/** What happens now. */
export function raisedView({
  t,
  told,
  dueAt,
  ...reading
}: {
  t: Messages;
  /** Slack id of whoever was told. */
  told: string | null;
  dueAt: Date;
} & Reading): ModalView {
  const texts = t.riskAlerts.raised;
  const until = dateFor(dueAt, t, reading);
  return modal({
    callbackId: 'risk.raised',
    title: t.riskAlerts.form.title,
    close: t.common.close,
    blocks: [section(told ? texts.told({ who: `<@${escapeText(told)}>`, until }) : texts.nobody)],
  });
}
