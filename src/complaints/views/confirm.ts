import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Complaint, ComplaintOption } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option as choiceOf, context, modal, section } from '../../slack/blocks.js';
import {
  choice,
  type FormState,
  optionalChoice,
  optionalText,
  readForm,
  readPartialForm,
  requiredInstant,
} from '../../slack/forms.js';
import { instantInput, radioInput, selectInput, textInput } from '../../slack/inputs.js';
import { confirmations, textLimits } from '../complaint.js';
import type { CustomersAnswer } from '../confirm-solution.js';
import { actionIds, formIds } from './ids.js';
import { optionInWords } from './option.js';
import { summaryBlocks } from './summary.js';

const outcomes = ['accepted', 'refused'] as const;
const satisfactions = ['5', '4', '3', '2', '1'] as const;

const shape = {
  outcome: choice(outcomes),
  how: choice(confirmations),
  at: requiredInstant(),
  by: optionalText({ max: textLimits.name }),
  proof: optionalText({ max: textLimits.proof }),
  feedback: optionalText({ max: textLimits.note }),
  satisfaction: optionalChoice(satisfactions),
};

export type ConfirmDraft = Partial<z.output<z.ZodObject<typeof shape>>>;

/** What the customer says of the solution. It opens as accepted, the usual answer. */
export function confirmView({
  t,
  timeZone,
  now,
  complaint,
  customerName,
  seenVersion,
  approved,
  who,
  draft,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  complaint: Complaint;
  customerName: string | null;
  seenVersion: number;
  approved: ComplaintOption | null;
  /** Who carried it out, escaped. */
  who: string | null;
  draft: ConfirmDraft;
}): ModalView {
  const texts = t.complaintSteps.confirm;
  const outcome = draft.outcome ?? 'accepted';
  return modal({
    callbackId: formIds.confirm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { complaintId: complaint.id, version: seenVersion },
    blocks: [
      ...summaryBlocks(t, complaint, customerName),
      ...(approved ? [section(optionInWords({ t, timeZone, option: approved, who }))] : []),
      context(t.complaints.register.manner),
      radioInput({
        name: 'outcome',
        label: texts.outcome,
        dispatchAs: actionIds.customersAnswer,
        options: outcomes.map((word) => choiceOf(texts.outcomes[word], word)),
        initial: outcome,
      }),
      selectInput({
        name: 'how',
        label: texts.how,
        options: confirmations.map((word) => choiceOf(t.complaintSteps.confirmations[word], word)),
        initial: draft.how ?? 'call',
      }),
      instantInput({ name: 'at', label: texts.at, initial: draft.at ?? now }),
      textInput({
        name: 'by',
        label: texts.by,
        max: textLimits.name,
        initial: draft.by ?? complaint.complainantName,
      }),
      textInput({
        name: 'proof',
        label: texts.proof,
        hint: texts.proofHint,
        optional: true,
        max: textLimits.proof,
        initial: draft.proof,
      }),
      textInput({
        name: 'feedback',
        label: outcome === 'refused' ? texts.refusal : texts.feedback,
        multiline: true,
        optional: outcome === 'accepted',
        max: textLimits.note,
        initial: draft.feedback,
      }),
      selectInput({
        name: 'satisfaction',
        label: texts.satisfaction,
        optional: outcome === 'refused',
        options: satisfactions.map((word) => choiceOf(t.complaintSteps.satisfactions[word], word)),
        initial: draft.satisfaction,
      }),
    ],
  });
}

/** What is entered so far, to build the view anew. */
export function readConfirmDraft(view: FormState): ConfirmDraft {
  return readPartialForm(view, shape);
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readConfirmForm(view: FormState): CustomersAnswer {
  const { satisfaction, ...form } = readForm(view, shape);
  return { ...form, satisfaction: satisfaction === null ? null : Number(satisfaction) };
}
