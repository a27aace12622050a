import { ofWorkspace } from '../db/of-workspace.js';
import type { Customer, Reader, VipGroup, VipMembership, VipPresence } from '../db/types.js';
import type { NeededChannel } from '../feature.js';
import type { Messages } from '../messages/index.js';
import { stagesInGroup } from './membership.js';

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
export function waitingJoins(
  reader: Reader,
  { workspaceId, before, limit }: { workspaceId: string; before?: Date; limit: number },
): Promise<VipMembership[]> {
  return reader.vipMembership.findMany({
    where: {
      workspaceId,
      state: { in: ['wanted', 'invited'] },
      ...(before ? { wantedAt: { lte: before } } : {}),
    },
    orderBy: [{ wantedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}

/** One line of the register. */
export interface RegisterEntry {
  customer: Customer | null;
  membership: VipMembership | null;
  /** set for who is seen in the Slack channel */
  presence: VipPresence | null;
  /** in by the channel's word, or by hand where there is no channel or no known account */
  isIn: boolean;
}

export const registerLists = ['should', 'in', 'not'] as const;
export type RegisterList = (typeof registerLists)[number];

/**
 * A page of the register (docs/processes.md#vip-group): who should be in, who is in, who should not be in; with how
 * many each list has.
 */
export async function vipRegister(
  reader: Reader,
  { workspaceId, list, page, size }: { workspaceId: string; list: RegisterList; page: number; size: number },
): Promise<{ entries: RegisterEntry[]; counts: Record<RegisterList, number> }> {
  const group = await vipGroup(reader, { workspaceId });
  const looks = group?.kind === 'slack';
  const presences = looks ? await reader.vipPresence.findMany({ where: { workspaceId } }) : [];
  const seen = new Map(presences.map((presence) => [presence.slackUserId, presence]));
  const expected = await reader.vipMembership.findMany({
    where: { workspaceId, state: { in: ['wanted', 'invited', 'joined'] }, slackUserId: { not: null } },
    select: { slackUserId: true },
  });
  const known = new Set(expected.map(({ slackUserId }) => slackUserId));
  const strangers = presences
    .filter(({ kind, slackUserId }) => kind === 'outsider' && !known.has(slackUserId))
    .sort((a, b) => (a.slackUserId < b.slackUserId ? -1 : 1));

  const should = { workspaceId, erasedAt: null, stage: { in: [...stagesInGroup] } };
  // Who has a known account is in when the channel says so; who has none, by hand.
  const isIn = {
    workspaceId,
    state: 'joined',
    ...(looks ? { OR: [{ slackUserId: null }, { slackUserId: { in: [...seen.keys()] } }] } : {}),
  };
  const leaving = {
    workspaceId,
    state: 'removing',
    ...(looks ? { NOT: { slackUserId: { in: strangers.map(({ slackUserId }) => slackUserId) } } } : {}),
  };
  const [shouldCount, inCount, leavingCount] = await Promise.all([
    reader.customer.count({ where: should }),
    reader.vipMembership.count({ where: isIn }),
    reader.vipMembership.count({ where: leaving }),
  ]);
  const counts = { should: shouldCount, in: inCount, not: leavingCount + strangers.length };
  const span = { skip: page * size, take: size };

  const entry = (customer: Customer | null, membership: VipMembership | null): RegisterEntry => {
    const account = membership?.slackUserId ?? null;
    const presence = account ? (seen.get(account) ?? null) : null;
    const joined = membership?.state === 'joined';
    return { customer, membership, presence, isIn: joined && (!looks || !account || presence !== null) };
  };
  const ofMemberships = async (memberships: VipMembership[]) => {
    const ids = memberships.map(({ customerId }) => customerId);
    const customers = await reader.customer.findMany({
      where: { ...ofWorkspace(workspaceId), id: { in: ids } },
    });
    return memberships.map((one) => entry(customers.find(({ id }) => id === one.customerId) ?? null, one));
  };

  if (list === 'should') {
    const customers = await reader.customer.findMany({
      where: should,
      orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
      ...span,
    });
    const ids = customers.map(({ id }) => id);
    const memberships = await reader.vipMembership.findMany({
      where: { workspaceId, customerId: { in: ids } },
    });
    const entries = customers.map((customer) =>
      entry(customer, memberships.find(({ customerId }) => customerId === customer.id) ?? null),
    );
    return { entries, counts };
  }
  if (list === 'in') {
    const memberships = await reader.vipMembership.findMany({
      where: isIn,
      orderBy: [{ joinedAt: 'desc' }, { id: 'asc' }],
      ...span,
    });
    return { entries: await ofMemberships(memberships), counts };
  }
  const going = await reader.vipMembership.findMany({ where: leaving, orderBy: { id: 'asc' }, ...span });
  const entries = await ofMemberships(going);
  const from = Math.max(0, span.skip - leavingCount);
  const shown = strangers.slice(from, from + size - going.length);
  const owners = await reader.vipMembership.findMany({
    where: { workspaceId, slackUserId: { in: shown.map(({ slackUserId }) => slackUserId) } },
  });
  const theirs = new Map((await ofMemberships(owners)).map((one) => [one.membership?.slackUserId, one]));
  for (const presence of shown) {
    const found = theirs.get(presence.slackUserId);
    entries.push({
      customer: found?.customer ?? null,
      membership: found?.membership ?? null,
      presence,
      isIn: true,
    });
  }
  return { entries, counts };
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
