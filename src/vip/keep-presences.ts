import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { partOf } from '../people/part-of.js';
import { advance } from './advance.js';
import { completeJoin } from './complete-join.js';
import { takeOut } from './leave.js';
import { belongsInGroup, type PresenceKind } from './membership.js';
import { vipGroup } from './queries.js';

export interface Seen {
  slackUserId: string;
  /** '' when Slack does not tell */
  name: string;
  kind: PresenceKind;
}

/**
 * Somebody joined the channel that is the VIP group: who is linked to a customer has joined
 * (docs/processes.md#vip-group). Other channels do not matter.
 */
export function noteJoined(
  ctx: Context,
  { channelId, seen }: { channelId: string; seen: Seen },
): Promise<{ joined: number }> {
  return commit(ctx, async (tx) => {
    const group = await vipGroup(tx, { workspaceId: ctx.workspaceId });
    if (group?.kind !== 'slack' || group.channelId !== channelId) return { joined: 0 };
    return { joined: await arrived(tx, ctx, seen) };
  });
}

/** Somebody left it: who was to be taken out is out. */
export function noteLeft(
  ctx: Context,
  { channelId, slackUserId }: { channelId: string; slackUserId: string },
): Promise<{ removed: number }> {
  return commit(ctx, async (tx) => {
    const group = await vipGroup(tx, { workspaceId: ctx.workspaceId });
    if (group?.kind !== 'slack' || group.channelId !== channelId) return { removed: 0 };
    return { removed: await gone(tx, ctx, [slackUserId]) };
  });
}

/** So many people are noted in one transaction. */
const together = 50;

/**
 * The channel's real members, all of them: what was missed is made up for, in both directions. Who is new has to
 * come with what Slack says of them; of the others the id is enough. A group may be large: some to a transaction.
 */
export async function keepPresences(
  ctx: Context,
  {
    channelId,
    memberIds,
    fresh,
  }: { channelId: string; memberIds: readonly string[]; fresh: readonly Seen[] },
): Promise<{ joined: number; removed: number }> {
  const { workspaceId, services } = ctx;
  const reader = services.db.read;
  const present = new Set(memberIds);
  const known = await reader.vipPresence.findMany({ where: { workspaceId }, select: { slackUserId: true } });
  // Somebody may have been seen, gone and be marked for removal without ever having been noted.
  const leaving = await reader.vipMembership.findMany({
    where: { workspaceId, state: 'removing', slackUserId: { not: null } },
    select: { slackUserId: true },
  });
  const accounts = new Set([...known, ...leaving].flatMap(({ slackUserId }) => slackUserId ?? []));
  const leavers = [...accounts].filter((id) => !present.has(id));
  const total = { joined: 0, removed: 0 };
  const part = async (name: string, work: (tx: Tx, ctx: Context) => Promise<Moved>) => {
    const some = partOf(ctx, name);
    const { joined = 0, removed = 0 } = await commit(some, async (tx): Promise<Moved> => {
      const group = await vipGroup(tx, { workspaceId });
      return group?.kind === 'slack' && group.channelId === channelId ? work(tx, some) : {};
    });
    total.joined += joined;
    total.removed += removed;
  };
  for (let from = 0; from < leavers.length; from += together) {
    const some = leavers.slice(from, from + together);
    await part(`gone:${from}`, async (tx, mine) => ({ removed: await gone(tx, mine, some) }));
  }
  for (let from = 0; from < fresh.length; from += together) {
    await part(`come:${from}`, async (tx, mine) => {
      let joined = 0;
      for (const seen of fresh.slice(from, from + together)) joined += await arrived(tx, mine, seen);
      return { joined };
    });
  }
  await part('compared', noteCompared);
  return total;
}

type Moved = { joined?: number; removed?: number };

async function noteCompared(tx: Tx, ctx: Context): Promise<Moved> {
  const { workspaceId, now } = ctx;
  const group = await vipGroup(tx, { workspaceId });
  await tx.vipGroup.update({
    where: { workspaceId },
    data: { comparedAt: now, lost: null, lostAt: null },
    select: { workspaceId: true },
  });
  if (group?.lost) {
    await record(tx, ctx, { subject: { type: 'workspace', id: workspaceId }, event: 'vip.group-found' });
  }
  return {};
}

async function arrived(tx: Tx, ctx: Context, { slackUserId, name, kind }: Seen): Promise<number> {
  const { workspaceId, now } = ctx;
  await tx.vipPresence.upsert({
    where: { workspaceId_slackUserId: { workspaceId, slackUserId } },
    create: { workspaceId, slackUserId, name, kind, seenAt: now },
    update: { name, kind, seenAt: now },
  });
  const memberships = await tx.vipMembership.findMany({ where: { workspaceId, slackUserId } });
  let joined = 0;
  for (const membership of memberships) {
    const customer = await tx.customer.findFirst({ where: { id: membership.customerId, workspaceId } });
    if (!customer) continue;
    if (membership.state === 'wanted' || membership.state === 'invited') {
      if (await completeJoin(tx, ctx, { membership, customer })) joined += 1;
    } else if (membership.state === 'removed' && !belongsInGroup(customer.stage)) {
      // Closed while joining: the invitation was still good.
      await takeOut(tx, ctx, { membership });
    }
  }
  return joined;
}

async function gone(tx: Tx, ctx: Context, slackUserIds: readonly string[]): Promise<number> {
  const { workspaceId } = ctx;
  if (slackUserIds.length === 0) return 0;
  const which = { workspaceId, slackUserId: { in: [...slackUserIds] } };
  await tx.vipPresence.deleteMany({ where: which });
  let removed = 0;
  for (const membership of await tx.vipMembership.findMany({ where: { ...which, state: 'removing' } })) {
    if (await advance(tx, ctx, { membership, event: 'removed' })) removed += 1;
  }
  return removed;
}
