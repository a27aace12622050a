import type { Services } from '../context.js';
import { enqueue } from '../outbox/enqueue.js';
import type { Person } from './person.js';

/**
 * One short welcome to everybody when they first use Baton, and not before: whoever was only named by others is not
 * written to. Never keeps anybody from what they came for.
 */
export async function welcome(
  services: Services,
  { workspaceId, staff }: { workspaceId: string; staff: Person },
): Promise<void> {
  if (staff.welcomedAt) return;
  const now = services.clock.now();
  try {
    const first = await services.db.transaction(async (tx) => {
      const { count } = await tx.staff.updateMany({
        where: { id: staff.id, welcomedAt: null },
        data: { welcomedAt: now },
      });
      if (count === 0) return false;
      await enqueue(
        tx,
        { workspaceId, now },
        {
          key: `people.welcome:${staff.id}`,
          destination: { staffId: staff.id },
          template: 'people.welcome',
        },
      );
      return true;
    });
    if (first) services.nudge(workspaceId);
  } catch (error) {
    services.log.warn({ err: error, workspaceId, staffId: staff.id }, 'a welcome could not be queued');
  }
}
