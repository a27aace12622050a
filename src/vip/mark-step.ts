import type { Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import type { Customer, Reader, VipMembership } from '../db/types.js';
import { type Affair, may } from '../people/may.js';
import { departmentByKey } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { advance } from './advance.js';
import { completeJoin } from './complete-join.js';
import { requireConfirming } from './confirming.js';
import { membershipById, vipGroup } from './queries.js';

type Step = Promise<{ membershipId: string }>;

/**
 * The account manager has invited a customer.
 * @throws UserError vipNotFound, notAllowed, vipMoved
 */
export function markInvited(ctx: Context, { membershipId }: { membershipId: string }): Step {
  return commit(ctx, async (tx) => {
    const { membership, customer } = await needMembership(tx, ctx, { membershipId });
    const affair = await vipAffair(tx, ctx, customer);
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'vip.invite', affair)) {
      throw new UserError('notAllowed');
    }
    if (!(await advance(tx, ctx, { membership, event: 'invite' }))) throw moved(membership);
    return { membershipId };
  });
}

/**
 * A customer is in the group, on the VIP keeper's word: outside groups, and accounts that Baton does not know.
 * @throws UserError vipNotFound, vipOnlyKeeper, vipMoved
 */
export function markJoined(ctx: Context, { membershipId }: { membershipId: string }): Step {
  return commit(ctx, async (tx) => {
    const found = await needConfirmable(tx, ctx, { membershipId });
    const { membership } = found;
    const waits = membership.state === 'wanted' || membership.state === 'invited';
    if (!waits || !(await completeJoin(tx, ctx, found))) throw moved(membership);
    return { membershipId };
  });
}

/**
 * A customer was taken out of the group.
 * @throws UserError vipNotFound, vipOnlyKeeper, vipMoved
 */
export function markRemoved(ctx: Context, { membershipId }: { membershipId: string }): Step {
  return commit(ctx, async (tx) => {
    const { membership } = await needConfirmable(tx, ctx, { membershipId });
    if (!(await advance(tx, ctx, { membership, event: 'removed' }))) throw moved(membership);
    return { membershipId };
  });
}

/** What permissions about the group are judged by: the customer's owners, the keeper, the keeper's department. */
export async function vipAffair(tx: Reader, ctx: Context, customer: Customer): Promise<Affair> {
  const { workspaceId, now } = ctx;
  const [affair, department, group] = await Promise.all([
    customerAffair(tx, { customer, now }),
    departmentByKey(tx, { workspaceId, key: 'tech' }),
    vipGroup(tx, { workspaceId }),
  ]);
  return { ...affair, department, ownerIds: [...(affair.ownerIds ?? []), group?.keeperId] };
}

async function needMembership(
  tx: Reader,
  ctx: Context,
  { membershipId }: { membershipId: string },
): Promise<{ membership: VipMembership; customer: Customer }> {
  const { workspaceId } = ctx;
  const membership = await membershipById(tx, { workspaceId, membershipId });
  const customer = membership && (await customerById(tx, { workspaceId, customerId: membership.customerId }));
  if (!membership || !customer) throw new UserError('vipNotFound');
  return { membership, customer };
}

/**
 * A membership of which the asker may say that the customer is in the group, or out of it.
 * @throws UserError vipNotFound, vipOnlyKeeper
 */
export async function needConfirmable(
  tx: Reader,
  ctx: Context,
  { membershipId }: { membershipId: string },
): Promise<{ membership: VipMembership; customer: Customer }> {
  const found = await needMembership(tx, ctx, { membershipId });
  const group = await vipGroup(tx, { workspaceId: ctx.workspaceId });
  await requireConfirming(tx, ctx, { group, membershipId });
  return found;
}

function moved({ state }: VipMembership): UserError {
  return new UserError('vipMoved', { state }) as UserError;
}
