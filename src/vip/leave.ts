import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Tx, VipMembership } from '../db/types.js';
import { askedLadder } from '../duties/asked-ladder.js';
import { openDuty } from '../duties/open-duty.js';
import { wantCard } from '../outbox/cards.js';
import { deskOf } from '../people/desk.js';
import { advance } from './advance.js';
import { vipGroup } from './queries.js';

/**
 * A customer no longer belongs in the group, in the caller's transaction: who was still on the way is asked for no
 * more; who is in is taken out by the VIP keeper (docs/processes.md#vip-group).
 */
export async function leave(
  tx: Tx,
  ctx: Context,
  { membership }: { membership: VipMembership },
): Promise<void> {
  if (membership.state === 'wanted' || membership.state === 'invited') {
    await advance(tx, ctx, { membership, event: 'drop' });
    return;
  }
  await takeOut(tx, ctx, { membership });
}

/** Asks the keeper to take somebody out who is in the group and should not be. */
export async function takeOut(
  tx: Tx,
  ctx: Context,
  { membership }: { membership: VipMembership },
): Promise<void> {
  const { workspaceId, now } = ctx;
  if (!(await advance(tx, ctx, { membership, event: 'remove' }))) return;
  const group = await vipGroup(tx, { workspaceId });
  const ownerId = group?.keeperId ?? null;
  const { departmentId, calendar, numbers } = await deskOf(tx, {
    workspaceId,
    ownerId,
    departmentKey: 'tech',
  });
  const leadDays = numbers.vipRemoveDays;
  const dueAt = addWorkingDays(calendar, now, leadDays);
  await openDuty(tx, ctx, {
    kind: 'vip.remove',
    key: `vip.remove:${membership.id}`,
    subject: { type: 'vip', id: membership.id },
    customerId: membership.customerId,
    departmentId,
    ownerId,
    dueAt,
    ladder: askedLadder(calendar, { from: now, dueAt, leadDays }),
  });
  if (!group) return;
  await wantCard(tx, ctx, { kind: 'vip', subjectId: membership.id, channelId: group.cardsChannelId });
}
