import type { Feature } from '../feature.js';
import { may } from '../people/may.js';
import { callbackDuties } from './duties.js';
import { forgetCallbacks } from './forget-callbacks.js';
import { callbackJobs } from './jobs.js';
import { registerCallbackListeners } from './listeners.js';
import { planCallsOf } from './on-stage-moved.js';
import { callbackTemplates } from './templates.js';
import { callsOfCustomer } from './timeline.js';

/** Calls that customers are owed (docs/processes.md#callbacks). */
export const callbacksFeature: Feature = {
  name: 'callbacks',
  duties: callbackDuties,
  jobs: callbackJobs,
  listeners: registerCallbackListeners,
  templates: callbackTemplates,
  onStageMoved: planCallsOf,
  forgetTrial: forgetCallbacks,
  timeline: callsOfCustomer,
  customerActions: [
    {
      actionId: 'callback.record-for-customer',
      label: (t) => t.callbacks.record,
      offered: ({ staff }, { affair }) => may(staff, 'callback.record', affair),
    },
  ],
};
