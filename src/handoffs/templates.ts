import type { Staff } from '../db/types.js';
import type { Audience, MessageTemplate } from '../feature.js';
import { actions, button, context, section } from '../slack/blocks.js';
import { date } from '../slack/text.js';
import { returnedButtons } from './duties.js';
import { loadPacket } from './load-packet.js';
import { handoffById } from './queries.js';
import { hasOpenChecklist } from './tick-checklist.js';
import { checklistButton, outcomeText } from './views/card.js';
import { packetLines } from './views/packet.js';

const audienceOf = (recipient: Staff | null): Audience => (recipient ? { staffId: recipient.id } : 'channel');

/** The sender learns what became of the offer. */
export const outcomeTemplate: MessageTemplate = {
  template: 'handoff.outcome',
  async render(input) {
    const { reader, workspace, t, params } = input;
    const handoff = await handoffById(reader, {
      workspaceId: workspace.id,
      handoffId: params.handoffId ?? '',
    });
    const packet = handoff && (await loadPacket(input, handoff, audienceOf(input.recipient)));
    if (!packet || packet.handoff.state === 'offered') return null;
    const title = t.handoffs.card.title({ name: packet.customerName, from: packet.from, to: packet.to });
    const outcome = outcomeText({ t, packet, timeZone: workspace.timeZone });
    const returned = packet.handoff.state === 'returned';
    return {
      text: `${title}: ${outcome}`,
      blocks: [
        section(`*${title}*\n${outcome}`),
        ...(returned ? [context(t.handoffs.stillYours), returnedButtons(input, packet)] : []),
      ],
    };
  },
};

/** The new owner learns that the customer is theirs, with all that travels along. */
export const assignedTemplate: MessageTemplate = {
  template: 'handoff.assigned',
  async render(input) {
    const { reader, workspace, t, params } = input;
    const handoff = await handoffById(reader, {
      workspaceId: workspace.id,
      handoffId: params.handoffId ?? '',
    });
    const packet = handoff && (await loadPacket(input, handoff, audienceOf(input.recipient)));
    if (!packet) return null;
    const text = t.handoffs.nowYours({
      name: packet.customerName,
      role: t.customers.ownerRoles[packet.ownerRole],
    });
    return {
      text,
      blocks: [
        section(`*${text}*`),
        ...packetLines({ t, packet, timeZone: workspace.timeZone }),
        actions([
          button({
            text: t.handoffs.openCustomer,
            actionId: 'customer.open',
            value: packet.handoff.customerId,
            style: 'primary',
          }),
          ...(hasOpenChecklist(packet.handoff) ? [checklistButton(t, packet.handoff.id)] : []),
        ]),
      ],
    };
  },
};

/** Everybody who could take over is away: the sender and the administrators learn that the offer waits. */
export const nobodyThereTemplate: MessageTemplate = {
  template: 'handoff.nobody-there',
  async render(input) {
    const { reader, workspace, t, params, recipient } = input;
    const handoff = await handoffById(reader, {
      workspaceId: workspace.id,
      handoffId: params.handoffId ?? '',
    });
    const packet = handoff && (await loadPacket(input, handoff, audienceOf(input.recipient)));
    if (packet?.handoff.state !== 'offered') return null;
    const texts = t.handoffs.nobodyThere;
    const text = texts.title({ name: packet.customerName, to: packet.to });
    const yours = recipient?.id === packet.handoff.fromStaffId;
    return {
      text,
      blocks: [
        section(`*${text}*`),
        section(yours ? texts.sender : texts.administrator),
        context(texts.next({ at: date(packet.handoff.assignAt, t, { timeZone: workspace.timeZone }) })),
      ],
    };
  },
};
