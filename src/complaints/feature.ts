import type { Feature } from '../feature.js';
import { may } from '../people/may.js';
import { complaintCommand } from './command.js';
import { complaintNumber } from './complaint.js';
import { complaintCardKind } from './complaint-card.js';
import { complaintDuties } from './duty-kinds.js';
import { forgetComplaints } from './forget-complaints.js';
import { handOverComplaints } from './hand-over.js';
import { redrawRecord, registerComplaintListeners } from './listeners.js';
import { complaintTemplates } from './templates.js';
import { complaintsOfCustomer } from './timeline.js';
import { actionIds, formIds, shortcutIds } from './views/ids.js';

/** Complaints: the closed loop from registration to the customer's confirmation (docs/processes.md#complaints). */
export const complaintsFeature: Feature = {
  name: 'complaints',
  numberSeries: [
    { name: 'complaint', label: (t) => t.people.restored.lastComplaint, format: complaintNumber },
  ],
  commands: [complaintCommand],
  shortcuts: [
    {
      callbackId: shortcutIds.registerFromMessage,
      type: 'message',
      name: '登记投诉 Register complaint',
      description: '将这条消息登记为投诉 Register this message as a complaint',
    },
    {
      callbackId: shortcutIds.register,
      type: 'global',
      name: '登记投诉 New complaint',
      description: '登记客户投诉 Register a customer’s complaint',
    },
  ],
  scopes: [
    { scope: 'commands', because: '/complaint and the shortcuts that register a complaint' },
    {
      scope: 'chat:write',
      because:
        'the card of a complaint appears in the service department’s channel; those who handle it are told',
    },
  ],
  listeners: registerComplaintListeners,
  cards: [complaintCardKind],
  duties: complaintDuties,
  templates: complaintTemplates,
  handOver: handOverComplaints,
  homeActions: [
    {
      actionId: actionIds.registerFromHome,
      label: (t) => t.complaints.register.title,
      offeredTo: (viewer) => may(viewer, 'complaint.register'),
    },
  ],
  forgetTrial: forgetComplaints,
  timeline: complaintsOfCustomer,
  customerActions: [
    {
      actionId: actionIds.registerForCustomer,
      label: (t) => t.complaints.register.title,
      offered: ({ staff }) => may(staff, 'complaint.register'),
    },
  ],
  records: { [formIds.record]: redrawRecord },
};
