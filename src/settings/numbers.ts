import { z } from 'zod';
import type { Workspace } from '../db/types.js';

/**
 * The numbers of the processes as one table (docs/processes.md#numbers): screen, validation and texts follow from it.
 * A workspace keeps only what it changed. A number counts for what is opened from then on: deadlines and ladders are
 * worked out when something is opened, and stay.
 */

/** `time-of-day` is in minutes since midnight. */
export type Unit = 'minutes' | 'working-hours' | 'days' | 'working-days' | 'months' | 'times' | 'time-of-day';

export interface NumberRule {
  process: NumberProcess;
  unit: Unit;
  /** What counts until a workspace says otherwise. */
  usual: number;
  min: number;
  max: number;
  /** The companies that use Baton gave it; without this it is our default. */
  given?: true;
}

/** In the order of the screen. */
export const numberProcesses = [
  'customers',
  'life-cycle',
  'callbacks',
  'vip',
  'handoffs',
  'briefings',
  'notices',
  'risk-alerts',
] as const;
export type NumberProcess = (typeof numberProcesses)[number];

const inCustomers = { process: 'customers' } as const;
const inLifeCycle = { process: 'life-cycle', unit: 'working-days', min: 1, max: 30 } as const;
const inCallbacks = { process: 'callbacks', unit: 'days', min: 1, max: 90 } as const;
const callTime = { process: 'callbacks', unit: 'time-of-day', min: 6 * 60, max: 22 * 60 } as const;
const inVip = { process: 'vip', unit: 'working-days', min: 1, max: 30 } as const;
const inHandoffs = { process: 'handoffs', unit: 'working-hours', min: 1, max: 80 } as const;
const inBriefings = { process: 'briefings', unit: 'minutes' } as const;

export const numberRules = {
  firstContactDays: { ...inCustomers, unit: 'days', usual: 7, min: 1, max: 60, given: true },
  firstContactReminderDays: { ...inCustomers, unit: 'working-days', usual: 3, min: 1, max: 30 },
  firstContactLeadDays: { ...inCustomers, unit: 'working-days', usual: 1, min: 1, max: 30 },
  knownPhoneTries: { ...inCustomers, unit: 'times', usual: 10, min: 1, max: 100 },
  papersDays: { ...inLifeCycle, usual: 1 },
  fileNoteDays: { ...inLifeCycle, usual: 1 },
  guideDays: { ...inLifeCycle, usual: 2 },
  fundDays: { ...inLifeCycle, usual: 1 },
  habitsDays: { ...inLifeCycle, usual: 3 },
  closingReasonDays: { ...inLifeCycle, usual: 1 },
  lifeCycleLeadDays: { ...inLifeCycle, usual: 1 },
  dormantMonths: { process: 'life-cycle', unit: 'months', usual: 2, min: 1, max: 24, given: true },
  newCustomerCallDays: { ...inCallbacks, usual: 3, given: true },
  visitCallDays: { ...inCallbacks, usual: 1 },
  fundingCallDays: { ...inCallbacks, usual: 3 },
  weeklyCallDays: { ...inCallbacks, usual: 7, given: true },
  complaintCallDays: { ...inCallbacks, usual: 1 },
  callLeadDays: { ...inCallbacks, unit: 'working-days', usual: 1, max: 30 },
  callAttempts: { ...inCallbacks, unit: 'times', usual: 3, max: 10 },
  callMorningFrom: { ...callTime, usual: 9 * 60 },
  callMorningUntil: { ...callTime, usual: 12 * 60 },
  callAfternoonFrom: { ...callTime, usual: 14 * 60 },
  callAfternoonUntil: { ...callTime, usual: 20 * 60 },
  vipRemindHours: { ...inVip, unit: 'working-hours', usual: 4, max: 80 },
  vipLeadDays: { ...inVip, usual: 2 },
  vipRemoveDays: { ...inVip, usual: 1 },
  handoffLeadHours: { ...inHandoffs, usual: 4 },
  handoffAssignHours: { ...inHandoffs, usual: 8 },
  handoffRetryHours: { ...inHandoffs, usual: 1 },
  briefingWritingMinutes: { ...inBriefings, usual: 10, min: 1, max: 240, given: true },
  briefingOpenMinutes: { ...inBriefings, usual: 120, min: 15, max: 1440 },
  briefingFirstMinutes: { ...inBriefings, usual: 30, min: 5, max: 720 },
  briefingSecondMinutes: { ...inBriefings, usual: 10, min: 2, max: 360 },
  noticeRemindHours: { process: 'notices', unit: 'working-hours', usual: 4, min: 1, max: 80 },
  noticeLetGoDays: { process: 'notices', unit: 'working-days', usual: 5, min: 1, max: 60 },
  riskReachMinutes: { process: 'risk-alerts', unit: 'minutes', usual: 60, min: 10, max: 1440 },
} as const satisfies Record<string, NumberRule>;

export type NumberKey = keyof typeof numberRules;
export type Numbers = Readonly<Record<NumberKey, number>>;

export const numberKeys = Object.keys(numberRules) as NumberKey[];

/** A rule by its key, as every other one. */
export const ruleOf = (key: NumberKey): NumberRule => numberRules[key];

/** Those of one process, in order. */
export function numbersIn(process: NumberProcess): NumberKey[] {
  return numberKeys.filter((key) => ruleOf(key).process === process);
}

/** Pairs that lose their sense when the first is not less than the second. */
export const ascending: readonly (readonly [NumberKey, NumberKey])[] = [
  ['callMorningFrom', 'callMorningUntil'],
  ['callMorningUntil', 'callAfternoonFrom'],
  ['callAfternoonFrom', 'callAfternoonUntil'],
  ['handoffLeadHours', 'handoffAssignHours'],
  ['briefingSecondMinutes', 'briefingFirstMinutes'],
  ['briefingFirstMinutes', 'briefingOpenMinutes'],
];

const kindOf = ({ min, max }: NumberRule) => z.number().int().min(min).max(max);

/** Whether a rule takes this value. */
export const takes = (key: NumberKey, value: number): boolean => kindOf(ruleOf(key)).safeParse(value).success;

// What an older build allowed, or a hand wrote, and the rule does not take counts as not set.
const changed = z.object(
  Object.fromEntries(
    numberKeys.map((key) => [key, kindOf(ruleOf(key)).optional().catch(undefined)]),
  ) as Record<NumberKey, z.ZodCatch<z.ZodOptional<z.ZodNumber>>>,
);
const stored = z.looseObject({ numbers: changed.catch({}) });

export const usualNumbers = Object.fromEntries(numberKeys.map((key) => [key, ruleOf(key).usual])) as Numbers;

/** The settings of a workspace as they are stored, with the numbers it changed; what else is in it is kept. */
export function readSettings(settings: string): z.output<typeof stored> {
  return stored.parse(JSON.parse(settings));
}

// The same text gives the same numbers: parsed once.
const known = new Map<string, Numbers>();

/** The numbers that count in a workspace. */
export function numbersOf({ settings }: Pick<Workspace, 'settings'>): Numbers {
  const found = known.get(settings);
  if (found) return found;
  const own = Object.entries(readSettings(settings).numbers).filter(([, value]) => value !== undefined);
  const numbers: Numbers = { ...usualNumbers, ...Object.fromEntries(own) };
  if (known.size > 500) known.clear();
  known.set(settings, numbers);
  return numbers;
}
