import type { Context } from '../context.js';
import { enterStage } from '../customers/move-stage.js';
import type { Customer, Tx, VipMembership } from '../db/types.js';
import { advance } from './advance.js';

/**
 * A customer is in the group, in the caller's transaction: what was owed for it is done, and a funded customer moves
 * on to that stage. False when that is not possible (any more).
 */
export async function completeJoin(
  tx: Tx,
  ctx: Context,
  { membership, customer }: { membership: VipMembership; customer: Customer },
): Promise<boolean> {
  if (!(await advance(tx, ctx, { membership, event: 'join' }))) return false;
  if (customer.stage === 'activated') await enterStage(tx, ctx, { customer, to: 'vip' });
  return true;
}
