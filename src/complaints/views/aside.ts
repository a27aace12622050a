import type { KnownBlock, ModalView } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option as choiceOf, context } from '../../slack/blocks.js';
import { choice, type FormState, optionalText, readForm, requiredId } from '../../slack/forms.js';
import { radioInput, selectInput, textInput } from '../../slack/inputs.js';
import { deadline } from '../../slack/text.js';
import {
  categories,
  type Severity,
  severities,
  textLimits,
  type WithdrawnBy,
  withdrawnBy,
  wordOf,
} from '../complaint.js';
import { formIds } from './ids.js';
import { stepModal } from './step-modal.js';

interface Shown {
  t: Messages;
  complaint: Complaint;
  customerName: string | null;
}

/** Why it is withdrawn. */
export function withdrawView(shown: Shown): ModalView {
  const texts = shown.t.complaintSteps.withdraw;
  const by = radioInput({
    name: 'by',
    label: texts.by,
    options: withdrawnBy.map((word) => choiceOf(texts.byWhom[word], word)),
    initial: 'customer',
  });
  return reasonView({ ...shown, callbackId: formIds.withdraw, texts, intro: texts.intro, more: [by] });
}

/** How grave it is, and why it is seen differently now. */
export function severityView(shown: Shown): ModalView {
  const { t, complaint } = shown;
  const texts = t.complaintSteps.severity;
  const select = selectInput({
    name: 'severity',
    label: t.complaints.record.severity,
    options: severities.map((word) => choiceOf(t.complaints.severities[word], word)),
    initial: complaint.severity,
  });
  const intro = t.complaints.register.severityHint;
  return reasonView({ ...shown, callbackId: formIds.severity, texts, intro, more: [select] });
}

/**
 * The severity and the reason, submitted.
 * @throws FormError
 */
export function readSeverityForm(view: FormState): { severity: Severity; reason: string } {
  return readForm(view, { severity: choice(severities), reason: optionalText({ max: textLimits.note }) });
}

/** What is new; until when it is possible. */
export function reopenView({
  timeZone,
  until,
  ...shown
}: Shown & { timeZone: string; until: Date }): ModalView {
  const texts = shown.t.complaintSteps.reopen;
  const intro = texts.intro(deadline(until, shown.t, { timeZone }));
  return reasonView({ ...shown, callbackId: formIds.reopen, texts, intro });
}

function reasonView({
  t,
  complaint,
  customerName,
  callbackId,
  texts,
  intro,
  more = [],
}: Shown & {
  callbackId: string;
  texts: { title: string; submit: string; reason: string };
  intro: string;
  more?: readonly KnownBlock[];
}): ModalView {
  return stepModal({
    t,
    complaint,
    customerName,
    callbackId,
    texts,
    blocks: [
      context(intro),
      ...more,
      textInput({ name: 'reason', label: texts.reason, multiline: true, max: textLimits.note }),
    ],
  });
}

/**
 * The reason, submitted.
 * @throws FormError
 */
export function readReasonForm(view: FormState): { reason: string } {
  return readForm(view, { reason: optionalText({ max: textLimits.note }) });
}

/**
 * Who takes it back and why, submitted.
 * @throws FormError
 */
export function readWithdrawForm(view: FormState): { reason: string; by: WithdrawnBy } {
  return readForm(view, { reason: optionalText({ max: textLimits.note }), by: choice(withdrawnBy) });
}

/** Which complaint it repeats. */
export function mergeView({
  t,
  complaint,
  customerName,
  targets,
  customerNames,
}: Shown & {
  /** At least one. */
  targets: readonly Complaint[];
  customerNames: ReadonlyMap<string, { name: string }>;
}): ModalView {
  const texts = t.complaintSteps.merge;
  return stepModal({
    t,
    complaint,
    customerName,
    callbackId: formIds.merge,
    texts,
    blocks: [
      context(texts.intro),
      selectInput({
        name: 'into',
        label: texts.into,
        options: targets.map((one) => {
          const customer = one.customerId ? customerNames.get(one.customerId)?.name : undefined;
          const category = t.complaints.categories[wordOf(categories, one.category)];
          const parts = [one.number, customer ?? one.complainantName, category];
          return choiceOf(parts.join(t.common.separator), one.id, one.content);
        }),
      }),
    ],
  });
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readMergeForm(view: FormState): { intoId: string } {
  return { intoId: readForm(view, { into: requiredId() }).into };
}
