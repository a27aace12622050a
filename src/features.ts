import { customersFeature } from './customers/feature.js';
import { dutiesFeature } from './duties/feature.js';
import type { Feature } from './feature.js';
import { handoffsFeature } from './handoffs/feature.js';
import { outboxFeature } from './outbox/feature.js';
import { schedulerFeature } from './scheduler/feature.js';
import { slackFeature } from './slack/feature.js';

/** Everything that Baton does. A new process is a folder and one line here. */
export const features: readonly Feature[] = [
  slackFeature,
  outboxFeature,
  schedulerFeature,
  customersFeature,
  // Behind the customers: when somebody leaves, duties go where their customers went.
  dutiesFeature,
  handoffsFeature,
];
