import type { Way } from '../../risk-alerts/risk-alert.js';

/** English texts of risk alerts; the type every language fills. */
export const riskAlerts = {
  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Risk alerts* · for Tech, the customer’s owners and management',
  usage:
    '`/risk [customer]` tells the customer’s owner at once that the account is in danger, with your advice',
  raise: 'Risk alert',
  title: ({ name }: { name: string }) => `Risk alert: ${name}`,
  form: {
    title: 'Risk alert',
    submit: 'Alert now',
    customer: 'Customer',
    situation: 'What is wrong',
    situationExample: 'Margin level 60 % and falling, three short lots of silver open',
    advice: 'Advice for the customer',
    adviceExample: 'Close one lot or add funds before the evening session',
    whatHappens: ({ minutes }: { minutes: number }) =>
      `The customer’s owner is told at once, whatever the hour, and has ${minutes === 60 ? 'one hour' : `${minutes} minutes`} to reach them; else their lead is told.`,
  },
  raised: {
    told: ({ who, until }: { who: string; until: string }) =>
      `${who} has been told and has until ${until} to reach the customer. You will hear how it went.`,
    nobody:
      'The alert is recorded, but nobody could be told: everybody in charge is away. Please call the customer or management yourself.',
  },
  raisedBy: ({ name, at }: { name: string; at: string }) => `Raised by ${name}, ${at}`,
  reachUntil: ({ until }: { until: string }) =>
    `Please reach the customer by ${until}; after that your lead is told.`,
  record: 'Record the call',
  openCustomer: 'Open record',
  ways: { phone: 'by phone', message: 'by message', visit: 'in person' } as Record<Way, string>,
  reach: {
    title: 'Customer reached?',
    reached: 'Was the customer reached?',
    yes: 'Yes, reached',
    no: 'No: I keep trying',
    way: 'How',
    outcome: 'What the customer said and decided',
    outcomeHint: 'Needed when the customer was reached.',
  },
  reached: ({ name, by, at, way }: { name: string; by: string; at: string; way: string }) =>
    `*${name}* was reached by ${by}, ${at}, ${way}.`,
  duty: ({ name, attempts }: { name: string; attempts: number }) =>
    `:rotating_light: Reach *${name}*: the account is in danger${attempts > 0 ? ` (tried ${attempts === 1 ? 'once' : `${attempts} times`})` : ''}`,
};

/** Refusals, by UserError code: what happened and what to do next. */
export const riskAlertErrors = {
  riskNotFound: 'This alert is not there (any more). Nothing was changed.',
  riskReached: ({ by }: { by: string | null }) =>
    `The customer has already been reached${by ? ` by ${by}` : ''}. There is nothing left to do.`,
  riskOutcomeMissing: 'Say in a few words what the customer said and decided.',
};
