import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { may } from '../people/may.js';
import { departmentById, staffById } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { decideHandoff, needHandoff } from './decide.js';
import { takeOver } from './take-over.js';

/**
 * The receiving department takes the role over and names who (docs/processes.md#handoffs).
 * @throws UserError handoffNotFound, notAllowed, handoffOwnerElsewhere, handoffMoved
 */
export function acceptHandoff(
  ctx: Context,
  { handoffId, newOwnerId }: { handoffId: string; newOwnerId: string },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const handoff = await needHandoff(tx, ctx, handoffId);
    const department = await departmentById(tx, { workspaceId, departmentId: handoff.toDepartmentId });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'handoff.decide', { department })) {
      throw new UserError('notAllowed');
    }
    const newOwner = await staffById(tx, { workspaceId, staffId: newOwnerId });
    if (!newOwner?.active || newOwner.departmentId !== handoff.toDepartmentId) {
      throw new UserError('handoffOwnerElsewhere', undefined, { field: 'owner' });
    }
    const decided = await decideHandoff(tx, ctx, { handoff, event: 'accept', data: { newOwnerId } });
    await takeOver(tx, ctx, { handoff: decided, newOwnerId });
    return { handoffId };
  });
}
