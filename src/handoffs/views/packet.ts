import type { KnownBlock } from '@slack/types';
import type { OwnerRole } from '../../customers/customer.js';
import type { Handoff } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { context, fields, section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { publicText } from '../../slack/masking.js';
import { date, deadline } from '../../slack/text.js';
import { checklistOf } from '../handoff.js';

/** What travels with a customer; texts that people typed are already escaped where the name says nothing else. */
export interface HandoffPacket {
  handoff: Handoff;
  ownerRole: OwnerRole;
  /** escaped */
  customerName: string;
  /** Between whom: departments, or colleagues of one. */
  from: string;
  to: string;
  /** Names of the departments in the language of the view, escaped. */
  fromDepartment: string;
  toDepartment: string;
  /** Slack mentions, or null */
  sender: string | null;
  /** The colleague it is offered to, within a department. */
  named: string | null;
  /** Who holds the role while the offer waits. */
  holder: string | null;
  newOwner: string | null;
  decidedBy: string | null;
  /** Items of the checklist that are done, by their place in it. */
  ticks: ReadonlyMap<number, { who: string | null; at: Date }>;
  openComplaints: readonly string[];
  openComplaintsTotal: number;
  /** The customer's next due dates: what and when. */
  nextDue: readonly { line: string; at: Date }[];
}

/** Each item with its box; who ticked it, and when. */
export function checklistLines({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  timeZone: string;
}): string[] {
  const { handoff, ticks } = packet;
  return checklistOf(handoff).map((item, at) => {
    const tick = ticks.get(at);
    if (!tick) return `☐ ${publicText(fromMarkdown(item))}`;
    const who = tick.who ?? t.common.unknownPerson;
    return `☑ ${publicText(fromMarkdown(item))} (${who}, ${date(tick.at, t, { timeZone })})`;
  });
}

/** Purpose, checklist, promises, open complaints, next due dates. */
export function packetLines({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: HandoffPacket;
  timeZone: string;
}): KnownBlock[] {
  const { handoff } = packet;
  const texts = t.handoffs.packet;
  const checklist = checklistLines({ t, packet, timeZone });
  const complaints =
    packet.openComplaintsTotal > 0
      ? texts.complaints({
          numbers: packet.openComplaints.join(t.common.listSeparator),
          more: packet.openComplaintsTotal - packet.openComplaints.length,
        })
      : '';
  const due = packet.nextDue.map(({ line, at }) => `${deadline(at, t, { timeZone })} ${line}`);
  return [
    ...fields([
      [texts.customer, packet.customerName],
      [texts.role, t.customers.ownerRoles[packet.ownerRole]],
      [texts.from, [packet.fromDepartment, packet.sender].filter(Boolean).join(t.common.separator)],
      [texts.to, [packet.toDepartment, packet.named].filter(Boolean).join(t.common.separator)],
      [texts.holder, packet.holder !== packet.sender ? packet.holder : null],
    ]),
    section(`*${texts.purpose}*\n${publicText(fromMarkdown(handoff.purpose))}`),
    ...(checklist.length > 0 ? [section(`*${texts.checklist}*\n${checklist.join('\n')}`)] : []),
    ...(handoff.promises
      ? [section(`*${texts.promises}*\n${publicText(fromMarkdown(handoff.promises))}`)]
      : []),
    ...(complaints ? [section(`:warning: ${complaints}`)] : []),
    ...(due.length > 0 ? [section(`*${texts.nextDue}*\n${due.join('\n')}`)] : []),
    ...(handoff.bounces > 0 ? [context(texts.bounces({ count: handoff.bounces }))] : []),
  ];
}
