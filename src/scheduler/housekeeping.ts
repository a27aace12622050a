import type { Services } from '../context.js';
import { prune } from '../db/prune.js';

/**
 * Removes what nobody will ask for again: recorded answers, sent messages, past slots, reminders that were read,
 * duties done long ago. On every replica once a day; whoever comes second finds nothing left.
 * @param now real time
 */
export async function keepHouse({ db, log }: Services, { now }: { now: Date }): Promise<void> {
  log.info(await prune(db, { now }), 'housekeeping done');
}
