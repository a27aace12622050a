import type { ModalView } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option as choiceOf, context } from '../../slack/blocks.js';
import { choice, type FormState, optionalText, readForm } from '../../slack/forms.js';
import { radioInput, textInput } from '../../slack/inputs.js';
import { textLimits } from '../complaint.js';
import { type CallBackOutcome, callBackOutcomes } from '../record-call-back.js';
import { formIds } from './ids.js';
import { stepModal } from './step-modal.js';

/** The call to a complainant who is not in the archive: reached or not, and what was said. */
export function callBackView({ t, complaint }: { t: Messages; complaint: Complaint }): ModalView {
  const texts = t.complaintSteps.callBack;
  return stepModal({
    t,
    complaint,
    customerName: null,
    callbackId: formIds.callBack,
    texts,
    blocks: [
      context(texts.intro, t.complaints.register.manner),
      radioInput({
        name: 'outcome',
        label: texts.outcome,
        options: callBackOutcomes.map((word) => choiceOf(texts.outcomes[word], word)),
        initial: 'reached',
      }),
      textInput({
        name: 'note',
        label: texts.note,
        hint: texts.noteHint,
        multiline: true,
        optional: true,
        max: textLimits.note,
      }),
    ],
  });
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readCallBackForm(view: FormState): { outcome: CallBackOutcome; note: string } {
  return readForm(view, { outcome: choice(callBackOutcomes), note: optionalText({ max: textLimits.note }) });
}
