import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import { type Stage, stageMove } from './customer.js';
import { customerById } from './queries.js';

/**
 * Moves a customer along the life cycle (docs/processes.md#life-cycle). The next stage, and closing, by an owner
 * or their lead; backwards or skipping by a lead, with a reason.
 * @throws UserError customerNotFound, notAllowed, customerStageNeedsLead, customerReasonMissing, customerStageMoved
 */
export function moveStage(
  ctx: Context,
  { customerId, from, to, reason }: { customerId: string; from: Stage; to: Stage; reason: string },
): Promise<{ customerId: string; stage: Stage }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
    const affair = await customerAffair(tx, { customer, now });
    if (!person || !may(person, 'customer.move-stage', affair)) throw new UserError('notAllowed');
    if (customer.stage !== from) {
      throw new UserError('customerStageMoved', { name: customer.name, stage: customer.stage });
    }
    const move = stageMove(from, to);
    if (move === 'none') return { customerId, stage: to };
    if (move === 'back' || move === 'skipping') {
      if (!may(person, 'customer.move-stage-freely', affair)) {
        throw new UserError('customerStageNeedsLead', undefined, { field: 'stage' });
      }
      if (!reason.trim()) throw new UserError('customerReasonMissing', undefined, { field: 'reason' });
    }
    const { count } = await tx.customer.updateMany({
      where: { id: customerId, workspaceId, stage: from },
      data: { stage: to, lastActivityAt: now, dormantSince: null },
    });
    if (count === 0)
      throw new UserError('customerStageMoved', { name: customer.name, stage: customer.stage });
    await record(tx, ctx, {
      subject: { type: 'customer', id: customerId },
      event: 'customer.stage-moved',
      before: { stage: from },
      after: { stage: to, ...(reason.trim() ? { reason: reason.trim() } : {}) },
    });
    return { customerId, stage: to };
  });
}
