import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { context, modal, option } from '../../slack/blocks.js';
import {
  choice,
  type FormState,
  optionalInstant,
  optionalText,
  readForm,
  readPartialForm,
} from '../../slack/forms.js';
import { instantInput, radioInput, textInput } from '../../slack/inputs.js';
import { textLimits } from '../complaint.js';
import { actionIds, formIds } from './ids.js';
import { latestInWords } from './promise.js';
import { summaryBlocks } from './summary.js';

const outcomes = ['answered', 'turned-valid'] as const;

const shape = {
  outcome: choice(outcomes),
  answer: optionalText({ max: textLimits.note }),
  promisedAt: optionalInstant(),
};

export type AnswerDraft = Partial<z.output<z.ZodObject<typeof shape>>>;

/** The end of the short path: answered, or valid after all and then with a promised date. */
export function answerView({
  t,
  now,
  timeZone,
  complaint,
  customerName,
  draft,
}: {
  t: Messages;
  now: Date;
  timeZone: string;
  complaint: Complaint;
  customerName: string | null;
  draft: AnswerDraft;
}): ModalView {
  const texts = t.complaints.answer;
  const outcome = draft.outcome ?? 'answered';
  return modal({
    callbackId: formIds.answer,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { complaintId: complaint.id },
    blocks: [
      ...summaryBlocks(t, complaint, customerName),
      context(texts.intro, t.complaints.register.manner),
      radioInput({
        name: 'outcome',
        label: texts.outcome,
        dispatchAs: actionIds.answerOutcome,
        options: outcomes.map((word) => option(texts.outcomes[word], word)),
        initial: outcome,
      }),
      textInput({
        name: 'answer',
        label: texts.answer,
        multiline: true,
        max: textLimits.note,
        initial: draft.answer,
      }),
      ...(outcome === 'turned-valid'
        ? [
            instantInput({
              name: 'promisedAt',
              label: texts.promisedAt,
              hint: latestInWords(t, { complaint, now, timeZone }).trim() || undefined,
              initial: draft.promisedAt,
            }),
          ]
        : []),
    ],
  });
}

/** What is entered so far, to build the view anew. */
export function readAnswerDraft(view: FormState): AnswerDraft {
  return readPartialForm(view, shape);
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readAnswerForm(view: FormState) {
  return readForm(view, shape);
}
