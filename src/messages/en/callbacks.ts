import type { CallKind, PlannedKind } from '../../callbacks/callback.js';

/** English texts of calls to customers; the type every language fills. */
export const callbacks = {
  record: 'Record call',
  letRest: 'Let it rest',
  kinds: {
    'new-customer': 'new customer',
    funding: 'follow-up until funded',
    weekly: 'regular call',
    dormant: 'dormant customer',
    complaint: 'after a complaint',
    visit: 'after a visit',
    birthday: 'birthday greetings',
    promised: 'promised call',
    unplanned: 'call',
  } as Record<CallKind, string>,
  timeline: {
    called: ({ who, kind }: { who: string; kind: string }) => `Call by ${who} (${kind})`,
  },
  duties: {
    call: {
      'new-customer': ({ name }: { name: string }) => `Call the new customer *${name}*`,
      funding: ({ name }: { name: string }) => `Call *${name}*: the account is open but not funded yet`,
      weekly: ({ name, days }) =>
        days === 7 ? `Weekly call to *${name}*` : `Call *${name}*, as every ${days} days`,
      dormant: ({ name, months }) =>
        `Call *${name}*, who may be leaving us: ${months === 2 ? 'two months' : months === 1 ? 'a month' : `${months} months`} without a trade`,
      visit: ({ name }) => `Call *${name}* after the visit: what did they think, what do they need?`,
      birthday: ({ name, birthday }) => `Greet *${name}*, a key account: birthday on ${birthday}`,
      promised: ({ name }) => `Call *${name}* at the time you agreed`,
      complaint: ({ name }: { name: string }) =>
        `Call *${name}* after the complaint: are they content with how it was handled?`,
    } as Record<
      PlannedKind,
      (params: { name: string; days: number; months: number; birthday: string }) => string
    >,
    /** Where it is not told what for. */
    quiet: ({ name }: { name: string }) => `Call *${name}*`,
    attempt: ({ attempt, most }: { attempt: number; most: number }) => `attempt ${attempt} of ${most}`,
    putOff: {
      rest: ({ from }: { from: string }) => `put off from ${from}, when customers rest`,
      closed: ({ from }: { from: string }) => `put off from ${from}, outside working time`,
      late: ({ from }: { from: string }) => `late: nobody was at work before ${from}`,
    },
    unreached: ({ name, attempts }: { name: string; attempts: number }) =>
      `*${name}* was not reached in ${attempts} attempts: decide what to do`,
  },
  form: {
    title: 'Record a call',
    about: ({ name, kind }: { name: string; kind: string }) => `*${name}* · ${kind}`,
    outcome: 'How did it go?',
    outcomes: { reached: 'Reached', 'not-reached': 'Not reached' },
    satisfaction: 'How satisfied is the customer?',
    satisfactionHint: 'Needed when you reached them.',
    levels: {
      '5': '5 · very satisfied',
      '4': '4 · satisfied',
      '3': '3 · so-so',
      '2': '2 · dissatisfied',
      '1': '1 · very dissatisfied',
    },
    withWhat: 'What are they not satisfied with?',
    improve: 'What should we improve?',
    traded: 'Have they traded lately?',
    tradings: { yes: 'Yes', no: 'No' },
    lastTrade: 'Last trade',
    lastTradeHint: 'The day of their last trade or deposit, as far as they say.',
    note: 'Note',
    notePlaceholder: 'What they said, what they need',
    next: 'Next call agreed with the customer',
    nextHint: 'It is planned for exactly this time. Leave it empty for the usual interval.',
  },
  unhappy: ({ name, level, by }: { name: string; level: string; by: string }) =>
    `*${name}* answered “${level}” in a call with ${by}. What they said stands in the record.`,
  recorded: {
    noted: 'Noted. Thank you.',
    next: ({ at }: { at: string }) => `Next call: ${at}`,
    again: ({ at, attempt, most }: { at: string; attempt: number; most: number }) =>
      `Attempt ${attempt} of ${most}, at another time of day: ${at}`,
    leadAsked: 'That was the last attempt. Your lead decides what happens next.',
    dissatisfied: 'The customer is not satisfied. Is it a complaint?',
    registerComplaint: 'Register a complaint',
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const callbackErrors = {
  callbackWithWhatMissing: 'Please write down what the customer is not satisfied with.',
  callbackImproveMissing: 'Please write down what we should improve, in the customer’s words.',
  callbackTradeMissing: 'They have traded: please enter the day of their last trade.',
  callbackTradeFuture: 'This day is still to come. Enter the day of their last trade.',
  callbackRecorded: 'This call has been recorded or is no longer due. Nothing was changed.',
  callbackNextPast: 'This time has passed. Choose one that is still to come.',
  callbackSatisfactionMissing: 'You reached the customer: please say how satisfied they are.',
};
