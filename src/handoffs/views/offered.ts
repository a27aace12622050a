import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { context, modal, section } from '../../slack/blocks.js';
import { date } from '../../slack/text.js';
import { type HandoffPacket, packetLines } from './packet.js';

/** What the sender sees after offering: where it went and what happens next. */
export function offeredView({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  timeZone: string;
}): ModalView {
  const texts = t.handoffs.offered;
  return modal({
    callbackId: 'handoff.offered',
    title: texts.title,
    close: t.common.close,
    blocks: [
      section(
        `:white_check_mark: ${(packet.handoff.state === 'offered' ? texts.done : texts.assigned)({ name: packet.customerName, to: packet.to })}`,
      ),
      ...packetLines({ t, packet, timeZone }),
      ...(packet.handoff.state === 'offered'
        ? [
            context(
              texts.next({
                tellLead: date(packet.handoff.tellLeadAt, t, { timeZone }),
                assign: date(packet.handoff.assignAt, t, { timeZone }),
              }),
            ),
          ]
        : []),
    ],
  });
}
