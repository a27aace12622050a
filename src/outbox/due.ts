import type { Reader } from '../db/types.js';
import { farAheadMs } from './recover-far-instants.js';

/** Real time for back-off, business time for what is meant for later. */
export interface DueAt {
  now: Date;
  businessNow: Date;
}

function meantForNow({ businessNow }: DueAt) {
  return { OR: [{ notBefore: null }, { notBefore: { lte: businessNow } }] };
}

/**
 * The workspaces with something to send, or left half-sent by a sender that is gone, but for those that another
 * sender than `holder` is serving. Asked every two seconds: one statement of two index reads.
 */
export async function dueWorkspaces(
  reader: Reader,
  { now, businessNow }: DueAt,
  { holder }: { holder: string },
): Promise<string[]> {
  // A lease that ends later was taken by a clock far ahead.
  const farAhead = new Date(now.getTime() + farAheadMs);
  const rows = await reader.$queryRaw<{ workspaceId: string }[]>`
    SELECT due."workspaceId" FROM (
      SELECT "workspaceId" FROM "OutboxOperation"
      WHERE "state" IN ('pending', 'sending') AND "nextAt" <= ${now}
        AND ("notBefore" IS NULL OR "notBefore" <= ${businessNow})
      UNION
      SELECT "workspaceId" FROM "Card"
      WHERE "pending" = ${true} AND "parked" = ${false} AND "nextAt" <= ${now}
    ) due
    WHERE NOT EXISTS (
      SELECT 1 FROM "SenderLease" l
      WHERE l."workspaceId" = due."workspaceId" AND l."until" BETWEEN ${now} AND ${farAhead} AND l."holder" <> ${holder}
    )`;
  return rows.map((row) => row.workspaceId);
}

/**
 * What is sent one after the other: new messages to one destination (`post`), or edits in one channel
 * (`edit`), which Slack counts apart.
 */
export interface Lane {
  kind: 'post' | 'edit';
  destination: string;
}

/** The lanes of a workspace in which something is due. */
export async function dueLanes(reader: Reader, workspaceId: string, at: DueAt): Promise<Lane[]> {
  // Grouped by an expression: by the column alone PostgreSQL and SQLite go through all that was ever sent, in order.
  const operations = await reader.$queryRaw<{ destination: string; first: number | bigint }[]>`
    SELECT "destination" || '' AS "destination", MIN("id") AS "first" FROM "OutboxOperation"
    WHERE "workspaceId" = ${workspaceId} AND "state" = 'pending' AND "nextAt" <= ${at.now}
      AND ("notBefore" IS NULL OR "notBefore" <= ${at.businessNow})
    GROUP BY 1`;
  const cards = await reader.card.groupBy({
    by: ['channelId'],
    where: { workspaceId, pending: true, parked: false, nextAt: { lte: at.now } },
    _count: { _all: true, ts: true },
  });
  const posts = new Set<string>();
  for (const { channelId, _count } of cards) if (_count._all > _count.ts) posts.add(`channel:${channelId}`);
  // What has waited longest comes first.
  operations.sort((a, b) => Number(a.first) - Number(b.first));
  for (const { destination } of operations) posts.add(destination);
  const edits = cards.filter(({ _count }) => _count.ts > 0).map(({ channelId }) => `channel:${channelId}`);
  return [
    ...[...posts].map((destination): Lane => ({ kind: 'post', destination })),
    ...edits.map((destination): Lane => ({ kind: 'edit', destination })),
  ];
}

/** The first `take` operations of a destination's queue, due or not. */
export function headOperations(
  reader: Reader,
  {
    workspaceId,
    destination,
    at,
    take,
  }: { workspaceId: string; destination: string; at: DueAt; take: number },
) {
  return reader.outboxOperation.findMany({
    where: { workspaceId, destination, state: 'pending', ...meantForNow(at) },
    orderBy: { id: 'asc' },
    take,
  });
}

/** The next cards to post (`edit: false`) or to edit in a channel. */
export function dueCards(
  reader: Reader,
  {
    workspaceId,
    channelId,
    edit,
    now,
    take,
  }: { workspaceId: string; channelId: string; edit: boolean; now: Date; take: number },
) {
  return reader.card.findMany({
    where: {
      workspaceId,
      channelId,
      pending: true,
      parked: false,
      nextAt: { lte: now },
      ts: edit ? { not: null } : null,
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take,
  });
}
