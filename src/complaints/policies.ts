import type { ComplaintState } from './complaint.js';

/**
 * Deadlines as data. A case keeps the policy version it began under; reassigning never moves its deadlines.
 * Source: docs/processes.md#deadlines.
 */

/**
 * - `hours`: by the clock.
 * - `working-hours`: in the working time of the department that owes it.
 * - `working-days`: close of business of the n-th working day of the workspace's calendar.
 * - `calendar-days`, `calendar-weeks`: the local midnight that ends the n-th day.
 */
export type DeadlineUnit = 'hours' | 'working-hours' | 'working-days' | 'calendar-days' | 'calendar-weeks';

export interface Term {
  amount: number;
  unit: DeadlineUnit;
}

export interface Policy {
  /** What a case keeps: pack and effective date. */
  id: `${PolicyPack}@${string}`;
  pack: PolicyPack;
  /** Local date from which complaints begin under it. */
  effective: string;
  /** Whether waiting for the customer may pause the clock. Calendar-time packs do not pause. */
  pausable: boolean;
  /** From when the solution is counted: the receipt by anybody of the company, or the registration. */
  counts: 'received' | 'registered';
  judge: Term;
  /** After a valid verdict, until the responsible department is named. */
  assign: Term;
  /** An earlier answer the pack asks for, where it knows one (summary resolution, first response). */
  first?: Term;
  /** The final answer. */
  solve: Term;
  /** Longer terms and what they need; taken by a later step. */
  extensions: readonly { when: 'complex' | 'senior-approval'; term: Term }[];
  /** Until a serious complainant has had an apology call. */
  apology: Term;
  /** From one step of the loop to the next. Up to the customer's answer none ends after the loop's own deadline. */
  steps: Readonly<Record<LoopStep, Term>>;
}

/** The steps between the naming of a department and the end. */
export type LoopStep = 'investigate' | 'propose' | 'approve' | 'execute' | 'confirm' | 'review';

export type PolicyPack = 'house' | 'china-2020-3' | 'fca-disp' | 'cfpb';

/** For a loop of days, and for one of weeks. */
const brisk = {
  investigate: { amount: 1, unit: 'working-days' },
  propose: { amount: 4, unit: 'working-hours' },
  approve: { amount: 4, unit: 'working-hours' },
  execute: { amount: 1, unit: 'working-days' },
  confirm: { amount: 4, unit: 'working-hours' },
  review: { amount: 2, unit: 'working-days' },
} as const satisfies Policy['steps'];
const measured = {
  investigate: { amount: 5, unit: 'working-days' },
  propose: { amount: 2, unit: 'working-days' },
  approve: { amount: 2, unit: 'working-days' },
  execute: { amount: 5, unit: 'working-days' },
  confirm: { amount: 2, unit: 'working-days' },
  review: { amount: 5, unit: 'working-days' },
} as const satisfies Policy['steps'];

const ours = {
  judge: { amount: 4, unit: 'working-hours' },
  assign: { amount: 4, unit: 'working-hours' },
  apology: { amount: 24, unit: 'hours' },
} as const satisfies Partial<Policy>;

/** Every version ever in force; never edit one, add the next. */
export const policies: readonly Policy[] = [
  {
    ...ours,
    id: 'house@2026-01-01',
    pack: 'house',
    effective: '2026-01-01',
    pausable: false,
    counts: 'registered',
    solve: { amount: 3, unit: 'calendar-days' },
    steps: brisk,
    extensions: [],
  },
  {
    ...ours,
    id: 'china-2020-3@2020-03-01',
    pack: 'china-2020-3',
    effective: '2020-03-01',
    pausable: false,
    counts: 'received',
    solve: { amount: 15, unit: 'calendar-days' },
    steps: measured,
    extensions: [
      { when: 'complex', term: { amount: 30, unit: 'calendar-days' } },
      { when: 'senior-approval', term: { amount: 60, unit: 'calendar-days' } },
    ],
  },
  {
    ...ours,
    id: 'fca-disp@2016-06-30',
    pack: 'fca-disp',
    effective: '2016-06-30',
    pausable: false,
    counts: 'received',
    first: { amount: 3, unit: 'working-days' },
    solve: { amount: 8, unit: 'calendar-weeks' },
    steps: measured,
    extensions: [],
  },
  {
    ...ours,
    id: 'cfpb@2011-07-21',
    pack: 'cfpb',
    effective: '2011-07-21',
    pausable: false,
    counts: 'received',
    first: { amount: 15, unit: 'calendar-days' },
    solve: { amount: 60, unit: 'calendar-days' },
    steps: measured,
    extensions: [],
  },
];

/** The step that a complaint in this state waits for; null before a department is named, and at the end. */
export function loopStepOf(state: ComplaintState): LoopStep | null {
  const steps: Partial<Record<ComplaintState, LoopStep>> = {
    investigating: 'investigate',
    proposing: 'propose',
    approving: 'approve',
    executing: 'execute',
    confirming: 'confirm',
    confirmed: 'review',
  };
  return steps[state] ?? null;
}

/**
 * The version of a pack in force on a local date (YYYY-MM-DD). Before the first version the first one
 * counts: a complaint always has deadlines.
 */
export function policyFor({ pack, date }: { pack: PolicyPack; date: string }): Policy {
  const versions = policies
    .filter((policy) => policy.pack === pack)
    .sort((a, b) => a.effective.localeCompare(b.effective));
  const found = versions.findLast((policy) => policy.effective <= date) ?? versions[0];
  if (!found) throw new Error(`Unknown complaint policy pack ${pack}`);
  return found;
}

/** The version a case began under; throws on one this build does not know. */
export function policyById(id: string): Policy {
  const found = policies.find((policy) => policy.id === id);
  if (!found) throw new Error(`Unknown complaint policy ${id}`);
  return found;
}
