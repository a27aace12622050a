import { happenedAt } from '../calendar/happened-at.js';
import { UserError } from '../slack/user-error.js';

/**
 * A typed time at which something happened, by our clock.
 * @throws UserError complaintInFuture at `field`
 */
export function pastTime(told: Date, { field, now }: { field: string; now: Date }): Date {
  const at = happenedAt(told, now);
  if (!at) throw new UserError('complaintInFuture', undefined, { field });
  return at;
}
