import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import { modal, option, section } from '../../slack/blocks.js';
import { idList } from '../../slack/forms.js';
import { checkboxInput } from '../../slack/inputs.js';
import { withoutMarks } from '../../slack/markdown.js';
import { checklistOf, mostItems } from '../handoff.js';
import { checklistLines, type HandoffPacket } from './packet.js';

export const checklistForm = 'handoff.checklist-form';
export const checklistMetadata = z.object({ handoffId: z.string(), seen: z.array(z.number().int().min(0)) });

/** Slack takes so many boxes in one group. */
const inGroup = 10;
const groups = Array.from({ length: Math.ceil(mostItems / inGroup) }, (_, at) => `items${at}`);

/** The checklist with its boxes; above them all of each item, and who ticked it when. */
export function checklistView({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  timeZone: string;
}): ModalView {
  const { handoff, ticks } = packet;
  const seen = [...ticks.keys()];
  const options = checklistOf(handoff)
    .slice(0, mostItems)
    .map((item, at) => option(withoutMarks(item), String(at)));
  return modal({
    callbackId: checklistForm,
    title: t.handoffs.checklist.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { handoffId: handoff.id, seen },
    blocks: [
      section(`*${packet.customerName}*\n${checklistLines({ t, packet, timeZone }).join('\n')}`),
      ...groups.flatMap((name, at) => {
        const shown = options.slice(at * inGroup, (at + 1) * inGroup);
        const label = t.handoffs.checklist.done;
        return shown.length > 0
          ? [checkboxInput({ name, label, options: shown, initial: seen.map(String), optional: true })]
          : [];
      }),
    ],
  });
}

export const checklistShape = Object.fromEntries(groups.map((name) => [name, idList()]));

/** The ticked items of the submitted form. */
export function tickedItems(form: Readonly<Record<string, readonly string[]>>): number[] {
  return Object.values(form).flat().map(Number);
}
