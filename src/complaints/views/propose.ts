import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Complaint, ComplaintStep } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, divider, modal, section } from '../../slack/blocks.js';
import {
  type FormState,
  optionalId,
  optionalInstant,
  optionalText,
  readForm,
  readMetadata,
  readPartialForm,
} from '../../slack/forms.js';
import { instantInput, textInput, userInput } from '../../slack/inputs.js';
import { mostOptions, textLimits } from '../complaint.js';
import type { ProposedOption } from '../propose-solution.js';
import { factsBlocks } from './facts.js';
import { actionIds, formIds } from './ids.js';
import { summaryBlocks } from './summary.js';

/** What the form holds so far: as many options as it shows. */
export interface ProposeDraft {
  wish: string;
  options: readonly ProposedOption[];
}

export const emptyOption: ProposedOption = { what: '', cost: '', slackUserId: null, dueAt: null };

const metadata = z.object({
  complaintId: z.string().min(1).max(100),
  version: z.number().int(),
  options: z.number().int().min(1).max(mostOptions),
});

/** The ways to solve it, one below the other; another is added until there are five. */
export function proposeView({
  t,
  complaint,
  customerName,
  seenVersion,
  facts,
  draft,
  back,
  currency,
}: {
  t: Messages;
  complaint: Complaint;
  customerName: string | null;
  /** Of the complaint when the form was first opened. */
  seenVersion: number;
  /** What the investigation found. */
  facts: ComplaintStep | null;
  draft: ProposeDraft;
  /** Why the last proposal came back, in words; null for the first one. */
  back: string | null;
  currency: string;
}): ModalView {
  const texts = t.complaintSteps.propose;
  const shown = draft.options.slice(0, mostOptions);
  return modal({
    callbackId: formIds.propose,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { complaintId: complaint.id, version: seenVersion, options: shown.length },
    blocks: [
      ...summaryBlocks(t, complaint, customerName),
      ...factsBlocks(t, facts),
      ...(back ? [section(back)] : []),
      textInput({
        name: 'wish',
        label: texts.wish,
        hint: texts.wishHint,
        multiline: true,
        optional: true,
        max: textLimits.demand,
        initial: draft.wish,
      }),
      ...shown.flatMap((option, index) => optionInputs(t, { option, position: index + 1, currency })),
      divider(),
      shown.length < mostOptions
        ? actions([button({ text: texts.add, actionId: actionIds.addOption })])
        : context(texts.most),
    ],
  });
}

function optionInputs(
  t: Messages,
  { option, position, currency }: { option: ProposedOption; position: number; currency: string },
): KnownBlock[] {
  const texts = t.complaintSteps.propose;
  return [
    divider(),
    section(texts.option(position)),
    textInput({
      name: `what${position}`,
      label: texts.what,
      hint: position > 1 ? texts.whatHint : undefined,
      multiline: true,
      optional: position > 1,
      max: textLimits.option,
      initial: option.what,
    }),
    textInput({
      name: `cost${position}`,
      label: texts.cost,
      hint:
        position === 1
          ? texts.costHint({ currency, another: currency === 'USD' ? 'EUR' : 'USD' })
          : undefined,
      optional: true,
      max: textLimits.money,
      initial: option.cost,
    }),
    userInput({
      name: `who${position}`,
      label: texts.who,
      hint: position === 1 ? texts.whoHint : undefined,
      optional: true,
      initial: option.slackUserId,
    }),
    instantInput({ name: `by${position}`, label: texts.by, optional: true, initial: option.dueAt }),
  ];
}

const optionShape = {
  what: optionalText({ max: textLimits.option }),
  cost: optionalText({ max: textLimits.money }),
  who: optionalId(),
  by: optionalInstant(),
};
type Entered = { [K in keyof typeof optionShape]: z.output<(typeof optionShape)[K]> };
/** `what1`, `cost1` … of every option that the form shows. */
type Form = { wish: string } & { [K in keyof Entered as `${K}${number}`]?: Entered[K] };

/** The fields of so many options, each with its number. */
function shapeOf(count: number): z.ZodRawShape {
  const fields = Array.from({ length: count }, (_, index) =>
    Object.entries(optionShape).map(([name, kind]) => [`${name}${index + 1}`, kind] as const),
  );
  return { wish: optionalText({ max: textLimits.demand }), ...Object.fromEntries(fields.flat()) };
}

function optionAt(form: Partial<Form>, position: number): ProposedOption {
  return {
    what: form[`what${position}`] ?? '',
    cost: form[`cost${position}`] ?? '',
    slackUserId: form[`who${position}`] ?? null,
    dueAt: form[`by${position}`] ?? null,
  };
}

type View = FormState & { private_metadata: string };

/**
 * What is entered so far, with one more empty option.
 * @throws UserError formStale
 */
export function readProposeDraft(view: View): {
  complaintId: string;
  seenVersion: number;
  draft: ProposeDraft;
} {
  const { complaintId, version, options } = readMetadata(view.private_metadata, metadata);
  const form = readPartialForm(view, shapeOf(options)) as Partial<Form>;
  const entered = Array.from({ length: options }, (_, index) => optionAt(form, index + 1));
  return {
    complaintId,
    seenVersion: version,
    draft: { wish: form.wish ?? '', options: [...entered, emptyOption].slice(0, mostOptions) },
  };
}

/**
 * The submitted form, options that were left empty included: the use-case drops them.
 * @throws FormError, UserError formStale
 */
export function readProposeForm(view: View): {
  complaintId: string;
  seenVersion: number;
  wish: string;
  options: ProposedOption[];
} {
  const { complaintId, version, options: count } = readMetadata(view.private_metadata, metadata);
  const form = readForm(view, shapeOf(count)) as Form;
  const options = Array.from({ length: count }, (_, index) => optionAt(form, index + 1));
  return { complaintId, seenVersion: version, wish: form.wish, options };
}
