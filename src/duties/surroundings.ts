import { localDate, nextLocalTime } from '../calendar/local-time.js';
import { NoWorkingTimeError } from '../calendar/no-working-time-error.js';
import type { WorkCalendar } from '../calendar/types.js';
import { isWorkingTime, nextWorkingInstant } from '../calendar/working-time.js';
import type { Duty, Reader } from '../db/types.js';
import type { RungRule } from '../feature.js';
import { leadOf, loadRoster, type Roster, standIn } from '../people/stand-in.js';
import { calendarOf, ownHolidaysOf } from '../people/work-calendar.js';

/** What one sweep knows of a workspace: read once, however many duties are due. */
export interface Surroundings {
  roster: Roster;
  /** The working time of a duty's owner: of their department, else of the duty's, else the workspace's. */
  calendarFor(duty: Pick<Duty, 'ownerId' | 'departmentId'>): WorkCalendar;
}

/** A rung that falls on closing time still fires, if the sweep comes round within this time. */
const CLOSING_GRACE_MS = 5 * 60_000;

/** Three or four queries for a workspace. */
export async function loadSurroundings(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<Surroundings> {
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const roster = await loadRoster(reader, { workspaceId });
  const ownHolidays = await ownHolidaysOf(reader, workspace);
  const calendars = new Map<string | null, WorkCalendar>();
  return {
    roster,
    calendarFor({ ownerId, departmentId }) {
      const home = (ownerId && roster.people.get(ownerId)?.departmentId) || departmentId;
      const department = roster.departments.find(({ id }) => id === home) ?? null;
      const key = department?.id ?? null;
      const calendar = calendars.get(key) ?? calendarOf({ workspace, department, ownHolidays });
      calendars.set(key, calendar);
      return calendar;
    },
  };
}

/**
 * Whom a rung tells, decided when it fires: absent people are replaced by their substitute, then their lead,
 * then management, then an administrator. A lead who owes the duty does not escalate to themselves but to
 * management. Null when nobody is to be told, or nobody is there. Rule: docs/processes.md#duties.
 */
export function whomToTell({
  tells,
  duty,
  roster,
  now,
}: {
  tells: RungRule['tells'];
  duty: Pick<Duty, 'ownerId' | 'departmentId'>;
  roster: Roster;
  now: Date;
}): string | null {
  const { ownerId } = duty;
  const management = roster.departments.find(({ key }) => key === 'management')?.id ?? null;
  const home = homeOf(duty, roster);
  switch (tells) {
    case 'nobody':
      return null;
    case 'owner':
      return standIn({ staffId: ownerId, departmentId: home, roster, now });
    case 'lead': {
      const lead = leadOf({ departmentId: home, roster, now });
      if (lead && lead !== ownerId) return lead;
      return standIn({ staffId: null, departmentId: management, roster, now }) ?? lead;
    }
    case 'management':
      return standIn({ staffId: null, departmentId: management, roster, now });
  }
}

/** The department whose lead hears of a duty. */
export function homeOf(
  { ownerId, departmentId }: Pick<Duty, 'ownerId' | 'departmentId'>,
  roster: Roster,
): string | null {
  return departmentId ?? (ownerId ? roster.people.get(ownerId)?.departmentId : null) ?? null;
}

/**
 * Until when a rung has to wait for the owner's working time, or null when it may fire now. A rung that falls
 * on closing time fires then, not the next morning. A calendar without any working time holds nothing back.
 */
export function waitsUntil({
  calendar,
  rungAt,
  now,
}: {
  calendar: WorkCalendar;
  rungAt: Date;
  now: Date;
}): Date | null {
  if (isWorkingTime(calendar, now)) return null;
  const justClosed =
    now.getTime() - rungAt.getTime() <= CLOSING_GRACE_MS &&
    isWorkingTime(calendar, new Date(rungAt.getTime() - 1));
  if (justClosed) return null;
  return workingInstantFrom(calendar, now);
}

/** The beginning of work on the next working day after `now`'s: when a repeating rung comes round again. */
export function nextWorkingMorning(calendar: WorkCalendar, now: Date): Date {
  const midnight = nextLocalTime(calendar.timeZone, now, '00:00');
  return workingInstantFrom(calendar, midnight) ?? midnight;
}

/** The local date that limits a repeating rung to once a day. */
export function dayOf(calendar: WorkCalendar, now: Date): string {
  return localDate(calendar.timeZone, now);
}

function workingInstantFrom(calendar: WorkCalendar, at: Date): Date | null {
  try {
    return nextWorkingInstant(calendar, at);
  } catch (error) {
    if (error instanceof NoWorkingTimeError) return null;
    throw error;
  }
}
