import type { Feature } from '../feature.js';
import { may } from '../people/may.js';
import { reachDuty } from './duties.js';
import { forgetAlerts } from './forget-alerts.js';
import { raiseFromCommand, registerRiskListeners } from './listeners.js';
import { raisedTemplate, reachedTemplate } from './templates.js';

export const riskAlertsFeature: Feature = {
  name: 'risk-alerts',
  commands: [
    {
      name: '/risk',
      description: 'A customer’s account is in danger: have them reached within the hour 客户账户风险提示',
      usageHint: '[customer 客户]',
      about: (t) => t.riskAlerts.about,
      usage: (t) => t.riskAlerts.usage,
      subcommands: [],
      otherwise: raiseFromCommand,
    },
  ],
  scopes: [
    { scope: 'commands', because: '/risk raises a risk alert' },
    { scope: 'chat:write', because: 'the customer’s owner is told at once' },
  ],
  duties: [reachDuty],
  templates: [raisedTemplate, reachedTemplate],
  listeners: registerRiskListeners,
  forgetTrial: forgetAlerts,
  customerActions: [
    {
      actionId: 'risk.raise-for-customer',
      label: (t) => t.riskAlerts.raise,
      offered: ({ staff }, { customer: { stage }, affair }) =>
        stage !== 'lead' && stage !== 'closed' && may(staff, 'risk.raise', affair),
    },
  ],
};
