import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { lastMinuteOf, plainDate } from '../../slack/text.js';
import { latestPromise } from '../promise.js';

/** The latest answer that may be promised, as the end of a hint; '' once the deadline has passed. */
export function latestInWords(
  t: Messages,
  { complaint, now, timeZone }: { complaint: Pick<Complaint, 'solveDueAt'>; now: Date; timeZone: string },
): string {
  const latest = latestPromise(complaint, now);
  if (!latest) return '';
  return t.complaints.judge.latest(plainDate(lastMinuteOf(latest, timeZone), t, { timeZone }));
}
