import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { ofWorkspace } from '../db/of-workspace.js';
import type { Tx, VipGroup } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { setDutyOwner } from '../duties/set-owner.js';
import { may } from '../people/may.js';
import { departmentByKey, findStaff } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { openJoining, setUpDuty } from './ask-to-join.js';
import { vipGroup, waitingJoins } from './queries.js';

/** A set-up catches up with so many who were funded before; the rest stay in the register. */
const mostCaughtUp = 200;

/**
 * Says what the VIP group is, where colleagues see who joins, and who keeps it (docs/processes.md#vip-group). What was
 * owed to the former keeper passes on; who waits already is asked for now.
 * @throws UserError notAllowed, vipChannelMissing, vipNameMissing, vipKeeperNotTech
 */
export function setUpGroup(
  ctx: Context,
  params: {
    kind: 'slack' | 'outside';
    /** Slack: the channel itself; Baton is in it */
    channelId: string | null;
    name: string;
    cardsChannelId: string;
    keeperSlackUserId: string | null;
  },
): Promise<{ looks: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const tech = await departmentByKey(tx, { workspaceId, key: 'tech' });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'vip.manage', { department: tech })) {
      throw new UserError('notAllowed');
    }
    const { kind, cardsChannelId } = params;
    const name = params.name.trim();
    if (kind === 'slack' && !params.channelId) {
      throw new UserError('vipChannelMissing', undefined, { field: 'channel' });
    }
    if (kind === 'outside' && !name) throw new UserError('vipNameMissing', undefined, { field: 'name' });
    const keeper = params.keeperSlackUserId
      ? await findStaff(tx, { workspaceId, slackUserId: params.keeperSlackUserId })
      : null;
    if (params.keeperSlackUserId && (!keeper?.active || keeper.department?.key !== 'tech')) {
      throw new UserError('vipKeeperNotTech', undefined, { field: 'keeper' });
    }
    const before = await vipGroup(tx, { workspaceId });
    const channelId = kind === 'slack' ? params.channelId : null;
    const moved = before?.channelId !== channelId;
    const data = {
      kind,
      channelId,
      name,
      cardsChannelId,
      keeperId: keeper?.id ?? null,
      changedById: ctx.actor.staff.id,
      changedAt: now,
      // A channel chosen anew was looked at just now.
      lost: null,
      lostAt: null,
      ...(moved ? { comparedAt: null } : {}),
    };
    const group = await tx.vipGroup.upsert({
      where: { workspaceId },
      create: { workspaceId, ...data },
      update: data,
    });
    if (moved) await tx.vipPresence.deleteMany({ where: { workspaceId } });
    await record(tx, ctx, {
      subject: { type: 'workspace', id: workspaceId },
      event: 'vip.group-changed',
      ...(before ? { before: settingsOf(before) } : {}),
      after: settingsOf(group),
    });
    await passOn(tx, ctx, { from: before?.keeperId ?? null, to: group.keeperId });
    await closeDuties(tx, ctx, { key: setUpDuty, outcome: 'done' });
    await catchUp(tx, ctx, group);
    return { looks: kind === 'slack' };
  });
}

const settingsOf = ({ kind, channelId, name, cardsChannelId, keeperId }: VipGroup) => ({
  kind,
  channelId,
  name,
  cardsChannelId,
  keeperId,
});

async function catchUp(tx: Tx, ctx: Context, group: VipGroup): Promise<void> {
  const { workspaceId } = ctx;
  const waiting = await waitingJoins(tx, { workspaceId, limit: mostCaughtUp });
  const customers = await tx.customer.findMany({
    where: { ...ofWorkspace(workspaceId), id: { in: waiting.map(({ customerId }) => customerId) } },
  });
  for (const membership of waiting) {
    const customer = customers.find(({ id }) => id === membership.customerId);
    if (!customer) continue;
    await openJoining(tx, ctx, { membership, customer, group });
    // To invite them is to tell them.
    await closeDuties(tx, ctx, { key: `vip.tell:${membership.id}`, outcome: 'cancelled' });
  }
}

/** The keeper's duties have another owner: the new keeper, or null and then the lead of their department. */
export async function passOn(
  tx: Tx,
  ctx: Context,
  { from, to }: { from: string | null; to: string | null },
): Promise<void> {
  if (from === to) return;
  const duties = await tx.duty.findMany({
    where: {
      workspaceId: ctx.workspaceId,
      state: 'open',
      kind: { in: ['vip.add', 'vip.remove'] },
      ownerId: from,
    },
  });
  for (const duty of duties) await setDutyOwner(tx, ctx, { duty, ownerId: to });
}
