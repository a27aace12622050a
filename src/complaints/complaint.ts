/**
 * What a complaint is: its words, its states and the loop they form. Pure. Source: docs/processes.md#complaints.
 */

/** How the complainant stands to the customer. */
export const relations = ['self', 'family', 'colleague', 'agent', 'other'] as const;
/** How it came, and how an explanation was given. */
export const channels = ['phone', 'visit', 'message', 'email', 'letter', 'other'] as const;
export const categories = ['service', 'product', 'fees', 'conduct', 'information', 'other'] as const;
export const severities = ['normal', 'serious', 'critical'] as const;
/** What the judge finds. */
export const verdicts = ['valid', 'communicative', 'not-sustained'] as const;
/** What a communicative complaint is about: help-seeking, an inquiry, venting. */
export const communicativeKinds = ['help', 'inquiry', 'venting'] as const;
/** Whether the demand is reasonable. */
export const demandJudgements = ['reasonable', 'partly', 'unreasonable'] as const;

/** Why it happened, as the investigation finds. */
export const rootCauses = ['people', 'process', 'product', 'communication', 'third-party'] as const;
/** How the customer's yes or no is known. */
export const confirmations = ['signature', 'message', 'call'] as const;

/** What the list may be asked for. */
export const listFilters = ['all', 'mine', 'open', 'overdue'] as const;
export type ListFilter = (typeof listFilters)[number];

export type Relation = (typeof relations)[number];
export type Channel = (typeof channels)[number];
export type Category = (typeof categories)[number];
export type Severity = (typeof severities)[number];
export type Verdict = (typeof verdicts)[number];
export type CommunicativeKind = (typeof communicativeKinds)[number];
export type DemandJudgement = (typeof demandJudgements)[number];
export type RootCause = (typeof rootCauses)[number];
/** Who takes a complaint back: the customer, or we, for it was a mistake or a test. */
export const withdrawnBy = ['customer', 'mistake'] as const;
export type WithdrawnBy = (typeof withdrawnBy)[number];
export type Confirmation = (typeof confirmations)[number];

export type ComplaintEvent =
  | 'judge-valid'
  | 'judge-communicative'
  | 'decline'
  | 'answer'
  | 'turn-valid'
  | 'assign'
  | 'reassign'
  | 'report-facts'
  | 'propose'
  | 'approve'
  | 'return'
  | 'execute'
  | 'accept'
  | 'refuse'
  | 'review'
  | 'withdraw'
  | 'merge'
  | 'change-severity'
  | 'reopen';

/**
 * The complete loop: what may happen in each state and where it leads. `judged` waits for its responsible
 * department; a communicative one takes the short path over `answering`. A reopened complaint keeps its
 * number and is judged anew.
 */
export const transitions = {
  registered: {
    'judge-valid': 'judged',
    'judge-communicative': 'answering',
    decline: 'declined',
    withdraw: 'withdrawn',
    merge: 'merged',
    'change-severity': 'registered',
  },
  judged: { assign: 'investigating', withdraw: 'withdrawn', merge: 'merged', 'change-severity': 'judged' },
  answering: {
    answer: 'closed',
    'turn-valid': 'judged',
    withdraw: 'withdrawn',
    merge: 'merged',
    'change-severity': 'answering',
  },
  investigating: {
    'report-facts': 'proposing',
    reassign: 'investigating',
    withdraw: 'withdrawn',
    merge: 'merged',
    'change-severity': 'investigating',
  },
  proposing: { propose: 'approving', withdraw: 'withdrawn', merge: 'merged', 'change-severity': 'proposing' },
  approving: {
    approve: 'executing',
    return: 'proposing',
    withdraw: 'withdrawn',
    'change-severity': 'approving',
  },
  executing: { execute: 'confirming', 'change-severity': 'executing' },
  confirming: { accept: 'confirmed', refuse: 'proposing', 'change-severity': 'confirming' },
  confirmed: { review: 'closed', 'change-severity': 'confirmed' },
  declined: { reopen: 'registered' },
  withdrawn: { reopen: 'registered' },
  closed: { reopen: 'registered' },
  merged: {},
} as const satisfies Record<string, Partial<Record<ComplaintEvent, string>>>;

export type ComplaintState = keyof typeof transitions;

export const states = Object.keys(transitions) as ComplaintState[];

