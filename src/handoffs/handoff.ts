import type { WorkCalendar } from '../calendar/types.js';
import { addWorkingMinutes } from '../calendar/working-time.js';

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

/**
 * Our defaults, in working hours of the receiving department: when its lead is told, when it is assigned by balance,
 * and how long until that is tried again after nobody at all was there.
 */
export const rollOn = { tellLeadHours: 4, assignHours: 8, tryAgainHours: 1 } as const;

/** The two instants at which a handoff that lies rolls on. */
export function rollOnInstants(
  calendar: WorkCalendar,
  offeredAt: Date,
): { tellLeadAt: Date; assignAt: Date } {
  return {
    tellLeadAt: addWorkingMinutes(calendar, offeredAt, rollOn.tellLeadHours * 60),
    assignAt: addWorkingMinutes(calendar, offeredAt, rollOn.assignHours * 60),
  };
}

/** One line per item as typed; bullets and empty lines dropped. */
export function readChecklist(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•·–]|\d+[.、)）])\s*/u, '').trim())
    .filter((line) => line.length > 0);
}

/** The stored checklist. */
export function checklistOf(handoff: { checklist: string }): string[] {
  return JSON.parse(handoff.checklist) as string[];
}
