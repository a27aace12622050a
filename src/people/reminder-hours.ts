import { minutesOfDay } from '../calendar/local-date.js';
import { nextAllowed } from '../calendar/next-allowed.js';
import type { Staff } from '../db/types.js';

/**
 * Until when a reminder waits for somebody's own reminder hours (docs/processes.md#duties), or null when it may be
 * sent now. Hours may go past midnight. In their zone, else the workspace's.
 */
export function waitsForHours(
  person: Pick<Staff, 'remindFrom' | 'remindUntil' | 'timeZone'>,
  { timeZone, now }: { timeZone: string; now: Date },
): Date | null {
  const { remindFrom: start, remindUntil: end } = person;
  if (!start || !end || start === end) return null;
  const windows =
    minutesOfDay(start) < minutesOfDay(end)
      ? [{ start, end }]
      : [
          { start: '00:00', end },
          { start, end: '24:00' },
        ].filter((window) => window.start !== window.end);
  const at = nextAllowed({ timeZone: person.timeZone || timeZone, windows, at: now });
  return at > now ? at : null;
}
