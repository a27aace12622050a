import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';
import type { StageMoved } from '../feature.js';
import { advance } from './advance.js';
import { want } from './ask-to-join.js';
import { requireConfirming } from './confirming.js';
import { leave } from './leave.js';
import { membershipOf, vipGroup } from './queries.js';

/**
 * Funded: into the group. There: what was owed for it is done; where there is a group, that is the VIP keeper's to
 * say, whichever way they are moved. Closed, or back before the funding: out of it
 * (docs/processes.md#vip-group).
 * @throws UserError vipOnlyKeeper
 */
export async function followStage(tx: Tx, ctx: Context, { customer, from, to }: StageMoved): Promise<void> {
  const { workspaceId, now } = ctx;
  if (to === 'activated') {
    // Funded before Baton knew them: the register shows them, and a colleague asks for who is not in yet.
    if (from === null) return;
    // A lead who takes the join back knows more than the channel.
    await want(tx, ctx, { customer, evenIfSeen: from !== 'vip' });
    return;
  }
  const membership = await membershipOf(tx, { workspaceId, customerId: customer.id });
  if (to === 'vip') {
    if (from !== null && membership?.state !== 'joined') {
      const group = await vipGroup(tx, { workspaceId });
      const membershipId = membership?.id ?? null;
      if (group) await requireConfirming(tx, ctx, { group, membershipId, field: 'stage' });
    }
    if (membership) await advance(tx, ctx, { membership, event: 'join' });
    else {
      await tx.vipMembership.create({
        data: { workspaceId, customerId: customer.id, state: 'joined', joinedAt: now },
      });
    }
    return;
  }
  if (membership) await leave(tx, ctx, { membership });
}
