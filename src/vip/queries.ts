import type { Reader, VipGroup, VipMembership } from '../db/types.js';
import type { NeededChannel } from '../feature.js';
import type { Messages } from '../messages/index.js';

/** The VIP group of a workspace, or null before it is set up. */
export function vipGroup(reader: Reader, { workspaceId }: { workspaceId: string }): Promise<VipGroup | null> {
  return reader.vipGroup.findUnique({ where: { workspaceId } });
}

/** A membership by id; null for another workspace's. */
export function membershipById(
  reader: Reader,
  { workspaceId, membershipId }: { workspaceId: string; membershipId: string },
): Promise<VipMembership | null> {
  return reader.vipMembership.findFirst({ where: { id: membershipId, workspaceId } });
}

export function membershipOf(
  reader: Reader,
  { workspaceId, customerId }: { workspaceId: string; customerId: string },
): Promise<VipMembership | null> {
  return reader.vipMembership.findUnique({ where: { workspaceId_customerId: { workspaceId, customerId } } });
}

/** Joins that wait, the longest first. */
export async function waitingJoins(
  reader: Reader,
  { workspaceId, limit }: { workspaceId: string; limit: number },
): Promise<VipMembership[]> {
  const found: VipMembership[] = [];
  // A statement for each: the index has those of one state in this order.
  for (const state of ['wanted', 'invited']) {
    const page = await reader.vipMembership.findMany({
      where: { workspaceId, state },
      orderBy: [{ wantedAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    found.push(...page);
  }
  const since = ({ wantedAt }: VipMembership) => wantedAt?.getTime() ?? 0;
  return found.sort((a, b) => since(a) - since(b) || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

/** Colleagues among Slack accounts: who belongs to a department, or administers Baton. */
export async function staffBySlackIds(
  reader: Reader,
  { workspaceId, slackUserIds }: { workspaceId: string; slackUserIds: readonly string[] },
): Promise<Map<string, { name: string }>> {
  const found = await reader.staff.findMany({
    where: {
      workspaceId,
      slackUserId: { in: [...slackUserIds] },
      OR: [{ departmentId: { not: null } }, { admin: true }],
    },
    select: { slackUserId: true, name: true },
  });
  return new Map(found.map(({ slackUserId, name }) => [slackUserId, { name }]));
}

/** The group itself, where it is a channel, and where its cards are posted. */
export async function vipChannels(
  reader: Reader,
  { workspaceId, t }: { workspaceId: string; t: Messages },
): Promise<NeededChannel[]> {
  const group = await vipGroup(reader, { workspaceId });
  const setBy = '/vip setup';
  return [group?.channelId, group?.cardsChannelId].flatMap((channelId) =>
    channelId ? [{ channelId, name: t.vip.setup.title, setBy }] : [],
  );
}
