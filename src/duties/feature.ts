import type { Feature } from '../feature.js';
import { handOverDuties } from './hand-over.js';
import { registerDutyListeners } from './listeners.js';
import { dutyReminder } from './reminder.js';

/** Reminders, snooze and hand-over for the duties of all features. Stands behind the customers in the list. */
export const dutiesFeature: Feature = {
  name: 'duties',
  listeners: registerDutyListeners,
  templates: [dutyReminder],
  handOver: handOverDuties,
};
