import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { wantHome } from '../outbox/homes.js';

/**
 * Somebody opened App Home (its first pages), or turned a page of it: from then on it is published anew whenever
 * what it shows changes.
 */
export function openHome(ctx: Context, { place = '{}' }: { place?: string } = {}): Promise<void> {
  return commit(ctx, async (tx) => {
    if (ctx.actor.type !== 'person') return;
    await wantHome(tx, ctx, { staffId: ctx.actor.staff.id, place });
  });
}
