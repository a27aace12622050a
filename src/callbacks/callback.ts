import { timeOfDay } from '../calendar/local-date.js';
import { localDate, nextLocalTime } from '../calendar/local-time.js';
import { nextAllowed } from '../calendar/next-allowed.js';
import { NoWorkingTimeError } from '../calendar/no-working-time-error.js';
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

/**
 * When a call planned for `at` can take place: the first instant from then on at which the customer does not rest
 * and somebody works. Rest hours come first: without a common hour, the customer's next one.
 */
export function callSlot({
  calendar,
  numbers,
  at,
}: {
  calendar: WorkCalendar;
  numbers: Numbers;
  at: Date;
}): Date {
  const { timeZone } = calendar;
  const windows = callWindows(numbers);
  let instant = at;
  for (let turn = 0; turn < 40; turn++) {
    const allowed = nextAllowed({ timeZone, windows, at: instant });
    const working = workingFrom(calendar, allowed);
    if (!working || working.getTime() === allowed.getTime()) return allowed;
    instant = working;
  }
  return nextAllowed({ timeZone, windows, at });
}

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
