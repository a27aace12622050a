import type { Feature } from '../feature.js';
import { may } from '../people/may.js';
import { lifeCycleDuties } from './duties.js';
import { lifeCycleJobs } from './jobs.js';
import { registerLifeCycleListeners } from './listeners.js';
import { followStage } from './on-stage-moved.js';

/** What a customer's way from lead to closed account asks of the departments (docs/processes.md#life-cycle). */
export const lifeCycleFeature: Feature = {
  name: 'life-cycle',
  duties: lifeCycleDuties,
  jobs: lifeCycleJobs,
  listeners: registerLifeCycleListeners,
  onStageMoved: followStage,
  customerActions: [
    {
      actionId: 'life-cycle.habits',
      label: (t) => t.lifeCycle.habits.title,
      offered: ({ staff }, { customer, affair }) =>
        customer.stage !== 'closed' && may(staff, 'customer.note', affair),
    },
    {
      actionId: 'life-cycle.condition',
      label: (t) => t.lifeCycle.condition.title,
      offered: ({ staff }, { customer, affair }) =>
        customer.stage === 'opened' && may(staff, 'customer.note', affair),
    },
    {
      actionId: 'life-cycle.reason',
      label: (t) => t.lifeCycle.recordReason,
      offered: ({ staff }, { customer, affair }) =>
        customer.stage === 'closed' && may(staff, 'customer.note', affair),
    },
  ],
};
