import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Customer, Tx, VipMembership } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { touchCards } from '../outbox/cards.js';
import { type MembershipEvent, nextMembershipState } from './membership.js';

const dates: Partial<Record<MembershipEvent, 'wantedAt' | 'invitedAt' | 'joinedAt' | 'removedAt'>> = {
  want: 'wantedAt',
  invite: 'invitedAt',
  join: 'joinedAt',
  drop: 'removedAt',
  removed: 'removedAt',
};

/**
 * What every step shares, in the caller's transaction: the state moves only if it still stands as read, what it
 * settles is closed, the card changes. Null when the step is not possible (any more). A `reason` is kept under the
 * customer's own key.
 */
export async function advance(
  tx: Tx,
  ctx: Context,
  {
    membership,
    event,
    reason,
    customer,
  }: {
    membership: VipMembership;
    event: MembershipEvent;
    reason?: string;
    customer?: Pick<Customer, 'wrappedKey'>;
  },
): Promise<VipMembership | null> {
  const state = nextMembershipState(membership.state, event);
  if (!state) return null;
  const column = dates[event];
  const data = { state, ...(column ? { [column]: ctx.now } : {}) };
  const { count } = await tx.vipMembership.updateMany({
    where: { id: membership.id, workspaceId: ctx.workspaceId, state: membership.state },
    data,
  });
  if (count === 0) return null;
  const subject = { type: 'vip', id: membership.id };
  await record(tx, ctx, {
    subject,
    event: `vip.${state}`,
    before: { state: membership.state },
    after: {
      state,
      customerId: membership.customerId,
      ...(reason && customer?.wrappedKey
        ? { reasonSealed: ctx.services.vault.seal(customer.wrappedKey, reason) }
        : {}),
    },
  });
  if (event === 'invite') {
    await closeDuties(tx, ctx, { subject, kind: 'vip.invite', outcome: 'done' });
  } else {
    const outcome = event === 'join' || event === 'removed' ? 'done' : 'cancelled';
    await closeDuties(tx, ctx, { subject, outcome });
  }
  await touchCards(tx, ctx, { kind: 'vip', subjectId: membership.id });
  return { ...membership, ...data };
}
