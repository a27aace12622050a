import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { LadderStep } from './ladder.js';

/** Told at once, reminded when it is due, then the lead after so many more working days. */
export function askedLadder(
  calendar: WorkCalendar,
  { from, dueAt, leadDays }: { from: Date; dueAt: Date; leadDays: number },
): LadderStep[] {
  return [
    { rung: 'asked', at: from },
    { rung: 'due', at: dueAt },
    { rung: 'lead', at: addWorkingDays(calendar, dueAt, leadDays) },
  ];
}
