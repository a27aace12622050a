import type { Context } from '../context.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { touchCards } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { findStaff } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { completeJoin } from './complete-join.js';
import { vipAffair } from './mark-step.js';
import { membershipOf } from './queries.js';

/**
 * Says which Slack account is a customer's, guests and people of other companies included; null takes it back. Who
 * is in the channel already has joined (docs/processes.md#vip-group).
 * @throws UserError customerNotFound, notAllowed, vipLinkColleague, vipLinkTaken
 */
export function linkPerson(
  ctx: Context,
  { customerId, slackUserId }: { customerId: string; slackUserId: string | null },
): Promise<{ customerId: string; joined: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await vipAffair(tx, ctx, customer);
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'vip.invite', affair)) {
      throw new UserError('notAllowed');
    }
    const at = { field: 'person' };
    if (slackUserId) {
      const [staff, installation, taken] = await Promise.all([
        findStaff(tx, { workspaceId, slackUserId }),
        tx.installation.findUnique({ where: { workspaceId }, select: { botUserId: true } }),
        tx.vipMembership.findFirst({ where: { workspaceId, slackUserId, customerId: { not: customerId } } }),
      ]);
      const ours = staff?.departmentId || staff?.admin || installation?.botUserId === slackUserId;
      if (ours || slackUserId === 'USLACKBOT') throw new UserError('vipLinkColleague', undefined, at);
      if (taken) throw new UserError('vipLinkTaken', undefined, at);
    }
    const known = await membershipOf(tx, { workspaceId, customerId });
    const membership = known
      ? await tx.vipMembership.update({ where: { id: known.id }, data: { slackUserId } })
      : await tx.vipMembership.create({ data: { workspaceId, customerId, slackUserId, state: 'linked' } });
    await record(tx, ctx, {
      subject: { type: 'vip', id: membership.id },
      event: 'vip.account-linked',
      before: { slackUserId: known?.slackUserId ?? null },
      after: { slackUserId, customerId },
    });
    await touchCards(tx, ctx, { kind: 'vip', subjectId: membership.id });
    const waits = membership.state === 'wanted' || membership.state === 'invited';
    const where = { workspaceId_slackUserId: { workspaceId, slackUserId: slackUserId ?? '' } };
    const seen = waits && slackUserId ? await tx.vipPresence.findUnique({ where }) : null;
    const joined = seen !== null && (await completeJoin(tx, ctx, { membership, customer }));
    return { customerId, joined };
  });
}
