import type { Context } from '../context.js';
import { customerById } from '../customers/queries.js';
import type { Tx } from '../db/types.js';
import { planIn } from './on-stage-moved.js';

/**
 * A customer's complaint is closed: they are called, in the caller's transaction (docs/processes.md#callbacks), by
 * none of those whom the complaint is kept from. False: there is no such customer to be called.
 */
export async function callAfterComplaint(
  tx: Tx,
  ctx: Context,
  { customerId, notBy }: { customerId: string | null; notBy: readonly string[] },
): Promise<boolean> {
  const { workspaceId } = ctx;
  const customer = customerId ? await customerById(tx, { workspaceId, customerId }) : null;
  if (!customer || customer.stage === 'closed') return false;
  await planIn(tx, ctx, customer, 'complaint', { notBy });
  return true;
}
