import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { publicText } from '../../slack/masking.js';
import { date } from '../../slack/text.js';
import type { HandoffState } from '../handoff.js';
import { hasOpenChecklist } from '../tick-checklist.js';
import { type HandoffPacket, packetLines } from './packet.js';

/** The card in the receiving department's channel: the same for everybody; the click checks the person. */
export function handoffCard({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  timeZone: string;
}): Rendered {
  const { handoff } = packet;
  const texts = t.handoffs.card;
  const title = texts.title({ name: packet.customerName, from: packet.from, to: packet.to });
  const offered = handoff.state === 'offered';
  const checklist = hasOpenChecklist(handoff) ? [actions([checklistButton(t, handoff.id)])] : [];
  return {
    text: `${title} — ${t.handoffs.states[handoff.state as HandoffState]}`,
    blocks: [
      section(`*${title}*`),
      ...packetLines({ t, packet, timeZone }),
      section(outcomeText({ t, packet, timeZone })),
      ...(offered
        ? [
            actions([
              button({ text: texts.accept, actionId: 'handoff.accept', value: handoff.id, style: 'primary' }),
              button({ text: texts.return, actionId: 'handoff.return', value: handoff.id }),
              button({ text: texts.withdraw, actionId: 'handoff.withdraw', value: handoff.id }),
            ]),
            ...checklist,
            context(
              texts.ifNobodyActs({
                tellLead: date(handoff.tellLeadAt, t, { timeZone }),
                assign: date(handoff.assignAt, t, { timeZone }),
              }),
            ),
          ]
        : checklist),
    ],
  };
}

/** Opens the checklist, to tick what is done. */
export function checklistButton(t: Messages, handoffId: string) {
  return button({ text: t.handoffs.checklist.open, actionId: 'handoff.checklist', value: handoffId });
}

/** Where the handoff stands, in one line. */
export function outcomeText({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  timeZone: string;
}): string {
  const { handoff, newOwner, decidedBy } = packet;
  const texts = t.handoffs.outcome;
  const at = handoff.decidedAt ? date(handoff.decidedAt, t, { timeZone }) : '';
  const by = decidedBy ?? t.common.unknownPerson;
  const owner = newOwner ?? t.common.unknownPerson;
  switch (handoff.state as HandoffState) {
    case 'accepted':
      return `:white_check_mark: ${owner === by ? texts.acceptedSelf({ owner, at }) : texts.accepted({ owner, by, at })}`;
    case 'assigned':
      return `:arrow_right: ${texts.assigned({ owner, at })}`;
    case 'returned':
      return `:leftwards_arrow_with_hook: ${texts.returned({ by, at, reason: publicText(fromMarkdown(handoff.returnReason ?? '')) })}`;
    case 'withdrawn':
      return `:no_entry_sign: ${texts.withdrawn({ by, at })}`;
    default:
      return `:hourglass_flowing_sand: ${texts.offered({ to: packet.to })}`;
  }
}
