import { counted } from './counted.js';

const states = {
  registered: 'registered',
  judged: 'found valid',
  answering: 'being answered',
  declined: 'not sustained',
  investigating: 'under investigation',
  proposing: 'solution being proposed',
  approving: 'waiting for approval',
  executing: 'being put right',
  confirming: 'waiting for the customer',
  confirmed: 'confirmed by the customer',
  closed: 'closed',
  withdrawn: 'withdrawn',
  merged: 'merged with another',
};

const channels = {
  phone: 'Phone call',
  visit: 'In person',
  message: 'Message or chat',
  email: 'E-mail',
  letter: 'Letter',
  other: 'Other',
};

const communicativeKinds = { help: 'Help-seeking', inquiry: 'Inquiry', venting: 'Venting' };

const demandJudgements = {
  reasonable: 'Reasonable',
  partly: 'Partly reasonable',
  unreasonable: 'Unreasonable',
};

const verdicts = { valid: 'Valid', communicative: 'Communicative', 'not-sustained': 'Not sustained' };

interface WhatComplaint {
  number: string;
  customer: string;
  category: string;
  reopened: number;
}

const reopenedTimes = (times: number) => (times === 1 ? 'reopened' : `reopened ${times} times`);

/** English texts of complaints; the type every language fills. Names in mrkdwn texts arrive escaped. */
export const complaints = {
  states,
  channels,
  verdicts,
  communicativeKinds,
  demandJudgements,
  relations: {
    self: 'The customer',
    family: 'Family',
    colleague: 'Colleague of the customer',
    agent: 'Agent or lawyer',
    other: 'Other',
  },
  timeline: {
    registered: ({ number, category, who }: { number: string; category: string; who: string }) =>
      `Complaint ${number} registered by ${who}: ${category}`,
    ended: ({ number, state }: { number: string; state: string }) => `Complaint ${number}: ${state}`,
  },
  categories: {
    service: 'Service',
    product: 'Product or technical',
    fees: 'Fees and money',
    conduct: 'Staff conduct',
    information: 'Information',
    other: 'Other',
  },
  severities: { normal: 'Normal', serious: 'Serious', critical: 'Critical' },
  policies: {
    house: 'House policy',
    'china-2020-3': 'China 2020 No. 3',
    'fca-disp': 'FCA DISP',
    cfpb: 'CFPB',
  },

  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Complaints* · everybody registers them; whoever belongs to a department follows them',
  usage: [
    '`/complaint [what happened]` registers a complaint; your text fills the form',
    '`/complaint list [mine|open|overdue]` lists the complaints you may see',
    '`/complaint find [name]` finds the complaints of a customer or complainant',
    '`/complaint C-2026-0042` (or `42`, this year’s) shows one complaint with its timeline',
  ].join('\n'),

  register: {
    title: 'Register complaint',
    submit: 'Register',
    manner:
      'Listen first: no arguing, no harsh words, no anger, no raised voice. Promise nothing lightly, shift no blame, and never answer “no”, “don’t know” or “can’t”. Take the customer’s word.',
    customer: 'Customer',
    customerPlaceholder: 'Name, phone or its last four digits',
    customerHint: 'Not in the archive yet? Type the name and choose “New customer”.',
    newCustomer: (name: string) => `New customer: ${name}`,
    newCustomerName: 'New customer’s name',
    newCustomerPhone: 'New customer’s phone',
    newCustomerPhoneHint: 'One per line.',
    source: 'How the customer found us',
    openComplaints: (count: number) =>
      count === 1
        ? 'This customer already has an open complaint:'
        : `This customer already has ${count} open complaints:`,
    moreOpen: (count: number) => `… and ${count} more`,
    relation: 'Who complains',
    complainant: 'Complainant’s name',
    complainantHint: 'Leave empty if it is the customer.',
    contact: 'How to reach them',
    contactHint: 'Kept sealed; shown only to those who handle the complaint.',
    receivedBy: 'How it came',
    receivedAt: 'When it came',
    content: 'What happened',
    demand: 'What they ask for',
    category: 'Category',
    severity: 'Severity',
    severityHint: 'Serious: an apology call is due. Critical: management is told at once.',
    accused: 'Person complained about',
    accusedHint: 'They will neither investigate nor decide. Not shown in the channel.',
    accusedDepartment: 'Team complained about',
    sourceLink: (link: string) => `Made from <${link}|this message>`,
  },
  registered: {
    title: 'Complaint registered',
    close: 'Done',
    done: (number: string) => `*${number}* is registered.`,
    cardGoesTo: (channel: string) => `Its card appears in ${channel}.`,
    noChannel:
      'The service department has no channel yet, so no card was posted. An administrator can set it with `/baton setup`.',
    next: (judgeBy: string, solveBy: string) => `To be judged by ${judgeBy}, solved by ${solveBy}.`,
    tell: 'Send this to the customer:',
    acknowledgement: ({ name, number }: { name: string; number: string }) =>
      `Dear ${name}, thank you for telling us about this. Your complaint is registered under number ${number}. We are looking into it and will let you know when you can expect our answer. If you would like to add anything, please quote this number.`,
    apology: (by: string) => `Serious complaint: an apology call is due by ${by}.`,
    management: 'Critical complaint: management is being told now.',
  },

  judge: {
    title: 'Judge complaint',
    submit: 'Save',
    verdict: 'Your finding',
    options: {
      valid: 'Valid: a failure of ours',
      communicative: 'Communicative: help, inquiry, venting',
      'not-sustained': 'Not sustained: insufficient grounds',
    },
    grounds: 'Grounds',
    groundsHint: 'What you checked and why it leads to this finding.',
    demand: 'Is the demand reasonable?',
    promisedAt: 'Answer promised for',
    promisedHint: 'Ask the customer for time to investigate and give them this date.',
    /** The end of a hint. */
    latest: (by: string) => ` By ${by} at the latest: that is the deadline.`,
    communicativeKind: 'What is it about?',
    answerBy: 'Answer promised for',
    explanation: 'Explanation given to the customer',
    explanationHint: 'Courteous, with the reasons.',
    explainedBy: 'How it was given',
    explainedAt: 'When it was given',
    reaction: 'The customer’s reaction',
  },
  assign: {
    title: 'Responsible dept.',
    submit: 'Assign',
    department: 'Responsible department',
    departmentHint: 'Its lead becomes the central person.',
    investigator: 'Investigator',
    investigatorHint: 'Never the person complained about. Empty: the central person investigates.',
    note: 'The deadline stays as it is, whoever takes over.',
    noLead: (department: string) => `${department} (no lead)`,
  },
  answer: {
    title: 'Answer complaint',
    submit: 'Save',
    intro: 'Confirm the identity and look at the account’s standing before you answer.',
    outcome: 'Outcome',
    outcomes: {
      answered: 'Answered, the customer is content',
      'turned-valid': 'It is a valid complaint after all',
    },
    answer: 'What was answered or done',
    promisedAt: 'If valid: answer promised for',
  },

  card: {
    fallback: ({ number, state, customer }: { number: string; state: string; customer: string }) =>
      `Complaint ${number} (${customer}): ${state}`,
    confidential:
      ':lock: Confidential: what it is about is not shown in channels. Those who handle it read it with *Open*.',
    confidentialFallback: ({ number, state }: { number: string; state: string }) =>
      `Complaint ${number}: ${state}`,
    title: ({ number, category }: { number: string; category: string }) => `*${number}* · ${category}`,
    severity: {
      normal: '',
      serious: ':large_orange_circle: *Serious*',
      critical: ':red_circle: *Critical*',
    },
    customer: 'Customer',
    complainant: ({ name, relation }: { name: string; relation: string }) => `${name} (${relation})`,
    state: 'State',
    department: 'Responsible',
    central: (department: string, lead: string) => `${department}, ${lead}`,
    investigator: 'Investigator',
    registeredBy: 'Registered by',
    promised: 'Promised to the customer',
    next: 'Next',
    overdue: '*overdue*',
    nobodyActs: (steps: string) => `If nobody acts: ${steps}`,
    nothingMore: 'Lead and management have been told.',
    finished: 'All done. Nothing left to do.',
    buttons: {
      judge: 'Judge',
      assign: 'Assign',
      reassign: 'Assign anew',
      answer: 'Record answer',
      investigate: 'Report facts',
      propose: 'Propose',
      approve: 'Decide',
      execute: 'Carried out',
      confirm: 'Customer’s answer',
      review: 'Review and close',
      severity: 'Change severity',
      withdraw: 'Withdraw',
      merge: 'Merge into another',
      reopen: 'Reopen',
      apology: 'Apology call made',
      callBack: 'Record the call',
      open: 'Open',
    },
    apologyConfirm: {
      title: 'Apology call made?',
      text: 'It is recorded with your name and the time.',
      confirm: 'Yes, made',
      deny: 'Not yet',
    },
    rungs: {
      before: (at: string) => `reminder ${at}`,
      due: (at: string) => `due ${at}`,
      lead: (at: string) => `lead told ${at}`,
      management: (at: string) => `management told ${at}`,
    },
  },
  /** What each duty asks for, with its time. */
  next: {
    'complaint.judge': (by: string) => `judge by ${by}`,
    'complaint.assign': (by: string) => `name the responsible department by ${by}`,
    'complaint.answer': (by: string) => `answer the customer by ${by}`,
    'complaint.solve': (by: string) => `solve by ${by}`,
    'complaint.apology': (by: string) => `apology call by ${by}`,
    'complaint.promise': (by: string) => `tell the customer the result by ${by}, as promised`,
    'complaint.investigate': (by: string) => `report the facts by ${by}`,
    'complaint.propose': (by: string) => `propose a solution by ${by}`,
    'complaint.approve': (by: string) => `decide on the proposal by ${by}`,
    'complaint.execute': (by: string) => `carry out the solution by ${by}`,
    'complaint.confirm': (by: string) => `ask the customer by ${by}`,
    'complaint.review': (by: string) => `review and close by ${by}`,
    'complaint.call-back': (by: string) => `call the complainant by ${by}`,
  },
  /** The same as a reminder's line; `what` is the number with customer and category. */
  duties: {
    'complaint.judge': (what: string) => `Judge complaint ${what}`,
    'complaint.assign': (what: string) => `Name the department responsible for complaint ${what}`,
    'complaint.answer': (what: string) => `Answer complaint ${what}`,
    'complaint.solve': (what: string) => `Solve complaint ${what}`,
    'complaint.apology': (what: string) => `Make the apology call for complaint ${what}`,
    'complaint.promise': (what: string) => `Tell the customer the result of complaint ${what}, as promised`,
    'complaint.investigate': (what: string) => `Report the facts of complaint ${what}`,
    'complaint.propose': (what: string) => `Propose a solution for complaint ${what}`,
    'complaint.approve': (what: string) => `Decide on the proposal for complaint ${what}`,
    'complaint.execute': (what: string) => `Carry out the solution of complaint ${what}`,
    'complaint.confirm': (what: string) => `Ask the customer of complaint ${what} whether they accept`,
    'complaint.review': (what: string) => `Review and close complaint ${what}`,
    'complaint.call-back': (what: string) =>
      `Call the complainant of complaint ${what}, now that it has ended`,
  },
  /** In a channel, where nothing is said of a complaint about a colleague. */
  confidential: ({ number }: { number: string }) => `*${number}* (confidential)`,
  /** `reopened`: how often. */
  what: ({ number, customer, category, reopened }: WhatComplaint) =>
    `*${number}* (${[customer, category, ...(reopened ? [reopenedTimes(reopened)] : [])].join(', ')})`,
  reopened: {
    label: 'Reopened',
    times: reopenedTimes,
    state: (state: string) => `${state} (reopened)`,
    /** The reason follows, where it is told. */
    why: (times: number) =>
      `:leftwards_arrow_with_hook: *${times === 1 ? 'Reopened' : `Reopened ${times} times`}*`,
  },

  told: {
    central: (what: string) => `You are the central person for complaint ${what}.`,
    investigator: (what: string) => `Please investigate complaint ${what}.`,
    released: (what: string) =>
      `Complaint ${what} has been given to somebody else; you need do nothing more.`,
    critical: (what: string) => `:red_circle: Critical complaint ${what}.`,
    /** To whoever registered it. */
    ended: (what: string, state: string) => `Complaint ${what}, which you registered, has ended: ${state}.`,
    until: (by: string) => `By ${by}.`,
    deadline: (by: string) => `To be solved by ${by}.`,
    promised: (by: string) => `Answer promised to the customer for ${by}.`,
  },

  list: {
    titles: {
      all: 'Complaints',
      mine: 'My complaints',
      open: 'Open complaints',
      overdue: 'Overdue complaints',
    },
    empty: {
      all: 'No complaint has been registered yet. `/complaint` registers one.',
      mine: 'You have no open complaint.',
      open: 'No complaint is open.',
      overdue: 'No complaint is overdue.',
    },
    count: ({ from, to, total }: { from: number; to: number; total: number | null }) =>
      total === null ? `${from}–${to}` : `${from}–${to} of ${counted(total)}`,
    line: ({ state, due }: { state: string; due: string }) => `${state} · solve by ${due}`,
    closedLine: ({ state, at }: { state: string; at: string }) => `${state} · ${at}`,
    found: (query: string) => `Complaints found for “${query}”`,
    nothingFound: (query: string) =>
      `No complaint that you may see was found for “${query}”. Type the customer’s name, or the complainant’s in full; \`/complaint list\` shows the latest.`,
    next: 'Next',
    previous: 'Previous',
    open: 'Open',
  },

  record: {
    title: 'Complaint',
    close: 'Close',
    customer: 'Customer',
    complainant: 'Complainant',
    receivedBy: 'How it came',
    receivedAt: 'When',
    severity: 'Severity',
    category: 'Category',
    content: 'What happened',
    demand: 'What they ask for',
    noDemand: 'Nothing stated',
    accused: 'Complained about',
    contact: 'Contact',
    contactNone: 'None recorded',
    reveal: 'Show contact',
    revealNote: 'Showing it is recorded.',
    source: (link: string) => `<${link}|The message it was made from>`,
    finding: 'Finding',
    explanation: 'Explanation given',
    reaction: 'Customer’s reaction',
    deadline: 'To be solved by',
    policy: 'Policy',
    timeline: 'Timeline',
    earlier: (count: number) => `… and ${count} earlier entries`,
    nobody: '–',
    somebody: 'Somebody who has left',
    baton: 'Baton',
    events: {
      registered: 'registered it',
      judged: (verdict: keyof typeof verdicts) => `judged it: ${verdicts[verdict]}`,
      kind: (kind: keyof typeof communicativeKinds) => communicativeKinds[kind],
      demand: (demand: keyof typeof demandJudgements) => `demand: ${demandJudgements[demand]}`,
      assigned: 'named the responsible department',
      reassigned: 'named another department or investigator',
      answered: 'recorded the answer; closed',
      turnedValid: 'found it valid after all',
      apologised: 'made the apology call',
      passedOn: 'passed it on, because somebody left',
      revealed: 'looked at the contact',
    },
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const complaintErrors = {
  complaintNotFound:
    'There is no such complaint here. Check the number, or look it up with `/complaint list`.',
  complaintChanged: ({ number, state }: { number: string; state: keyof typeof states }) =>
    `${number} has changed meanwhile: it is now ${states[state]}. Nothing was changed by you. Open it again to go on from there.`,
  complaintMayNotJudge: 'Complaints are judged by the service department. Ask a colleague there.',
  complaintMayNotAssign: 'The responsible department is named by the service lead. Ask them to do it.',
  complaintMayNotRead:
    'Complaints are shown to colleagues with a department. Ask an administrator to add you to yours.',
  complaintMayNotReadContact:
    'The contact is shown to those who handle this complaint. Ask the service department.',
  complaintAboutYou: 'This complaint concerns you, so somebody else handles it.',
  complaintContentMissing: 'Write what happened, in a sentence or two.',
  complaintTooLong: ({ max }: { max: number }) => `Please keep it to ${max} characters.`,
  complaintWhoMissing: 'Write who complains, or choose the customer above.',
  complaintCustomerGone: 'This customer is no longer in the archive. Choose another.',
  complaintPhoneKnown:
    'A customer already has this number. Look for them in the first field, or leave the number out.',
  complaintInFuture: 'This time lies in the future. Choose when it happened.',
  complaintPersonUnknown: 'This is not a person Baton knows. Choose a colleague.',
  complaintPersonInactive: 'This person has left Slack. Choose somebody else.',
  complaintTeamUnknown: 'This department no longer exists. Choose another.',
  complaintInvestigatorAccused: 'The complaint concerns this person. Choose somebody else to investigate.',
  complaintNoCentralPerson:
    'This department has no lead who could be the central person, nor has management. An administrator can name one with `/baton setup`.',
  complaintGroundsMissing: 'Write what you checked and why.',
  complaintPromiseMissing: 'Give the date that was promised to the customer.',
  complaintPromisePast: 'The promised date must lie in the future.',
  complaintPromiseTooLate: 'This is after the deadline, which stays. Promise an earlier time.',
  complaintExplanationMissing: 'Write the explanation that the customer was given.',
  complaintReactionMissing: 'Write how the customer took it.',
  complaintCallNoteMissing: 'Write what was said.',
  complaintAnswerMissing: 'Write what was answered or done.',
};
