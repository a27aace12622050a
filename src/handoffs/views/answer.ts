import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import type { Person } from '../../people/person.js';
import { modal, option, section } from '../../slack/blocks.js';
import { requiredId, requiredText } from '../../slack/forms.js';
import { selectInput, textInput } from '../../slack/inputs.js';
import { type HandoffPacket, packetLines } from './packet.js';

export const acceptForm = 'handoff.accept-form';
export const returnForm = 'handoff.return-form';
export const answerMetadata = z.object({ handoffId: z.string() });

/** Accepting: the packet once more, and who takes the role. */
export function acceptView({
  t,
  packet,
  members,
  proposedId,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  members: readonly Person[];
  proposedId: string | null;
  timeZone: string;
}): ModalView {
  const texts = t.handoffs.accept;
  return modal({
    callbackId: acceptForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { handoffId: packet.handoff.id },
    blocks: [
      ...packetLines({ t, packet, timeZone }),
      selectInput({
        name: 'owner',
        label: texts.owner({ role: t.customers.ownerRoles[packet.ownerRole] }),
        options: members.map((member) => option(member.name, member.id)),
        initial: proposedId,
      }),
    ],
  });
}

export const acceptShape = { owner: requiredId() };

/** Returning: why. */
export function returnView({ t, packet }: { t: Messages; packet: HandoffPacket }): ModalView {
  const texts = t.handoffs.return;
  return modal({
    callbackId: returnForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { handoffId: packet.handoff.id },
    blocks: [
      section(texts.about({ name: packet.customerName })),
      textInput({ name: 'reason', label: texts.reason, hint: texts.reasonHint, multiline: true, max: 1000 }),
    ],
  });
}

export const returnShape = { reason: requiredText({ max: 1000 }) };
