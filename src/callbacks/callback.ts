import { localDate, nextLocalTime } from '../calendar/local-time.js';
import { nextAllowed } from '../calendar/next-allowed.js';
import { NoWorkingTimeError } from '../calendar/no-working-time-error.js';
import type { Span, WorkCalendar } from '../calendar/types.js';
import { nextWorkingInstant } from '../calendar/working-time.js';

/** Why a customer is called (docs/processes.md#callbacks); 'unplanned' is recorded without having been due. */
export const plannedKinds = ['new-customer', 'funding', 'weekly', 'dormant', 'complaint'] as const;
export type PlannedKind = (typeof plannedKinds)[number];
export type CallKind = PlannedKind | 'unplanned';

export type CallState = 'planned' | 'reached' | 'not-reached' | 'cancelled';

/** Within three days of registration, and weekly once funded, are given; every three days until funded, and the day after a complaint is closed, are ours. */
export const daysUntil: Record<Exclude<PlannedKind, 'dormant'>, number> = {
  'new-customer': 3,
  funding: 3,
  weekly: 7,
  complaint: 1,
};

/** Our default: after so many attempts it is the lead's to decide. */
export const mostAttempts = 3;

/** Our default for when customers may be called, in their zone; the rest of the day is theirs. */
export const callWindows: readonly Span[] = [
  { start: '09:00', end: '12:00' },
  { start: '14:00', end: '20:00' },
];

/**
 * When a call planned for `at` can take place: the first instant from then on at which the customer does not rest
 * and somebody works. Rest hours come first: without a common hour, the customer's next one.
 */
export function callSlot({ calendar, at }: { calendar: WorkCalendar; at: Date }): Date {
  const { timeZone } = calendar;
  let instant = at;
  for (let turn = 0; turn < 40; turn++) {
    const allowed = nextAllowed({ timeZone, windows: callWindows, at: instant });
    const working = workingFrom(calendar, allowed);
    if (!working || working.getTime() === allowed.getTime()) return allowed;
    instant = working;
  }
  return nextAllowed({ timeZone, windows: callWindows, at });
}

/** Why a call was put off: the customer rests then, or nobody is at work. */
export function putOffBecause({ timeZone, from }: { timeZone: string; from: Date }): 'rest' | 'closed' {
  const allowed = nextAllowed({ timeZone, windows: callWindows, at: from });
  return allowed.getTime() === from.getTime() ? 'closed' : 'rest';
}

/** Another time of day for the next attempt: after a morning's the afternoon, else the next morning. */
export function otherTimeOfDay({ timeZone, after }: { timeZone: string; after: Date }): Date {
  const noon = nextLocalTime(timeZone, after, '12:00');
  const beforeNoon = localDate(timeZone, noon) === localDate(timeZone, after);
  return nextLocalTime(timeZone, after, beforeNoon ? '15:00' : '10:00');
}

function workingFrom(calendar: WorkCalendar, at: Date): Date | null {
  try {
    return nextWorkingInstant(calendar, at);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
}
