import type { ModalView } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option } from '../../slack/blocks.js';
import { choice, type FormState, optionalId, optionalText, readForm } from '../../slack/forms.js';
import { radioInput, textInput, userInput } from '../../slack/inputs.js';
import { type RootCause, rootCauses, textLimits } from '../complaint.js';
import { formIds } from './ids.js';
import { stepModal } from './step-modal.js';

/** What the investigation found, why it happened, and who is answerable, if somebody is. */
export function investigateView({
  t,
  complaint,
  customerName,
}: {
  t: Messages;
  complaint: Complaint;
  customerName: string | null;
}): ModalView {
  const texts = t.complaintSteps.investigate;
  return stepModal({
    t,
    complaint,
    customerName,
    callbackId: formIds.investigate,
    texts,
    blocks: [
      textInput({
        name: 'facts',
        label: texts.facts,
        hint: texts.factsHint,
        multiline: true,
        max: textLimits.note,
      }),
      radioInput({
        name: 'rootCause',
        label: texts.rootCause,
        options: rootCauses.map((word) => option(t.complaintSteps.rootCauses[word], word)),
      }),
      userInput({
        name: 'responsible',
        label: texts.responsible,
        hint: texts.responsibleHint,
        optional: true,
      }),
    ],
  });
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readInvestigateForm(view: FormState): {
  facts: string;
  rootCause: RootCause;
  responsibleSlackUserId: string | null;
} {
  const { facts, rootCause, responsible } = readForm(view, {
    facts: optionalText({ max: textLimits.note }),
    rootCause: choice(rootCauses),
    responsible: optionalId(),
  });
  return { facts, rootCause, responsibleSlackUserId: responsible };
}
