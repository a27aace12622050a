import type { Category, OwnerRole, Source, Stage } from '../../customers/customer.js';

/** English texts of customers; the type every language fills. */
export const customers = {
  stages: {
    lead: 'Lead',
    invited: 'Invited',
    visited: 'Visited',
    opened: 'Account opened',
    activated: 'Funded',
    vip: 'In the VIP group',
    closed: 'Account closed',
  } as Record<Stage, string>,
  dormant: 'Dormant',
  sources: {
    telesales: 'Telesales',
    online: 'Online',
    broker: 'Introducing broker',
    referral: 'Referral',
    event: 'Event',
    'walk-in': 'Walk-in',
  } as Record<Source, string>,
  categories: { ordinary: 'Ordinary', member: 'Member', 'key-account': 'Key account' } as Record<
    Category,
    string
  >,
  ownerRoles: {
    'account-manager': 'Account manager',
    'service-specialist': 'Service specialist',
    'technical-guide': 'Technical guide',
  } as Record<OwnerRole, string>,
};

/** Refusals, by UserError code: what happened and what to do next. */
export const customerErrors = {
  customerNotFound: 'This customer is not in your archive (any more). Look them up with `/customer find`.',
  customerConfidential:
    'This is a key account: only its owners, their leads and administrators see contact data. Ask one of them.',
  customerStageNeedsLead:
    'Going back or skipping a stage takes a lead of one of the customer’s owners. Ask them, or choose the next stage.',
  customerReasonMissing: 'Give a reason for going back or skipping a stage.',
  customerStageMoved: ({ name, stage }: { name: string; stage: string }) =>
    `${name} was changed meanwhile and now stands at “${(customers.stages as Record<string, string>)[stage] ?? stage}”. Nothing was changed; look again.`,
  customerNameMissing: 'Please enter the customer’s name.',
  customerPhoneUnreadable:
    'One of these numbers can’t be read. Write each on its own line, such as 138 1234 5678 or +44 20 7946 0123.',
  customerPhoneKnown: ({ name }: { name: string | null }) =>
    `${name ? `${name} already has` : 'Another customer already has'} this number. Choose that customer, or tick “Register all the same”.`,
};
