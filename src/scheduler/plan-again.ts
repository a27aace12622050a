import { clocksDifferMs } from '../calendar/happened-at.js';
import type { Services } from '../context.js';
import { toBeWorkedOut } from './schedules.js';

const chunk = 100;
const dayMs = 86_400_000;

/**
 * Schedules that were worked out by a clock ahead of `now` (it was set back since) are worked out again. The notes of
 * their slots to come are removed, but for those that ran within a day of now: they are not run twice. Business time.
 * @returns how many
 */
export async function planAgain(services: Services, now: Date): Promise<number> {
  const plannedAt = { gt: new Date(now.getTime() + clocksDifferMs) };
  const tomorrow = new Date(now.getTime() + dayMs);
  let count = 0;
  for (;;) {
    const places = await services.db.read.jobSchedule.findMany({
      where: { plannedAt },
      select: { job: true, workspaceId: true },
      take: chunk,
    });
    if (places.length === 0) break;
    await services.db.transaction(async (tx) => {
      await tx.jobSlot.deleteMany({
        where: {
          AND: [
            { OR: places },
            { OR: [{ slot: { gt: tomorrow } }, { slot: { gt: now }, state: 'skipped' }] },
          ],
        },
      });
      await tx.jobSchedule.updateMany({
        where: { OR: places, plannedAt },
        data: { nextAt: toBeWorkedOut, plannedAt: null },
      });
    });
    count += places.length;
  }
  if (count > 0) services.log.warn({ count }, 'jobs were planned by a clock that was ahead; planning again');
  return count;
}
