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
  await tx.card.updateMany({
    where: { workspaceId: ctx.workspaceId, kind, subjectId },
    data: { wantedVersion: { increment: 1 }, pending: true },
  });
}
