import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { RiskAlert } from '../../db/types.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, modal, option, section } from '../../slack/blocks.js';
import { choice, optionalText } from '../../slack/forms.js';
import { radioInput, selectInput, textInput } from '../../slack/inputs.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { date, dateFor, escapeText, type Reading } from '../../slack/text.js';
import { limits, type Way, ways } from '../risk-alert.js';

export const reachedForm = 'risk.reached-form';
export const reachedMetadata = z.object({ alertId: z.string().min(1).max(100) });

/** An alert with the names that belong to it. */
export interface AlertContent {
  alert: RiskAlert;
  customerName: string;
  raisedBy: string | null;
  reachedBy: string | null;
  /** null once the customer was erased */
  texts: { situation: string; advice: string; outcome: string } | null;
}

interface Shown {
  t: Messages;
  timeZone: string;
  content: AlertContent;
}

type Personal = Omit<Shown, 'timeZone'> & Reading;

function alertBlocks({ t, timeZone, content }: Shown): KnownBlock[] {
  const texts = t.riskAlerts;
  const { alert, customerName, raisedBy, texts: said } = content;
  return [
    section(`:rotating_light: *${texts.title({ name: escapeText(customerName) })}*`),
    ...(said
      ? [
          section(`*${texts.form.situation}*\n${escapeText(fromMarkdown(said.situation))}`),
          section(`*${texts.form.advice}*\n${escapeText(fromMarkdown(said.advice))}`),
        ]
      : []),
    context(
      texts.raisedBy({
        name: escapeText(raisedBy ?? t.common.unknownPerson),
        at: date(alert.raisedAt, t, { timeZone }),
      }),
    ),
  ];
}

/** To the owner, at once: what is wrong, what to advise, until when. */
export function alertMessage({ t, content, ...reading }: Personal): Rendered {
  const texts = t.riskAlerts;
  const { alert, customerName } = content;
  const until = dateFor(alert.dueAt, t, reading);
  return {
    text: texts.title({ name: escapeText(customerName) }),
    blocks: [
      ...alertBlocks({ t, timeZone: reading.timeZone, content }),
      section(texts.reachUntil({ until })),
      alertButtons({ t, alert }),
    ],
  };
}

export function alertButtons({ t, alert }: { t: Messages; alert: Pick<RiskAlert, 'id' | 'customerId'> }) {
  return actions([
    button({ text: t.riskAlerts.record, actionId: 'risk.record', value: alert.id, style: 'primary' }),
    button({ text: t.riskAlerts.openCustomer, actionId: 'customer.open', value: alert.customerId }),
  ]);
}

/** To whoever raised it: the customer was reached. */
export function reachedMessage({ t, content, ...reading }: Personal): Rendered | null {
  const { alert, customerName, reachedBy, texts: said } = content;
  if (!alert.reachedAt) return null;
  const texts = t.riskAlerts;
  const text = texts.reached({
    name: escapeText(customerName),
    by: escapeText(reachedBy ?? t.common.unknownPerson),
    at: dateFor(alert.reachedAt, t, reading),
    way: texts.ways[alert.reachedBy as Way] ?? '',
  });
  return {
    text,
    blocks: [section(text), ...(said?.outcome ? [section(escapeText(fromMarkdown(said.outcome)))] : [])],
  };
}

/** The form to record how it went. */
export function reachedView({ t, timeZone, content }: Shown): ModalView {
  const texts = t.riskAlerts.reach;
  const { alert } = content;
  return modal({
    callbackId: reachedForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { alertId: alert.id },
    blocks: [
      ...alertBlocks({ t, timeZone, content }),
      radioInput({
        name: 'reached',
        label: texts.reached,
        options: [option(texts.yes, 'yes'), option(texts.no, 'no')],
        initial: 'yes',
      }),
      selectInput({
        name: 'way',
        label: texts.way,
        options: ways.map((way) => option(t.riskAlerts.ways[way], way)),
        initial: 'phone',
      }),
      textInput({
        name: 'outcome',
        label: texts.outcome,
        hint: texts.outcomeHint,
        multiline: true,
        optional: true,
        max: limits.outcome,
      }),
    ],
  });
}

export const reachedShape = {
  reached: choice(['yes', 'no']),
  way: choice(ways),
  outcome: optionalText({ max: limits.outcome }),
};
