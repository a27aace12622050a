import type { Category, OwnerRole, Source, Stage } from '../../customers/customer.js';
import type { FieldName } from '../../customers/edit-customer.js';

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
  registeredAt: (at: string) => `registered ${at}`,
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
  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Customers* · for everybody who belongs to a department',
  usage: [
    '`/customer new [name]` registers a customer',
    '`/customer find [name, phone number or its last four digits]` looks customers up',
    '`/customer show [name]` opens a record',
    '`/customer edit [name]` changes what is known of a customer',
    '`/customer dormant` lists customers who may be leaving',
  ].join('\n'),
  register: {
    title: 'Register a customer',
    submit: 'Register',
    name: 'Name',
    phones: 'Phone numbers',
    phonesHint: 'One per line. They are stored sealed; colleagues see 138****5678.',
    known: 'If a number is already known',
    acceptKnown: 'Register all the same',
    source: 'Source',
    category: 'Category',
    stage: 'Stage',
    accountNumber: 'Account number',
    other: 'Other contacts (WeChat, e-mail …)',
    address: 'Address',
    birthday: 'Birthday',
    background: 'Background',
    preferences: 'Preferences',
    notes: 'Notes',
  },
  edit: {
    title: 'Edit customer',
    meanwhile: ({ who }: { who: string }) => `*${who} changed this record while you were editing it.*`,
    kept: 'What you entered is kept; where you had changed nothing, the new values are filled in. Look it over and save again.',
    nothing: 'nothing',
    change: ({ field, before, after }: { field: string; before: string; after: string }) =>
      `${field}: ${before} → ${after}`,
    fields: {
      name: 'Name',
      phones: 'Phone numbers',
      source: 'Source',
      category: 'Category',
      accountNumber: 'Account number',
      other: 'Other contacts',
      address: 'Address',
      birthday: 'Birthday',
      background: 'Background',
      preferences: 'Preferences',
      notes: 'Notes',
    } as Record<FieldName, string>,
  },
  find: {
    title: 'Find a customer',
    label: 'Customer',
    placeholder: 'Name, phone number or its last four digits',
    open: 'Open',
    found: ({ count }: { count: number }) =>
      count === 1 ? 'One customer found' : `${count} customers found`,
    nothing: ({ query }: { query: string }) =>
      `No customer begins with “${query}” or has that number. Try the beginning of the name, the whole number or its last four digits; or register them with \`/customer new\`.`,
    more: 'There are more. Type more of the name to narrow it down.',
  },
  churn: {
    nobody: 'No customer is dormant: nobody’s last recorded trade is two months old.',
    title: ({ count }: { count: string }) =>
      count === '1'
        ? 'One customer may be leaving'
        : `${count.charAt(0).toUpperCase()}${count.slice(1)} customers may be leaving`,
    lastTrade: (day: string) => `last trade ${day}`,
    more: 'There are more; these have been dormant the longest.',
  },
  record: {
    title: 'Customer record',
    stage: 'Stage',
    category: 'Category',
    source: 'Source',
    accountNumber: 'Account number',
    birthday: 'Birthday',
    registered: 'Registered',
    phones: 'Phone',
    other: 'Other contacts',
    address: 'Address',
    background: 'Background',
    preferences: 'Preferences',
    notes: 'Notes',
    noPhone: 'none recorded',
    withExtension: ({ number, extension }: { number: string; extension: string }) =>
      `${number} ext. ${extension}`,
    reveal: 'Show contact',
    confidential: 'Key account: contact data is for its owners, their leads and administrators.',
    edit: 'Edit',
    moveStage: 'Move stage',
    contacted: 'First contact made',
    firstContactDue: ({ at }: { at: string }) => `First contact due by ${at}`,
  },
  timeline: {
    title: 'What happened',
    older: 'Older',
    latest: 'Latest',
    baton: 'Baton',
    registered: ({ who }: { who: string }) => `Registered by ${who}`,
    stage: ({ who, from, to }: { who: string; from: string; to: string }) => `${from} → *${to}* (${who})`,
    owner: ({ role, from, to }: { role: string; from: string; to: string }) => `${role}: ${from} → ${to}`,
    edited: ({ who, fields }: { who: string; fields: string }) => `Edited by ${who}: ${fields}`,
    firstContact: ({ who }: { who: string }) => `First contact made by ${who}`,
    revealed: ({ who }: { who: string }) => `${who} looked at the contacts`,
    conditionReached: ({ who }: { who: string }) => `Condition for funding reached (${who})`,
    dormant: 'Dormant',
    noted: ({ kind, who }: { kind: string; who: string }) => `${kind}, noted by ${who}`,
  },
  firstContact: {
    about: ({ name }: { name: string }) =>
      `You have reached *${name}* for the first time. What you note here stands in the record for the colleagues.`,
    note: 'What was said',
    placeholder: 'Who they are, what they are looking for, when to call again',
  },
  moveStage: {
    title: 'Move stage',
    submit: 'Move',
    standsAt: ({ name, stage }: { name: string; stage: string }) => `*${name}* stands at *${stage}*.`,
    to: 'New stage',
    reason: 'Reason',
    reasonHint: 'Needed for going back or skipping a stage, which takes a lead.',
  },
  firstContactDuty: ({ name }: { name: string }) => `First contact with *${name}*, with a complete record`,
};

/** Refusals, by UserError code: what happened and what to do next. */
interface UnreadablePhone {
  typed: string;
  problem: 'several' | 'unreadable';
  understood: string | null;
}

export const customerErrors = {
  customerNotFound: 'This customer is not in your archive (any more). Look them up with `/customer find`.',
  customerConfidential:
    'This is a key account: only its owners, their leads and administrators see contact data. Ask one of them.',
  customerStageNeedsLead:
    'Going back or skipping a stage takes a lead of one of the customer’s owners. Ask them, or choose the next stage.',
  customerReasonMissing: 'Give a reason for going back or skipping a stage.',
  customerStageMoved: ({ name, stage }: { name: string; stage: string }) =>
    `${name} was changed meanwhile and now stands at “${(customers.stages as Record<string, string>)[stage] ?? stage}”. Nothing was changed; look again.`,
  customerEdited: 'This record was changed meanwhile. Nothing of yours was saved; open it again.',
  customerCategoryNeedsLead:
    'Taking a customer out of the key accounts needs a lead of one of their owners. Ask them, or leave the category as it is.',
  customerBirthday: 'A birthday lies in the past. Please check the year, or leave it empty.',
  customerNameMissing: 'Please enter the customer’s name.',
  customerPhoneUnreadable: ({ typed, problem, understood }: UnreadablePhone) => {
    if (problem === 'several') return `“${typed}” looks like several numbers. Put each on its own line.`;
    const read = understood ? ` It was read as ${understood}, which is not a complete number.` : '';
    return `“${typed}” can’t be read as a phone number.${read} Enter one per line, such as 138 1234 5678 or +44 20 7946 0123.`;
  },
  customerPhoneKnown:
    'A customer already has this number. Look for them with `/customer find`, or tick “Register all the same”.',
  customerPhoneTriesUp: ({ most }: { most: number }) =>
    `You have entered numbers that are already known ${most} times today, so no more are looked up until tomorrow. Look for the customer by name, or leave the number out for now.`,
};
