import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, header, section } from '../../slack/blocks.js';
import { date } from '../../slack/text.js';
import type { HandoffPacket } from './packet.js';

/** What waits for my department, and what I sent that waits for an answer. */
export function handoffList({
  t,
  received,
  sent,
  timeZone,
}: {
  t: Messages;
  received: readonly HandoffPacket[];
  sent: readonly HandoffPacket[];
  timeZone: string;
}): Rendered {
  const texts = t.handoffs.list;
  if (received.length + sent.length === 0) return { text: texts.nothing, blocks: [section(texts.nothing)] };
  const line = (packet: HandoffPacket) =>
    section(
      `*${packet.customerName}*${t.common.separator}${t.customers.ownerRoles[packet.ownerRole]}\n${packet.from} → ${packet.to}${t.common.separator}${texts.assigned({ at: date(packet.handoff.assignAt, t, { timeZone }) })}`,
    );
  return {
    text: texts.title({ received: received.length, sent: sent.length }),
    blocks: [
      ...(received.length > 0 ? [header(texts.received)] : []),
      ...received.slice(0, 10).flatMap((packet) => [
        line(packet),
        actions([
          button({
            text: t.handoffs.card.accept,
            actionId: 'handoff.accept',
            value: packet.handoff.id,
            style: 'primary',
          }),
          button({ text: t.handoffs.card.return, actionId: 'handoff.return', value: packet.handoff.id }),
        ]),
      ]),
      ...(sent.length > 0 ? [header(texts.sent)] : []),
      ...sent.slice(0, 10).flatMap((packet) => [
        line(packet),
        actions([
          button({
            text: t.handoffs.card.withdraw,
            actionId: 'handoff.withdraw',
            value: packet.handoff.id,
          }),
        ]),
      ]),
      ...(received.length > 10 || sent.length > 10 ? [context(texts.more)] : []),
    ],
  };
}
