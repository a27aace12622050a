import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { closeDuties } from '../duties/close-duties.js';
import { needSentHandoff } from './decide.js';

/**
 * After a return the sender decides to keep the customer: what the return opened is done
 * (docs/processes.md#handoffs).
 * @throws UserError handoffNotFound, notAllowed
 */
export function keepCustomer(
  ctx: Context,
  { handoffId }: { handoffId: string },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const handoff = await needSentHandoff(tx, ctx, handoffId);
    const closed = await closeDuties(tx, ctx, { key: `handoff.returned:${handoff.id}`, outcome: 'done' });
    if (closed > 0) {
      await record(tx, ctx, { subject: { type: 'handoff', id: handoff.id }, event: 'handoff.kept' });
    }
    return { handoffId };
  });
}
