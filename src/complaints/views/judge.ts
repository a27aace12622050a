import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { context, modal, option } from '../../slack/blocks.js';
import {
  choice,
  type FormState,
  optionalChoice,
  optionalInstant,
  optionalText,
  readForm,
  readPartialForm,
} from '../../slack/forms.js';
import { instantInput, radioInput, selectInput, textInput } from '../../slack/inputs.js';
import { UserError } from '../../slack/user-error.js';
import {
  channels,
  communicativeKinds,
  demandJudgements,
  textLimits,
  type Verdict,
  verdicts,
} from '../complaint.js';
import type { Judgement } from '../judge-complaint.js';
import { actionIds, formIds } from './ids.js';
import { latestInWords } from './promise.js';
import { summaryBlocks } from './summary.js';

const note = () => optionalText({ max: textLimits.note });

const shape = {
  verdict: choice(verdicts),
  grounds: note(),
  demand: optionalChoice(demandJudgements),
  kind: optionalChoice(communicativeKinds),
  promisedAt: optionalInstant(),
  explanation: note(),
  explainedBy: optionalChoice(channels),
  explainedAt: optionalInstant(),
  reaction: note(),
};

export type JudgeDraft = Partial<z.output<z.ZodObject<typeof shape>>>;

/** The form for the verdict chosen so far; it opens as valid, the usual finding. */
export function judgeView({
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
  draft: JudgeDraft;
}): ModalView {
  const texts = t.complaints.judge;
  const verdict = draft.verdict ?? 'valid';
  return modal({
    callbackId: formIds.judge,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { complaintId: complaint.id },
    blocks: [
      ...summaryBlocks(t, complaint, customerName),
      context(t.complaints.register.manner),
      radioInput({
        name: 'verdict',
        label: texts.verdict,
        dispatchAs: actionIds.verdict,
        options: verdicts.map((word) => option(texts.options[word], word)),
        initial: verdict,
      }),
      textInput({
        name: 'grounds',
        label: texts.grounds,
        hint: texts.groundsHint,
        multiline: true,
        optional: verdict === 'communicative',
        max: textLimits.note,
        initial: draft.grounds,
      }),
      ...inputsFor({ verdict, t, now, draft, latest: latestInWords(t, { complaint, now, timeZone }) }),
    ],
  });
}

function inputsFor({
  verdict,
  t,
  now,
  draft,
  latest,
}: {
  verdict: Verdict;
  t: Messages;
  now: Date;
  /** By when an answer may be promised, in words; '' when any time may be. */
  latest: string;
  draft: JudgeDraft;
}): KnownBlock[] {
  const texts = t.complaints.judge;
  const words = (table: Record<string, string>) =>
    Object.entries(table).map(([value, text]) => option(text, value));
  switch (verdict) {
    case 'valid':
      return [
        radioInput({
          name: 'demand',
          label: texts.demand,
          options: words(t.complaints.demandJudgements),
          initial: draft.demand ?? 'reasonable',
        }),
        instantInput({
          name: 'promisedAt',
          label: texts.promisedAt,
          hint: `${texts.promisedHint}${latest}`,
          initial: draft.promisedAt,
        }),
      ];
    case 'communicative':
      return [
        radioInput({
          name: 'kind',
          label: texts.communicativeKind,
          options: words(t.complaints.communicativeKinds),
          initial: draft.kind ?? 'help',
        }),
        instantInput({
          name: 'promisedAt',
          label: texts.answerBy,
          hint: latest.trim() || undefined,
          optional: true,
          initial: draft.promisedAt,
        }),
      ];
    case 'not-sustained':
      return [
        textInput({
          name: 'explanation',
          label: texts.explanation,
          hint: texts.explanationHint,
          multiline: true,
          max: textLimits.note,
          initial: draft.explanation,
        }),
        selectInput({
          name: 'explainedBy',
          label: texts.explainedBy,
          options: words(t.complaints.channels),
          initial: draft.explainedBy ?? 'phone',
        }),
        instantInput({
          name: 'explainedAt',
          label: texts.explainedAt,
          initial: draft.explainedAt ?? now,
        }),
        textInput({
          name: 'reaction',
          label: texts.reaction,
          multiline: true,
          max: textLimits.note,
          initial: draft.reaction,
        }),
      ];
  }
}

/** What is entered so far, to build the view anew. */
export function readJudgeDraft(view: FormState): JudgeDraft {
  return readPartialForm(view, shape);
}

/**
 * The submitted form.
 * @throws FormError, UserError formRequired
 */
export function readJudgeForm(view: FormState): Judgement {
  const form = readForm(view, shape);
  const { grounds, promisedAt } = form;
  switch (form.verdict) {
    case 'valid':
      return { verdict: 'valid', grounds, demand: needed(form.demand, 'demand'), promisedAt };
    case 'communicative':
      return { verdict: 'communicative', grounds, kind: needed(form.kind, 'kind'), promisedAt };
    case 'not-sustained':
      return {
        verdict: 'not-sustained',
        grounds,
        explanation: form.explanation,
        explainedBy: needed(form.explainedBy, 'explainedBy'),
        explainedAt: needed(form.explainedAt, 'explainedAt'),
        reaction: form.reaction,
      };
  }
}

function needed<T>(value: T | null, field: string): T {
  if (value === null) throw new UserError('formRequired', undefined, { field });
  return value;
}
