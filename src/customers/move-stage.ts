import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Customer, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import type { StageMoved } from '../feature.js';
import { touchHomes } from '../outbox/homes.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import { ownersOf, type Stage, stageMove } from './customer.js';
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
    await enterStage(tx, ctx, { customer, to, reason });
    return { customerId, stage: to };
  });
}

/**
 * The move itself, in the caller's transaction, which has seen to it that it is allowed: the stage changes only if
 * it still stands as read, everything planned for a customer who leaves is closed, and each feature does what
 * follows by itself.
 * @throws UserError customerStageMoved
 */
export async function enterStage(
  tx: Tx,
  ctx: Context,
  { customer, to, reason = '' }: { customer: Customer; to: Stage; reason?: string },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const from = customer.stage as Stage;
  const data = {
    stage: to,
    lastActivityAt: now,
    // A deposit is what counts; our own moves are not the customer's activity.
    ...(to === 'activated' && from !== 'vip' ? { tradedAt: now, dormantSince: null } : {}),
    ...(to === 'closed' ? { dormantSince: null } : {}),
  };
  const { count } = await tx.customer.updateMany({
    where: { id: customer.id, workspaceId, stage: from },
    data,
  });
  if (count === 0) throw new UserError('customerStageMoved', { name: customer.name, stage: customer.stage });
  const subject = { type: 'customer', id: customer.id };
  const why = reason.trim();
  await record(tx, ctx, {
    subject,
    event: 'customer.stage-moved',
    before: { stage: from },
    after: {
      stage: to,
      // What is typed may hold a number or an address; erasing the customer makes it unreadable with the rest.
      ...(why && customer.wrappedKey
        ? { reasonSealed: ctx.services.vault.seal(customer.wrappedKey, why) }
        : {}),
    },
  });
  await touchHomes(tx, ctx, { staffIds: ownersOf(customer) });
  // Complaints and what the features themselves keep have subjects of their own and go on.
  if (to === 'closed') await closeDuties(tx, ctx, { subject, outcome: 'cancelled' });
  await tellFeatures(tx, ctx, { customer: { ...customer, ...data }, reason: why, from, to });
}

/** Lets every feature do what follows from a move, or from a registration, by itself. */
export async function tellFeatures(tx: Tx, ctx: Context, moved: StageMoved): Promise<void> {
  for (const feature of ctx.services.features) await feature.onStageMoved?.(tx, ctx, moved);
}
