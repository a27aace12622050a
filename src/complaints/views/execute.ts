import type { KnownBlock, ModalView } from '@slack/types';
import type { Complaint, ComplaintOption } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option as choiceOf, context, section } from '../../slack/blocks.js';
import { choice, type FormState, optionalText, readForm, requiredInstant } from '../../slack/forms.js';
import { instantInput, selectInput, textInput } from '../../slack/inputs.js';
import { channels, textLimits } from '../complaint.js';
import { formIds } from './ids.js';
import { optionInWords } from './option.js';
import { stepModal } from './step-modal.js';

/** What was done of what was approved; measures only where somebody is answerable. */
export function executeView({
  t,
  timeZone,
  now,
  complaint,
  customerName,
  approved,
  who,
  answerable,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  complaint: Complaint;
  customerName: string | null;
  approved: ComplaintOption | null;
  /** Who was to carry it out, escaped. */
  who: string | null;
  /** The responsible person, escaped; null when the investigation named nobody. */
  answerable: string | null;
}): ModalView {
  const texts = t.complaintSteps.execute;
  return stepModal({
    t,
    complaint,
    customerName,
    callbackId: formIds.execute,
    texts,
    blocks: [
      ...(approved
        ? [section(`*${texts.approved}*\n${optionInWords({ t, timeZone, option: approved, who })}`)]
        : []),
      textInput({ name: 'done', label: texts.done, multiline: true, max: textLimits.note }),
      ...(answerable ? measures(t, answerable) : []),
      selectInput({
        name: 'toldBy',
        label: texts.toldBy,
        options: channels.map((word) => choiceOf(t.complaints.channels[word], word)),
        initial: 'phone',
      }),
      instantInput({ name: 'toldAt', label: texts.toldAt, initial: now }),
    ],
  });
}

function measures(t: Messages, answerable: string): KnownBlock[] {
  const texts = t.complaintSteps.execute;
  return [
    context(texts.measuresFor(answerable)),
    ...(['measures', 'leadMeasures'] as const).map((name) =>
      textInput({
        name,
        label: texts[name],
        hint: texts.measuresHint,
        multiline: true,
        max: textLimits.note,
      }),
    ),
  ];
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readExecuteForm(view: FormState) {
  return readForm(view, {
    done: optionalText({ max: textLimits.note }),
    measures: optionalText({ max: textLimits.note }),
    leadMeasures: optionalText({ max: textLimits.note }),
    toldBy: choice(channels),
    toldAt: requiredInstant(),
  });
}
