import type { Feature } from '../feature.js';
import { acceptDuty, keepDuty, papersDuty, returnedDuty } from './duties.js';
import { forgetHandoffs } from './forget-handoffs.js';
import { handOverHandoffs } from './hand-over.js';
import {
  listHandoffs,
  mayOffer,
  offerFromCommand,
  offerShortcut,
  registerHandoffListeners,
} from './listeners.js';
import { loadPacket } from './load-packet.js';
import { mayOfferCustomer } from './offer-handoff.js';
import { offerOnOpening } from './on-stage-moved.js';
import { handoffById } from './queries.js';
import { assignedTemplate, nobodyThereTemplate, outcomeTemplate } from './templates.js';
import { handoffsOfCustomer } from './timeline.js';
import { handoffCard } from './views/card.js';

export const handoffsFeature: Feature = {
  name: 'handoffs',
  commands: [
    {
      name: '/handoff',
      description: 'Hand a customer to another department · 把客户交接给其他部门',
      usageHint: '[customer] | list',
      about: (t) => t.handoffs.about,
      usage: (t) => t.handoffs.usage,
      subcommands: [{ words: ['list', '列表'], bare: true, run: listHandoffs }],
      otherwise: offerFromCommand,
    },
  ],
  shortcuts: [
    {
      callbackId: offerShortcut,
      type: 'global',
      name: 'Hand over · 交接客户',
      description: 'Hand a customer to another department · 把客户交接给其他部门',
    },
  ],
  scopes: [
    { scope: 'commands', because: '/handoff passes a customer on' },
    { scope: 'chat:write', because: 'the card of a handoff appears in the receiving department’s channel' },
  ],
  duties: [acceptDuty, keepDuty, returnedDuty, papersDuty],
  cards: [
    {
      kind: 'handoff',
      async render(input) {
        const { reader, workspace, subjectId, t } = input;
        const handoff = await handoffById(reader, { workspaceId: workspace.id, handoffId: subjectId });
        const packet = handoff && (await loadPacket(input, handoff, 'channel'));
        return packet ? handoffCard({ t, packet, timeZone: workspace.timeZone }) : null;
      },
    },
  ],
  templates: [outcomeTemplate, assignedTemplate, nobodyThereTemplate],
  listeners: registerHandoffListeners,
  handOver: handOverHandoffs,
  homeActions: [
    { actionId: 'handoff.offer-from-home', label: (t) => t.handoffs.offer.title, offeredTo: mayOffer },
  ],
  forgetTrial: forgetHandoffs,
  onStageMoved: offerOnOpening,
  timeline: handoffsOfCustomer,
  customerActions: [
    {
      actionId: 'handoff.offer-for-customer',
      label: (t) => t.handoffs.handOver,
      offered: ({ staff }, { affair }) => mayOffer(staff) && mayOfferCustomer(staff, affair),
    },
  ],
};
