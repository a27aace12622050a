import { realNow } from '../clock.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Reader, Tx } from '../db/types.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { installationErrors } from './advice.js';
import { destinationKey, readDestination } from './destination.js';
import { noticeKey, parentParked, spentKey } from './park.js';

/** Parked rows: of one destination and error, as administrators are told of them. */
export interface ParkedRows {
  /** `channel:C…` or `person:<staff id>` */
  destination: string;
  error: string;
}

/** A card is parked with something left to show: by this its index finds it. */
const parkedCard = { pending: true, parked: true };

/** How many messages wait there for somebody to act, replies and cards included. */
export async function countParked(
  reader: Reader,
  { workspaceId, destination, error }: ParkedRows & { workspaceId: string },
): Promise<number> {
  const operations = await reader.outboxOperation.count({
    where: { workspaceId, destination, state: 'parked', lastError: { in: [error, parentParked] } },
  });
  const target = readDestination(destination);
  if (!target || !('channelId' in target)) return operations;
  const { channelId } = target;
  const cards = await reader.card.count({
    where: { workspaceId, channelId, ...parkedCard, lastError: error },
  });
  return operations + cards;
}

/**
 * *Try again*: what is parked for this destination with this error is sent once more, in its old order. If it
 * fails again, an administrator is told again.
 * @throws UserError notAllowed for all but administrators
 */
export function retryParked(ctx: Context, { destination, error }: ParkedRows): Promise<{ retried: number }> {
  return commit(ctx, async (tx) => {
    const { actor, workspaceId } = ctx;
    if (actor.type === 'person' && !may(actor.staff, 'settings.change')) throw new UserError('notAllowed');
    const retried = await unpark(tx, { workspaceId, errors: [error], destination });
    return { retried };
  });
}

/** After a new installation: what failed for want of a token or a permission is sent once more. */
export async function unparkAfterInstallation(
  tx: Tx,
  { workspaceId }: { workspaceId: string },
): Promise<number> {
  return await unpark(tx, { workspaceId, errors: installationErrors, destination: null });
}

async function unpark(
  tx: Tx,
  {
    workspaceId,
    errors,
    destination,
  }: { workspaceId: string; errors: readonly string[]; destination: string | null },
): Promise<number> {
  const nextAt = realNow();
  await freeNotices(tx, { workspaceId, errors, destination });
  const operations = await tx.outboxOperation.updateMany({
    where: {
      workspaceId,
      ...(destination === null ? {} : { destination }),
      state: 'parked',
      lastError: { in: [...errors, parentParked] },
    },
    data: { state: 'pending', attempts: 0, nextAt },
  });
  const target = destination === null ? null : readDestination(destination);
  if (target && !('channelId' in target)) return operations.count;
  const cards = await tx.card.updateMany({
    where: { workspaceId, ...(target ?? {}), ...parkedCard, lastError: { in: [...errors] } },
    data: { parked: false, attempts: 0, nextAt },
  });
  return operations.count + cards.count;
}

/** The keys of notices about it become free, for the next trouble to be told. */
async function freeNotices(
  tx: Tx,
  {
    workspaceId,
    errors,
    destination,
  }: { workspaceId: string; errors: readonly string[]; destination: string | null },
): Promise<void> {
  const rows =
    destination === null
      ? await parkedRows(tx, { workspaceId, errors })
      : errors.map((error) => ({ destination, error }));
  const notices = await tx.outboxOperation.findMany({
    where: { workspaceId, key: { in: rows.map(noticeKey) } },
    select: { id: true, key: true, state: true },
  });
  for (const { id, key, state } of notices) {
    // Not sent yet: it tells of the next trouble as well.
    if (state === 'pending' || state === 'sending') continue;
    await tx.outboxOperation.updateMany({ where: { id }, data: { key: spentKey(key, id) } });
  }
}

/** What administrators were told of and waits. */
async function parkedRows(
  tx: Tx,
  { workspaceId, errors }: { workspaceId: string; errors: readonly string[] },
): Promise<ParkedRows[]> {
  const lastError = { in: [...errors] };
  const operations = await tx.outboxOperation.findMany({
    where: { workspaceId, state: 'parked', lastError },
    distinct: ['destination', 'lastError'],
    select: { destination: true, lastError: true },
  });
  const cards = await tx.card.findMany({
    where: { workspaceId, ...parkedCard, lastError },
    distinct: ['channelId', 'lastError'],
    select: { channelId: true, lastError: true },
  });
  return [
    ...operations.map(({ destination, lastError: error }) => ({ destination, error: error ?? '' })),
    ...cards.map(({ channelId, lastError: error }) => ({
      destination: destinationKey({ channelId }),
      error: error ?? '',
    })),
  ];
}
