import { instantAt, localDate } from '../calendar/local-time.js';
import type { Complaint } from '../db/types.js';
import { REOPEN_DAYS } from './complaint.js';

const DAY_MS = 86_400_000;

interface Moment {
  now: Date;
  timeZone: string;
}

/** Whether it is still the local day on which a complaint was registered. */
export function mayStillBeWithdrawn(
  { registeredAt }: Pick<Complaint, 'registeredAt'>,
  { now, timeZone }: Moment,
): boolean {
  return localDate(timeZone, registeredAt) === localDate(timeZone, now);
}

/** Until when a finished complaint may be reopened: the local midnight that ends the last day. Null: it is not finished. */
export function reopenUntil({ closedAt }: Pick<Complaint, 'closedAt'>, timeZone: string): Date | null {
  if (!closedAt) return null;
  const noon = instantAt(timeZone, localDate(timeZone, closedAt), '12:00').getTime();
  // From noon to noon, so that no change of the clocks shifts the date.
  return instantAt(timeZone, localDate(timeZone, new Date(noon + (REOPEN_DAYS + 1) * DAY_MS)), '00:00');
}

/** Whether a finished complaint may still be reopened. */
export function mayStillBeReopened(
  complaint: Pick<Complaint, 'closedAt'>,
  { now, timeZone }: Moment,
): boolean {
  const until = reopenUntil(complaint, timeZone);
  return until !== null && now < until;
}
