import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { modal, option, section } from '../../slack/blocks.js';
import { choice, optionalText } from '../../slack/forms.js';
import { selectInput, textInput } from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';
import { type Stage, stages } from '../customer.js';

export const moveStageForm = 'customer.move-stage-form';

/** Moves a customer along the life cycle; the next stage is proposed. */
export function moveStageView({ t, customer }: { t: Messages; customer: Customer }): ModalView {
  const texts = t.customers.moveStage;
  const from = customer.stage as Stage;
  return modal({
    callbackId: moveStageForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { customerId: customer.id, from },
    blocks: [
      section(texts.standsAt({ name: escapeText(customer.name), stage: t.customers.stages[from] })),
      selectInput({
        name: 'stage',
        label: texts.to,
        options: stages.filter((key) => key !== from).map((key) => option(t.customers.stages[key], key)),
        initial: stages[stages.indexOf(from) + 1] ?? null,
      }),
      textInput({
        name: 'reason',
        label: texts.reason,
        hint: texts.reasonHint,
        multiline: true,
        max: 500,
        optional: true,
      }),
    ],
  });
}

export const moveStageShape = { stage: choice(stages), reason: optionalText({ max: 500 }) };
export const moveStageMetadata = z.object({ customerId: z.string(), from: z.enum(stages) });
