import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { staffById } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { decideHandoff, needHandoff, requireDeciding } from './decide.js';
import { takeOver } from './take-over.js';

/**
 * The receiving department takes the role over and names who (docs/processes.md#handoffs).
 * @throws UserError handoffNotFound, notAllowed, handoffOnlyNamed, handoffOwnerElsewhere, handoffMoved
 */
export function acceptHandoff(
  ctx: Context,
  { handoffId, newOwnerId }: { handoffId: string; newOwnerId: string },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const handoff = await needHandoff(tx, ctx, handoffId);
    await requireDeciding(tx, ctx, handoff);
    const newOwner = await staffById(tx, { workspaceId, staffId: newOwnerId });
    const elsewhere = newOwner?.departmentId !== handoff.toDepartmentId;
    if (!newOwner?.active || elsewhere || (handoff.toStaffId && handoff.toStaffId !== newOwnerId)) {
      throw new UserError('handoffOwnerElsewhere', undefined, { field: 'owner' });
    }
    const decided = await decideHandoff(tx, ctx, { handoff, event: 'accept', data: { newOwnerId } });
    await takeOver(tx, ctx, { handoff: decided, newOwnerId });
    return { handoffId };
  });
}
