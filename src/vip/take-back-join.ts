import type { Context } from '../context.js';
import { enterStage } from '../customers/move-stage.js';
import { commit } from '../db/commit.js';
import { UserError } from '../slack/user-error.js';
import { advance } from './advance.js';
import { want } from './ask-to-join.js';
import { needConfirmable } from './mark-step.js';
import { belongsInGroup } from './membership.js';

/**
 * A *Joined* that was a mistake is taken back with a reason: the customer is on the way into the group again, as far
 * as they were, and what is owed for it is open again. History keeps both (docs/processes.md#vip-group).
 * @throws UserError vipNotFound, vipOnlyKeeper, vipMoved, formRequired
 */
export function takeBackJoin(
  ctx: Context,
  { membershipId, reason }: { membershipId: string; reason: string },
): Promise<{ membershipId: string }> {
  return commit(ctx, async (tx) => {
    const { membership, customer } = await needConfirmable(tx, ctx, { membershipId });
    const why = reason.trim();
    if (!why) throw new UserError('formRequired', undefined, { field: 'reason' });
    const { invitedAt, wantedAt } = membership;
    const invited = invitedAt !== null && (wantedAt === null || invitedAt >= wantedAt);
    const event = invited ? 'unjoin' : 'want';
    const takenBack =
      membership.state === 'joined' && (await advance(tx, ctx, { membership, event, reason: why, customer }));
    if (!takenBack) throw new UserError('vipMoved', { state: membership.state });
    if (customer.stage === 'vip') await enterStage(tx, ctx, { customer, to: 'activated', reason: why });
    else if (belongsInGroup(customer.stage)) await want(tx, ctx, { customer, evenIfSeen: false });
    return { membershipId };
  });
}
