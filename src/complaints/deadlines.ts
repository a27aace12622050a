import { deadline, workingDaysAfterDeadline } from '../calendar/deadline.js';
import { instantAt, localDate } from '../calendar/local-time.js';
import type { WorkCalendar } from '../calendar/types.js';
import {
  addWorkingMinutes,
  isWorkingDay,
  nextWorkingInstant,
  workingMinutesBetween,
} from '../calendar/working-time.js';
import type { LadderStep } from '../duties/ladder.js';
import type { LoopStep, Policy, Term } from './policies.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The two calendars a term may need: hours run in the department's working time, days in the workspace's. */
export interface Calendars {
  department: WorkCalendar;
  workspace: WorkCalendar;
}

/** By when a term that began at `from` ends (docs/processes.md#deadlines). UTC. */
export function termEnd(term: Term, { from, calendars }: { from: Date; calendars: Calendars }): Date {
  switch (term.unit) {
    case 'hours':
    case 'working-hours':
      return deadline(calendars.department, { amount: term.amount, unit: term.unit }, from);
    case 'calendar-weeks':
      return deadline(calendars.workspace, { amount: term.amount * 7, unit: 'calendar-days' }, from);
    default:
      return deadline(calendars.workspace, { amount: term.amount, unit: term.unit }, from);
  }
}

/** What a complaint is held to from the moment it is registered. Reassigning never moves these. */
export function deadlinesOf({
  policy,
  receivedAt,
  registeredAt,
  calendars,
}: {
  policy: Policy;
  receivedAt: Date;
  registeredAt: Date;
  calendars: Calendars;
}): { judgeDueAt: Date; solveDueAt: Date; apologyDueAt: Date } {
  return {
    judgeDueAt: termEnd(policy.judge, { from: registeredAt, calendars }),
    solveDueAt: termEnd(policy.solve, {
      from: policy.counts === 'received' ? receivedAt : registeredAt,
      calendars,
    }),
    apologyDueAt: termEnd(policy.apology, { from: registeredAt, calendars }),
  };
}

/**
 * By when the next step of the loop is owed: its own term, but up to the customer's answer not after the loop's
 * deadline. Once that has passed (the customer refused the solution, say) the step's term alone counts, so that a
 * late loop does not fire every rung at once.
 */
export function stepDueAt({
  step,
  policy,
  solveDueAt,
  now,
  calendars,
}: {
  step: LoopStep;
  policy: Policy;
  solveDueAt: Date;
  now: Date;
  calendars: Calendars;
}): Date {
  const end = termEnd(policy.steps[step], { from: now, calendars });
  return step !== 'review' && solveDueAt > now && solveDueAt < end ? solveDueAt : end;
}

/**
 * A short task's ladder: a reminder one working hour before it is due, at due, the lead one working hour
 * later, management at the close of the next working day. Urgent: half an hour and an hour later, by the
 * clock. What already lies behind is left out, so that opening a duty late does not set off a volley.
 */
export function taskLadder({
  from,
  dueAt,
  calendar,
  urgent,
}: {
  from: Date;
  dueAt: Date;
  calendar: WorkCalendar;
  urgent: boolean;
}): LadderStep[] {
  const before = workingHourBefore(calendar, from, dueAt);
  return [
    ...(before ? [{ rung: 'before', at: before }] : []),
    { rung: 'due', at: dueAt },
    {
      rung: 'lead',
      at: urgent ? new Date(dueAt.getTime() + 30 * MINUTE_MS) : addWorkingMinutes(calendar, dueAt, 60),
    },
    {
      rung: 'management',
      at: urgent ? new Date(dueAt.getTime() + 60 * MINUTE_MS) : workingDaysAfterDeadline(calendar, dueAt, 1),
    },
  ];
}

/**
 * The ladder of the whole solution: a reminder when the last working day before the deadline opens, at due,
 * the lead one working hour later, management at the close of the next working day.
 */
export function solveLadder({
  from,
  dueAt,
  calendar,
  urgent,
}: {
  from: Date;
  dueAt: Date;
  calendar: WorkCalendar;
  urgent: boolean;
}): LadderStep[] {
  const opening = lastOpeningBefore(calendar, dueAt);
  const rest = taskLadder({ from: dueAt, dueAt, calendar, urgent });
  return [...(opening && opening > from ? [{ rung: 'before', at: opening }] : []), ...rest];
}

/**
 * A ladder fitted to who owes the duty, so that nobody is told the same thing twice under two names: without an
 * owner the lead owes it and is told at due; a lead who owes it has no lead above but management. Rungs that
 * would tell the person complained about are `withheld`.
 */
export function fitLadder(
  ladder: readonly LadderStep[],
  { owedBy, withheld }: { owedBy: 'nobody' | 'lead' | 'member'; withheld: readonly string[] },
): LadderStep[] {
  return ladder.flatMap((step) => {
    if (step.rung === 'lead' && owedBy !== 'member') return [];
    const rung = step.rung === 'due' && owedBy === 'nobody' ? 'lead' : step.rung;
    return withheld.includes(rung) ? [] : [{ ...step, rung }];
  });
}

/** One working hour before `dueAt`, in working time; null when less than that lies between. */
function workingHourBefore(calendar: WorkCalendar, from: Date, dueAt: Date): Date | null {
  const until = workingMinutesBetween(calendar, from, dueAt) - 60;
  return until > 0 ? nextWorkingInstant(calendar, addWorkingMinutes(calendar, from, until)) : null;
}

/** The opening of the last working day that starts a day or more before `dueAt`; null when a month has none. */
function lastOpeningBefore(calendar: WorkCalendar, dueAt: Date): Date | null {
  for (let back = 1; back <= 30; back++) {
    const date = localDate(calendar.timeZone, new Date(dueAt.getTime() - back * DAY_MS));
    if (!isWorkingDay(calendar, date)) continue;
    return nextWorkingInstant(calendar, instantAt(calendar.timeZone, date, '00:00'));
  }
  return null;
}
