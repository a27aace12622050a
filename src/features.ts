import { briefingsFeature } from './briefings/feature.js';
import { callbacksFeature } from './callbacks/feature.js';
import { complaintsFeature } from './complaints/feature.js';
import { customersFeature } from './customers/feature.js';
import { digestsFeature } from './digests/feature.js';
import { dutiesFeature } from './duties/feature.js';
import type { Feature } from './feature.js';
import { handoffsFeature } from './handoffs/feature.js';
import { lifeCycleFeature } from './life-cycle/feature.js';
import { noticesFeature } from './notices/feature.js';
import { outboxFeature } from './outbox/feature.js';
import { peopleFeature } from './people/feature.js';
import { riskAlertsFeature } from './risk-alerts/feature.js';
import { schedulerFeature } from './scheduler/feature.js';
import { slackFeature } from './slack/feature.js';
import { vipFeature } from './vip/feature.js';

/** Everything that Baton does. A new process is a folder and one line here. */
export const features: readonly Feature[] = [
  slackFeature,
  peopleFeature,
  outboxFeature,
  schedulerFeature,
  customersFeature,
  handoffsFeature,
  callbacksFeature,
  lifeCycleFeature,
  vipFeature,
  complaintsFeature,
  briefingsFeature,
  noticesFeature,
  riskAlertsFeature,
  digestsFeature,
  // Behind the customers: when somebody leaves, a duty follows its customer's new owner.
  dutiesFeature,
];
