/** English texts of what a customer's way asks of people; the type every language fills. */
export const lifeCycle = {
  duties: {
    guide: ({ name }: { name: string }) => `Guide *${name}*: their trading habits are on the record`,
    fileNote: ({ name }: { name: string }) => `File what was learned of *${name}*’s trading habits`,
    fund: ({ name }: { name: string }) => `Arrange the funding with *${name}*: the condition is reached`,
    askHabits: ({ name }: { name: string }) => `Ask *${name}* when and how they trade, and record it`,
    reason: ({ name }: { name: string }) => `*${name}* closed the account: record why`,
    papers: ({ name, checklist }: { name: string; checklist: string }) =>
      `*${name}*’s account is open: file the papers, or have Service file them (${checklist})`,
  },
  recordReason: 'Record reason',
  recordHabits: 'Record habits',
  habits: {
    title: 'Trading habits',
    about: ({ name }: { name: string }) =>
      `What did you learn of how *${name}* trades? The technical guide acts on it, Service files it.`,
    note: 'Products, lots, times, habits',
    placeholder: 'Gold, 2–5 lots, mostly in the evening; likes to hold overnight',
    noted: ({ who }: { who: string | null }) =>
      `Noted. ${who ?? 'The lead of Tech'} guides the customer, Service files the note.`,
  },
  condition: {
    title: 'Ready to fund',
    noted: 'Noted. The account manager is asked to arrange the funding.',
  },
  reason: {
    title: 'Why the account closed',
    about: ({ name }: { name: string }) => `*${name}* closed the account.`,
    reason: 'Reason',
    placeholder: 'What the customer said, and what we could have done',
    noted: 'Noted. Thank you.',
  },
  noteKinds: {
    'first-contact': 'First contact',
    'trading-habits': 'Trading habits',
    'closing-reason': 'Why the account closed',
  },
  /** What Service receives with an account just opened. */
  opened: {
    purpose: 'Account opened: file the papers and follow up until funded',
    checklist: [
      'Demo or real account received',
      'Trading software installed',
      'Analysis software installed',
      'Phone confirmed',
      'Contact channel left',
    ],
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const lifeCycleErrors = {
  lifeCycleClosed: ({ name }: { name: string }) => `${name} has closed the account. Nothing was changed.`,
  lifeCycleNotOpened: ({ name }: { name: string }) =>
    `This is for customers whose account is open but not funded, and ${name} is not one. Look at the stage again.`,
  lifeCycleStillOpen: ({ name }: { name: string }) =>
    `${name}’s account is not closed. If it is, move the stage first.`,
};
