import { realNow } from '../clock.js';
import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/**
 * Asks for the card of a record in a channel: posted if it is not there yet, else brought up to date.
 * In the caller's transaction; one statement.
 */
export async function wantCard(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId' | 'now'>,
  { kind, subjectId, channelId }: { kind: string; subjectId: string; channelId: string },
): Promise<void> {
  const place = { workspaceId: ctx.workspaceId, kind, subjectId, channelId };
  await tx.card.upsert({
    where: { workspaceId_kind_subjectId_channelId: place },
    create: { ...place, nextAt: realNow(), createdAt: ctx.now },
    update: { wantedVersion: { increment: 1 }, pending: true },
  });
}

/**
 * Says that a record has changed: all its cards will show it as it then stands. Several changes before the
 * sender comes round are one edit. In the caller's transaction; one statement.
 */
export async function touchCards(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId'>,
  { kind, subjectId }: { kind: string; subjectId: string },
): Promise<void> {
  await touchCardsOf(tx, ctx, { kind, subjectIds: [subjectId] });
}

/** The same of several records of one kind; one statement. */
export async function touchCardsOf(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId'>,
  { kind, subjectIds }: { kind: string; subjectIds: readonly string[] },
): Promise<void> {
  await tx.card.updateMany({
    where: { workspaceId: ctx.workspaceId, kind, subjectId: { in: [...new Set(subjectIds)] } },
    data: { wantedVersion: { increment: 1 }, pending: true },
  });
}

/** How long a card that changes often collects changes. Real time. */
const gentleMs = 60_000;

/**
 * As `touchCards`, for what changes often and matters little, such as a count: the change is shown within a
 * minute, together with all others until then.
 */
export async function touchCardsGently(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId'>,
  { kind, subjectId }: { kind: string; subjectId: string },
): Promise<void> {
  const { workspaceId } = ctx;
  const wantedVersion = { increment: 1 };
  const nextAt = new Date(realNow().getTime() + gentleMs);
  await tx.card.updateMany({
    where: { workspaceId, kind, subjectId, pending: true },
    data: { wantedVersion },
  });
  await tx.card.updateMany({
    where: { workspaceId, kind, subjectId, pending: false },
    data: { wantedVersion, pending: true, nextAt },
  });
}

/** As `touchCards`, and what `touchCardsGently` had put off is shown at once. */
export async function touchCardsNow(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId'>,
  { kind, subjectId }: { kind: string; subjectId: string },
): Promise<void> {
  await touchCards(tx, ctx, { kind, subjectId });
  await tx.card.updateMany({
    // Those that wait for Slack's sake (a fault, a limit) keep waiting.
    where: { workspaceId: ctx.workspaceId, kind, subjectId, attempts: 0, lastError: null },
    data: { nextAt: realNow() },
  });
}
