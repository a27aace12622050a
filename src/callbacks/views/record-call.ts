import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, modal, option, section } from '../../slack/blocks.js';
import {
  choice,
  type FormState,
  optionalChoice,
  optionalDay,
  optionalInstant,
  optionalText,
  readPartialForm,
} from '../../slack/forms.js';
import { dayInput, instantInput, radioInput, selectInput, textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';
import { type CallKind, isHappy } from '../callback.js';

export const recordCallForm = 'callback.record-form';

const outcomes = ['reached', 'not-reached'] as const;
const levels = ['5', '4', '3', '2', '1'] as const;
const tradings = ['yes', 'no'] as const;

export const satisfactionChanged = 'callback.satisfaction';

/** What is entered so far. */
export type CallDraft = Partial<z.output<z.ZodObject<typeof recordCallShape>>>;

/** What came of a call. Who is not satisfied is asked why; who has an account, whether they trade. */
export function recordCallView({
  t,
  customer,
  callbackId,
  kind,
  draft = {},
}: {
  t: Messages;
  customer: Pick<Customer, 'id' | 'name' | 'stage'>;
  callbackId: string | null;
  kind: CallKind;
  draft?: CallDraft;
}): ModalView {
  const texts = t.callbacks.form;
  const { satisfaction } = draft;
  return modal({
    callbackId: recordCallForm,
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { customerId: customer.id, callbackId },
    blocks: [
      section(texts.about({ name: escapeText(customer.name), kind: t.callbacks.kinds[kind] })),
      radioInput({
        name: 'outcome',
        label: texts.outcome,
        options: outcomes.map((key) => option(texts.outcomes[key], key)),
        initial: draft.outcome,
      }),
      selectInput({
        name: 'satisfaction',
        label: texts.satisfaction,
        hint: texts.satisfactionHint,
        options: levels.map((key) => option(texts.levels[key], key)),
        dispatchAs: satisfactionChanged,
        initial: satisfaction ?? undefined,
        optional: true,
      }),
      ...(satisfaction && !isHappy(Number(satisfaction)) ? unhappyInputs(t, draft) : []),
      ...(hasAccount(customer) ? tradingInputs(t, draft) : []),
      textInput({
        name: 'note',
        label: texts.note,
        placeholder: texts.notePlaceholder,
        multiline: true,
        max: 2000,
        initial: draft.note,
        optional: true,
      }),
      instantInput({
        name: 'next',
        label: texts.next,
        hint: texts.nextHint,
        initial: draft.next ?? undefined,
        optional: true,
      }),
    ],
  });
}

function unhappyInputs(t: Messages, draft: CallDraft): KnownBlock[] {
  const texts = t.callbacks.form;
  const common = { multiline: true, max: 1000 };
  return [
    textInput({ name: 'withWhat', label: texts.withWhat, initial: draft.withWhat, ...common }),
    textInput({ name: 'improve', label: texts.improve, initial: draft.improve, ...common }),
  ];
}

/** Whoever has no account does not trade. */
const hasAccount = ({ stage }: Pick<Customer, 'stage'>) => ['opened', 'activated', 'vip'].includes(stage);

function tradingInputs(t: Messages, draft: CallDraft): KnownBlock[] {
  const texts = t.callbacks.form;
  return [
    radioInput({
      name: 'traded',
      label: texts.traded,
      options: tradings.map((key) => option(texts.tradings[key], key)),
      initial: draft.traded ?? undefined,
      optional: true,
    }),
    dayInput({
      name: 'lastTrade',
      label: texts.lastTrade,
      hint: texts.lastTradeHint,
      initial: draft.lastTrade,
      optional: true,
    }),
  ];
}

/** What is entered so far, to draw the form again. */
export const readCallDraft = (view: FormState): CallDraft => readPartialForm(view, recordCallShape);

export const recordCallShape = {
  outcome: choice(outcomes),
  satisfaction: optionalChoice(levels),
  withWhat: optionalText({ max: 1000 }),
  improve: optionalText({ max: 1000 }),
  traded: optionalChoice(tradings),
  lastTrade: optionalDay(),
  note: optionalText({ max: 2000 }),
  next: optionalInstant(),
};
export const recordCallMetadata = z.object({ customerId: z.string(), callbackId: z.string().nullable() });

/** What was noted and what happens next; who is not satisfied may have a complaint. */
export function callRecordedView({
  t,
  customerId,
  lines,
  dissatisfied,
}: {
  t: Messages;
  customerId: string;
  lines: readonly string[];
  dissatisfied: boolean;
}): ModalView {
  const blocks: KnownBlock[] = [section(lines.join('\n'))];
  if (dissatisfied) {
    blocks.push(
      section(t.callbacks.recorded.dissatisfied),
      actions([
        button({
          text: t.callbacks.recorded.registerComplaint,
          actionId: 'complaint.register-for-customer',
          value: customerId,
          style: 'primary',
        }),
      ]),
    );
  }
  return modal({
    callbackId: 'callback.recorded',
    title: t.callbacks.form.title,
    close: t.common.close,
    blocks,
  });
}
