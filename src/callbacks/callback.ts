import { timeOfDay } from '../calendar/local-date.js';
import { localDate, nextLocalTime } from '../calendar/local-time.js';
import { nextAllowed } from '../calendar/next-allowed.js';
import { NoWorkingTimeError } from '../calendar/no-working-time-error.js';
import { sharedTime } from '../calendar/shared-time.js';
import type { Span, WorkCalendar } from '../calendar/types.js';
import { nextWorkingInstant } from '../calendar/working-time.js';
import type { NumberKey, Numbers } from '../settings/numbers.js';

/** Why a customer is called (docs/processes.md#callbacks); 'unplanned' is recorded without having been due. */
export const plannedKinds = [
  'new-customer',
  'visit',
  'funding',
  'weekly',
  'dormant',
  'complaint',
  'birthday',
  'promised',
] as const;
export type PlannedKind = (typeof plannedKinds)[number];
export type CallKind = PlannedKind | 'unplanned';

export type CallState = 'planned' | 'reached' | 'not-reached' | 'cancelled';

/** So-so and below asks why, and what to improve (docs/processes.md#callbacks). */
export const isHappy = (satisfaction: number): boolean => satisfaction > 3;

/** After how many days a call of each kind is due; the others have a time of their own. */
export const daysUntil = {
  'new-customer': 'newCustomerCallDays',
  funding: 'fundingCallDays',
  weekly: 'weeklyCallDays',
  complaint: 'complaintCallDays',
  visit: 'visitCallDays',
} as const satisfies Partial<Record<PlannedKind, NumberKey>>;

/** When customers may be called, in their zone; the rest of the day is theirs. */
export function callWindows(numbers: Numbers): readonly [morning: Span, afternoon: Span] {
  const { callMorningFrom, callMorningUntil, callAfternoonFrom, callAfternoonUntil } = numbers;
  return [
    { start: timeOfDay(callMorningFrom), end: timeOfDay(callMorningUntil) },
    { start: timeOfDay(callAfternoonFrom), end: timeOfDay(callAfternoonUntil) },
  ];
}

/** When a call is to be made: it may begin at `start`, and is overdue after `end`. */
export interface CallSlot {
  start: Date;
  end: Date;
}

interface Slots {
  calendar: WorkCalendar;
  numbers: Numbers;
}

/**
 * The first slot at or after `from` in which the customer does not rest and somebody works. Rest hours come first:
 * without any such hour (a company that never works then), the customer's next window.
 */
export function nextSlot({ calendar, numbers, from }: Slots & { from: Date }): CallSlot {
  const windows = callWindows(numbers);
  try {
    for (const slot of sharedTime(calendar, { windows, from })) return asDates(slot);
  } catch (error) {
    if (!(error instanceof NoWorkingTimeError)) throw error;
  }
  const start = nextAllowed({ timeZone: calendar.timeZone, windows, at: from });
  const end = windows
    .map((window) => nextLocalTime(calendar.timeZone, start, window.end))
    .reduce((earliest, one) => (one < earliest ? one : earliest));
  return { start, end };
}

/**
 * The last slot that lies between `from` and `until`: what is due within a term is due inside it
 * (docs/processes.md#callbacks). Null when there is none, as over a long holiday.
 */
export function lastSlotWithin({
  calendar,
  numbers,
  from,
  until,
}: Slots & { from: Date; until: Date }): CallSlot | null {
  const slots = [...sharedTime(calendar, { windows: callWindows(numbers), from, until })];
  const last = slots.at(-1);
  return last ? asDates({ start: last.start, end: Math.min(last.end, until.getTime()) }) : null;
}

const asDates = ({ start, end }: { start: number; end: number }): CallSlot => ({
  start: new Date(start),
  end: new Date(end),
});

/** Why a call was put off: the customer rests then, or nobody is at work. */
export function putOffBecause({
  timeZone,
  numbers,
  from,
}: {
  timeZone: string;
  numbers: Numbers;
  from: Date;
}): 'rest' | 'closed' {
  const allowed = nextAllowed({ timeZone, windows: callWindows(numbers), at: from });
  return allowed.getTime() === from.getTime() ? 'closed' : 'rest';
}

/** Another time of day for the next attempt, an hour after calls begin: after a morning's the afternoon, else the next morning. */
export function otherTimeOfDay({
  timeZone,
  numbers,
  after,
}: {
  timeZone: string;
  numbers: Numbers;
  after: Date;
}): Date {
  const { callMorningFrom, callMorningUntil, callAfternoonFrom } = numbers;
  const noon = nextLocalTime(timeZone, after, timeOfDay(callMorningUntil));
  const beforeNoon = localDate(timeZone, noon) === localDate(timeZone, after);
  const begin = beforeNoon ? callAfternoonFrom : callMorningFrom;
  return nextLocalTime(timeZone, after, timeOfDay(begin + 60));
}

/** The next working instant from then on; null in a company that never works. */
export function workingFrom(calendar: WorkCalendar, at: Date): Date | null {
  try {
    return nextWorkingInstant(calendar, at);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
}
