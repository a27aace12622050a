import type { Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import type { Customer, Reader, Tx, VipMembership } from '../db/types.js';
import { type Action, type Affair, may } from '../people/may.js';
import { departmentByKey } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { advance } from './advance.js';
import { completeJoin } from './complete-join.js';
import { membershipById, vipGroup } from './queries.js';

type Step = Promise<{ membershipId: string }>;

/**
 * The account manager has invited a customer.
 * @throws UserError vipNotFound, notAllowed, vipMoved
 */
export function markInvited(ctx: Context, { membershipId }: { membershipId: string }): Step {
  return commit(ctx, async (tx) => {
    const { membership } = await needMembership(tx, ctx, { membershipId, action: 'vip.invite' });
    if (!(await advance(tx, ctx, { membership, event: 'invite' }))) throw moved(membership);
    return { membershipId };
  });
}

/**
 * A customer is in the group, on a colleague's word: outside groups, and accounts that Baton does not know.
 * @throws UserError vipNotFound, notAllowed, vipMoved
 */
export function markJoined(ctx: Context, { membershipId }: { membershipId: string }): Step {
  return commit(ctx, async (tx) => {
    const found = await needMembership(tx, ctx, { membershipId, action: 'vip.confirm' });
    const { membership } = found;
    const waits = membership.state === 'wanted' || membership.state === 'invited';
    if (!waits || !(await completeJoin(tx, ctx, found))) throw moved(membership);
    return { membershipId };
  });
}

/**
 * A customer was taken out of the group.
 * @throws UserError vipNotFound, notAllowed, vipMoved
 */
export function markRemoved(ctx: Context, { membershipId }: { membershipId: string }): Step {
  return commit(ctx, async (tx) => {
    const { membership } = await needMembership(tx, ctx, { membershipId, action: 'vip.confirm' });
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
  tx: Tx,
  ctx: Context,
  { membershipId, action }: { membershipId: string; action: Extract<Action, `vip.${string}`> },
): Promise<{ membership: VipMembership; customer: Customer }> {
  const { workspaceId } = ctx;
  const membership = await membershipById(tx, { workspaceId, membershipId });
  const customer = membership && (await customerById(tx, { workspaceId, customerId: membership.customerId }));
  if (!membership || !customer) throw new UserError('vipNotFound');
  const affair = await vipAffair(tx, ctx, customer);
  if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, action, affair)) throw new UserError('notAllowed');
  return { membership, customer };
}

function moved({ state }: VipMembership): UserError {
  return new UserError('vipMoved', { state }) as UserError;
}
