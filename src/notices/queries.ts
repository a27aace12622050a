import { z } from 'zod';
import type { Notice, Reader } from '../db/types.js';
import { postAffair, postsReadBy } from '../people/audience.js';
import { type Affair, may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { readersOfChannels } from '../people/readers-of-channels.js';

/** A notice by id; null for another workspace's. */
export function noticeById(
  reader: Reader,
  { workspaceId, noticeId }: { workspaceId: string; noticeId: string },
): Promise<Notice | null> {
  return reader.notice.findFirst({ where: { id: noticeId, workspaceId } });
}

/** What reading a notice is judged by. */
export function noticeAffair(
  reader: Reader,
  { notice, askedFrom }: { notice: Notice; askedFrom: string | null },
): Promise<Affair> {
  const { workspaceId, relayedById } = notice;
  return postAffair(reader, {
    workspaceId,
    channelIds: channelsOf(notice),
    ownerIds: [relayedById],
    askedFrom,
  });
}

/** The latest notices that somebody may read, newest first. */
export async function recentNotices(
  reader: Reader,
  { workspaceId, person, take }: { workspaceId: string; person: Person; take: number },
): Promise<Notice[]> {
  const posts = await postsReadBy(reader, {
    person,
    everything: may(person, 'notice.read', { readers: [''] }),
  });
  return reader.notice.findMany({
    where: { workspaceId, ...(posts ? { OR: [...posts, { relayedById: person.id }] } : {}) },
    orderBy: [{ relayedAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** How many have acknowledged each of these notices. */
export async function countReceipts(
  reader: Reader,
  { workspaceId, noticeIds }: { workspaceId: string; noticeIds: readonly string[] },
): Promise<Map<string, number>> {
  const counted = await reader.noticeReceipt.groupBy({
    by: ['noticeId'],
    where: { workspaceId, noticeId: { in: [...noticeIds] } },
    _count: { _all: true },
  });
  return new Map(counted.map(({ noticeId, _count }) => [noticeId, _count._all]));
}

/** Who is expected to acknowledge a notice, and who of them has not. */
export async function missingReceipts(
  reader: Reader,
  notice: Notice,
): Promise<{ missing: Person[]; total: number }> {
  const { workspaceId, id } = notice;
  const [people, receipts] = await Promise.all([
    readersOfChannels(reader, { workspaceId, channelIds: channelsOf(notice) }),
    reader.noticeReceipt.findMany({ where: { workspaceId, noticeId: id }, select: { staffId: true } }),
  ]);
  const done = new Set(receipts.map(({ staffId }) => staffId));
  const expected = people.filter((person) => person.id !== notice.relayedById);
  return { missing: expected.filter((person) => !done.has(person.id)), total: expected.length };
}

const ids = z.array(z.string());

export const channelsOf = (notice: Pick<Notice, 'channelIds'>): string[] =>
  ids.parse(JSON.parse(notice.channelIds));
