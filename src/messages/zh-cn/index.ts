import type { Messages } from '../index.js';
import { briefingErrors, briefings } from './briefings.js';
import { callbackErrors, callbacks } from './callbacks.js';
import { common, commonErrors } from './common.js';
import { complaintStepErrors, complaintSteps } from './complaint-steps.js';
import { complaintErrors, complaints } from './complaints.js';
import { customerErrors, customers } from './customers.js';
import { digests } from './digests.js';
import { duties, dutiesErrors } from './duties.js';
import { handoffErrors, handoffs } from './handoffs.js';
import { lifeCycle, lifeCycleErrors } from './life-cycle.js';
import { noticeErrors, notices } from './notices.js';
import { outbox, outboxErrors } from './outbox.js';
import { people, peopleErrors } from './people.js';
import { riskAlertErrors, riskAlerts } from './risk-alerts.js';
import { scheduler } from './scheduler.js';
import { settings, settingsErrors } from './settings.js';
import { slack, slackErrors } from './slack.js';
import { vip, vipErrors } from './vip.js';

export const zhCn: Messages = {
  callbacks,
  briefings,
  common,
  complaintSteps,
  complaints,
  customers,
  digests,
  duties,
  handoffs,
  lifeCycle,
  notices,
  outbox,
  people,
  riskAlerts,
  scheduler,
  settings,
  slack,
  vip,
  errors: {
    ...callbackErrors,
    ...briefingErrors,
    ...commonErrors,
    ...complaintErrors,
    ...complaintStepErrors,
    ...customerErrors,
    ...dutiesErrors,
    ...handoffErrors,
    ...lifeCycleErrors,
    ...noticeErrors,
    ...outboxErrors,
    ...peopleErrors,
    ...riskAlertErrors,
    ...settingsErrors,
    ...slackErrors,
    ...vipErrors,
  },
};
