import type { ModalView } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { context } from '../../slack/blocks.js';
import { type FormState, optionalText, readForm } from '../../slack/forms.js';
import { textInput } from '../../slack/inputs.js';
import { textLimits } from '../complaint.js';
import { formIds } from './ids.js';
import { stepModal } from './step-modal.js';

/** How it was handled and how it is prevented; then it is closed. */
export function reviewView({
  t,
  complaint,
  customerName,
}: {
  t: Messages;
  complaint: Complaint;
  customerName: string | null;
}): ModalView {
  const texts = t.complaintSteps.review;
  return stepModal({
    t,
    complaint,
    customerName,
    callbackId: formIds.review,
    texts,
    blocks: [
      ...(['evaluation', 'prevention'] as const).map((name) =>
        textInput({
          name,
          label: texts[name],
          hint: texts[`${name}Hint`],
          multiline: true,
          max: textLimits.note,
        }),
      ),
      ...(complaint.customerId ? [context(texts.callback)] : []),
    ],
  });
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readReviewForm(view: FormState): { evaluation: string; prevention: string } {
  const note = optionalText({ max: textLimits.note });
  return readForm(view, { evaluation: note, prevention: note });
}
