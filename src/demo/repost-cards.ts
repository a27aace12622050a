import { realNow } from '../clock.js';
import type { Services } from '../context.js';

/**
 * The playground's messages live as long as its process, the database longer: after a restart every card is
 * posted anew as it stands, and what replied to a message that is gone speaks for itself.
 */
export async function repostCards({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.card.updateMany({
      where: { sentVersion: { gt: 0 } },
      data: { ts: null, sentVersion: 0, pending: true, parked: false, nextAt: realNow() },
    });
    await tx.outboxOperation.updateMany({ where: { state: 'pending' }, data: { parentKey: null } });
  });
}
