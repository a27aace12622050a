import type { BriefingSchedule } from '../db/types.js';
import { presentInChain, type Roster } from '../people/stand-in.js';
import { readList } from './briefing.js';

/** The authors of a schedule who still work here, in their order. */
export function authorsOf(schedule: Pick<BriefingSchedule, 'authorIds'>, roster: Roster): string[] {
  return readList(schedule.authorIds).filter((id) => roster.people.get(id)?.active);
}

/**
 * Who writes an issue: the author whose turn it is, or whoever stands in for them; else the backup author, or
 * whoever stands in for them; null is the department's lead (docs/processes.md#briefings).
 */
export function chooseWriter({
  authorId,
  backupId,
  roster,
  now,
}: {
  authorId: string | null;
  backupId: string | null;
  roster: Roster;
  now: Date;
}): string | null {
  return (
    presentInChain({ staffId: authorId, roster, now }) ?? presentInChain({ staffId: backupId, roster, now })
  );
}
