import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { may } from '../people/may.js';
import { departmentById } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { decideHandoff, needHandoff } from './decide.js';

/**
 * The sender takes an offer back before anybody answered it.
 * @throws UserError handoffNotFound, notAllowed, handoffMoved
 */
export function withdrawHandoff(
  ctx: Context,
  { handoffId }: { handoffId: string },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const handoff = await needHandoff(tx, ctx, handoffId);
    const department = await departmentById(tx, {
      workspaceId: ctx.workspaceId,
      departmentId: handoff.fromDepartmentId,
    });
    const ownerIds = [handoff.fromStaffId];
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'handoff.withdraw', { department, ownerIds })) {
      throw new UserError('notAllowed');
    }
    await decideHandoff(tx, ctx, { handoff, event: 'withdraw', data: {} });
    return { handoffId };
  });
}