/** States in which nobody owes anything any more; all but `merged` can be reopened within {@link REOPEN_DAYS}. */
export const finalStates: readonly ComplaintState[] = ['closed', 'declined', 'withdrawn', 'merged'];

export const openStates: readonly ComplaintState[] = states.filter((state) => !finalStates.includes(state));

/** Calendar days in which a finished complaint may be reopened under its number. */
export const REOPEN_DAYS = 30;

/** What people do on a form; a screen may lead to several events. */
export type Screen =
  | 'judge'
  | 'answer'
  | 'assign'
  | 'investigate'
  | 'propose'
  | 'approve'
  | 'execute'
  | 'confirm'
  | 'review'
  | AsideScreen;

/** Beside the loop, out of it or back into it: rare, so kept apart from the step that comes next. */
export const asideScreens = ['severity', 'withdraw', 'merge', 'reopen'] as const;
export type AsideScreen = (typeof asideScreens)[number];

/** Where each event is carried out. */
const screens: Record<ComplaintEvent, Screen> = {
  'judge-valid': 'judge',
  'judge-communicative': 'judge',
  decline: 'judge',
  answer: 'answer',
  'turn-valid': 'answer',
  assign: 'assign',
  reassign: 'assign',
  'report-facts': 'investigate',
  propose: 'propose',
  approve: 'approve',
  return: 'approve',
  execute: 'execute',
  accept: 'confirm',
  refuse: 'confirm',
  review: 'review',
  withdraw: 'withdraw',
  merge: 'merge',
  'change-severity': 'severity',
  reopen: 'reopen',
};

/** Where `event` leads from `state`; null when the loop does not allow it there. */
export function nextState(state: ComplaintState, event: ComplaintEvent): ComplaintState | null {
  const row: Partial<Record<ComplaintEvent, ComplaintState>> = transitions[state];
  return row[event] ?? null;
}

/** The screens a card offers in a state, each once, in the order of the table. */
export function offeredScreens(state: ComplaintState): Screen[] {
  const events = Object.keys(transitions[state]) as ComplaintEvent[];
  return [...new Set(events.map((event) => screens[event]))];
}

/** The event that a verdict stands for. */
export function eventOfVerdict(verdict: Verdict): ComplaintEvent {
  const events = {
    valid: 'judge-valid',
    communicative: 'judge-communicative',
    'not-sustained': 'decline',
  } as const;
  return events[verdict];
}

/** Narrows a stored text to a state; throws on a value this build does not know. */
export function stateOf(text: string): ComplaintState {
  if (!Object.hasOwn(transitions, text)) throw new Error(`Unknown complaint state ${text}`);
  return text as ComplaintState;
}

/** Narrows a stored text to one of `values`, for showing; anything else is shown as the last one ('other'). */
export function wordOf<T extends string>(values: readonly [T, ...T[]], text: string | null): T {
  return values.find((value) => value === text) ?? (values.at(-1) as T);
}

/** `C-2026-0042`: year in the workspace's zone, then at least four digits. */
export function complaintNumber({ year, sequence }: { year: number; sequence: number }): string {
  return `C-${year}-${String(sequence).padStart(4, '0')}`;
}

/**
 * Reads a number as people type it: `c-2026-42`, `Ｃ－２０２６－００４２`. Null when it is none.
 */
export function readComplaintNumber(text: string): string | null {
  const match = /^c[-\s]?(\d{4})[-\s]?(\d{1,9})$/i.exec(
    text
      .normalize('NFKC')
      .replace(/[–—－]/g, '-')
      .trim(),
  );
  if (!match?.[1] || !match[2]) return null;
  return complaintNumber({ year: Number(match[1]), sequence: Number(match[2]) });
}

/** `5`, `#5`, `0005`, `C-5`, `5号`: a number of this year as people shorten it. Null when it is none. */
export function readShortNumber(text: string, year: number): string | null {
  const match = /^(?:c[-\s]?|#|no\.?\s?|第)?(\d{1,9})[号件]?$/i.exec(text.normalize('NFKC').trim());
  return match?.[1] ? complaintNumber({ year, sequence: Number(match[1]) }) : null;
}

/** Ways to solve a complaint in one proposal. */
export const mostOptions = 5;

/** The most characters each text of the form takes; the first is what Slack's input holds. */
export const textLimits = {
  content: 3000,
  demand: 1000,
  name: 80,
  contact: 200,
  note: 2000,
  /** one way to solve it, an amount, a link */
  option: 500,
  money: 40,
  proof: 500,
} as const;
