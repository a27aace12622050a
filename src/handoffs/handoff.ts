import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingMinutes } from '../calendar/working-time.js';
import type { Numbers } from '../settings/numbers.js';

/** States of a handoff. Until it is accepted or assigned the sender stays the owner (docs/processes.md#handoffs). */
export const handoffStates = ['offered', 'accepted', 'returned', 'assigned', 'withdrawn'] as const;
export type HandoffState = (typeof handoffStates)[number];

export type HandoffEvent = 'accept' | 'return' | 'assign' | 'withdraw';

export const handoffTransitions: Record<HandoffState, Partial<Record<HandoffEvent, HandoffState>>> = {
  offered: { accept: 'accepted', return: 'returned', assign: 'assigned', withdraw: 'withdrawn' },
  accepted: {},
  returned: {},
  assigned: {},
  withdrawn: {},
};

/** The state after an event, or null when the event is not possible in this state. */
export function nextHandoffState(state: string, event: HandoffEvent): HandoffState | null {
  return handoffTransitions[state as HandoffState]?.[event] ?? null;
}

/** The two instants, in working time of the receiving department, at which a handoff that lies rolls on. */
export function rollOnInstants(
  { calendar, numbers }: { calendar: WorkCalendar; numbers: Numbers },
  offeredAt: Date,
): { tellLeadAt: Date; assignAt: Date } {
  return {
    tellLeadAt: addWorkingMinutes(calendar, offeredAt, numbers.handoffLeadHours * 60),
    assignAt: addWorkingMinutes(calendar, offeredAt, numbers.handoffAssignHours * 60),
  };
}

/** A checklist has so many items: each has a box in one form. */
export const mostItems = 100;

/** One line per item as typed; bullets and empty lines dropped, {@link mostItems} at most. */
export function readChecklist(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•·–]|\d+[.、)）])\s*/u, '').trim())
    .filter((line) => line.length > 0)
    .slice(0, mostItems);
}

/** The stored checklist. */
export function checklistOf(handoff: { checklist: string }): string[] {
  return JSON.parse(handoff.checklist) as string[];
}
