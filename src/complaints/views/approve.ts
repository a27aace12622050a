import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Complaint, ComplaintOption, ComplaintStep } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option as choiceOf, divider, modal, section } from '../../slack/blocks.js';
import {
  choice,
  type FormState,
  idList,
  optionalId,
  optionalText,
  readForm,
  readMetadata,
  readPartialForm,
} from '../../slack/forms.js';
import { checkboxInput, radioInput, textInput } from '../../slack/inputs.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { escapeText, shorten } from '../../slack/text.js';
import type { Decision } from '../approve-solution.js';
import { textLimits } from '../complaint.js';
import { factsBlocks } from './facts.js';
import { actionIds, formIds } from './ids.js';
import { optionInWords } from './option.js';
import { ofVersion } from './seen-version.js';
import { summaryBlocks } from './summary.js';

const decisions = ['approve', 'return'] as const;

const shape = {
  decision: choice(decisions),
  option: optionalId(),
  lookedAt: idList(),
  why: optionalText({ max: textLimits.note }),
  reason: optionalText({ max: textLimits.note }),
};

export type ApproveDraft = Partial<z.output<z.ZodObject<typeof shape>>>;

const metadata = ofVersion.extend({ only: z.string().max(100).nullable() });

/** Everything that was found and proposed, then the decision: one option and why, or back with a reason. */
export function approveView({
  t,
  timeZone,
  complaint,
  customerName,
  seenVersion,
  facts,
  wish,
  options,
  nameOf,
  draft,
}: {
  t: Messages;
  timeZone: string;
  complaint: Complaint;
  customerName: string | null;
  seenVersion: number;
  facts: ComplaintStep | null;
  wish: string;
  options: readonly ComplaintOption[];
  /** Somebody's name, escaped. */
  nameOf(staffId: string | null): string | null;
  draft: ApproveDraft;
}): ModalView {
  const texts = t.complaintSteps.approve;
  const decision = draft.decision ?? 'approve';
  const only = options.length === 1 ? (options[0]?.id ?? null) : null;
  return modal({
    callbackId: formIds.approve,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { complaintId: complaint.id, version: seenVersion, only },
    blocks: [
      ...summaryBlocks(t, complaint, customerName),
      ...factsBlocks(t, facts),
      ...(wish ? [section(`*${texts.wish}*\n${escapeText(shorten(fromMarkdown(wish), 500))}`)] : []),
      divider(),
      ...options.map((option) =>
        section(optionInWords({ t, timeZone, option, who: nameOf(option.staffId) })),
      ),
      divider(),
      radioInput({
        name: 'decision',
        label: texts.decision,
        dispatchAs: actionIds.decision,
        options: decisions.map((word) => choiceOf(texts.decisions[word], word)),
        initial: decision,
      }),
      ...(decision === 'approve' ? approveInputs(t, { options, draft }) : returnInputs(t, draft)),
    ],
  });
}

/** One option alone needs no choosing: to approve it is to have looked at it. */
function approveInputs(
  t: Messages,
  { options, draft }: { options: readonly ComplaintOption[]; draft: ApproveDraft },
): KnownBlock[] {
  const texts = t.complaintSteps.approve;
  const labels = options.map(({ id, position, what }) =>
    choiceOf(`${texts.option(position)}${t.common.separator}${what}`, id),
  );
  return [
    ...(options.length > 1
      ? [
          checkboxInput({
            name: 'lookedAt',
            label: texts.lookedAt,
            hint: texts.lookedAtHint,
            options: options.map(({ id, position }) => choiceOf(texts.option(position), id)),
            initial: draft.lookedAt ?? [],
          }),
          radioInput({ name: 'option', label: texts.chosen, options: labels, initial: draft.option }),
        ]
      : []),
    textInput({
      name: 'why',
      label: texts.why,
      multiline: true,
      max: textLimits.note,
      initial: draft.why,
    }),
  ];
}

function returnInputs(t: Messages, draft: ApproveDraft): KnownBlock[] {
  return [
    textInput({
      name: 'reason',
      label: t.complaintSteps.approve.reason,
      multiline: true,
      max: textLimits.note,
      initial: draft.reason,
    }),
  ];
}

type View = FormState & { private_metadata: string };

/** What is entered so far, to build the view anew. */
export function readApproveDraft(view: View): {
  complaintId: string;
  seenVersion: number;
  draft: ApproveDraft;
} {
  const { complaintId, version } = readMetadata(view.private_metadata, metadata);
  return { complaintId, seenVersion: version, draft: readPartialForm(view, shape) };
}

/**
 * The submitted form.
 * @throws FormError, UserError formStale
 */
export function readApproveForm(view: View): {
  complaintId: string;
  seenVersion: number;
  decision: Decision;
} {
  const { complaintId, version, only } = readMetadata(view.private_metadata, metadata);
  const { decision, option, lookedAt, why, reason } = readForm(view, shape);
  return {
    complaintId,
    seenVersion: version,
    decision:
      decision === 'return'
        ? { decision, reason }
        : { decision, optionId: option ?? only, lookedAt: only ? [only] : lookedAt, why },
  };
}
