import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { decideHandoff, needSentHandoff } from './decide.js';

/**
 * The sender takes an offer back before anybody answered it.
 * @throws UserError handoffNotFound, notAllowed, handoffMoved
 */
export function withdrawHandoff(
  ctx: Context,
  { handoffId }: { handoffId: string },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const handoff = await needSentHandoff(tx, ctx, handoffId);
    await decideHandoff(tx, ctx, { handoff, event: 'withdraw', data: {} });
    return { handoffId };
  });
}
