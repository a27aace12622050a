import type { Context } from '../context.js';
import { chooseOwnerByBalance } from '../customers/choose-owner.js';
import type { OwnerRole } from '../customers/customer.js';
import type { Tx } from '../db/types.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { decideHandoff, needHandoff } from './decide.js';
import { takeOver } from './take-over.js';

/**
 * What happens when an offer lay for 8 working hours: it is assigned by balance (docs/processes.md#handoffs).
 * With everybody away it goes to the lead, then management. Runs in the transaction that fires the rung;
 * an offer decided meanwhile is left alone.
 */
export async function assignLyingHandoff(
  tx: Tx,
  { ctx, handoffId }: { ctx: Context; handoffId: string },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const handoff = await needHandoff(tx, ctx, handoffId);
  if (handoff.state !== 'offered') return;
  const departmentId = handoff.toDepartmentId;
  const newOwnerId =
    (await chooseOwnerByBalance(tx, {
      workspaceId,
      departmentId,
      ownerRole: handoff.ownerRole as OwnerRole,
      now,
    })) ?? standIn({ staffId: null, departmentId, roster: await loadRoster(tx, { workspaceId }), now });
  // Nobody at all is there: the sender stays the owner, the offer stays open for whoever comes back.
  if (!newOwnerId) return;
  const decided = await decideHandoff(tx, ctx, { handoff, event: 'assign', data: { newOwnerId } });
  await takeOver(tx, ctx, { handoff: decided, newOwnerId });
}
