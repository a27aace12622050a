import { realNow } from '../clock.js';
import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';
import { type Destination, destinationKey } from './destination.js';

export interface NewOperation {
  /** Unique per workspace: queueing the same key again changes nothing. */
  key: string;
  destination: Destination;
  /** A template that some feature hands in; rendered when sent. */
  template: string;
  /** Ids only, never personal data: the row is kept. */
  params?: Record<string, string>;
  /** `cardKey(…)` or an operation's key: sent as a reply in that message's thread, once it has been posted. */
  parentKey?: string;
  /** Business time before which it is not sent. */
  notBefore?: Date;
}

/**
 * Queues a message in the caller's transaction: it is sent if, and only if, the transaction commits.
 * To a channel in the workspace's language, to a person as a direct message in theirs. One statement.
 */
export async function enqueue(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId' | 'now'>,
  { key, destination, template, params = {}, parentKey, notBefore }: NewOperation,
): Promise<void> {
  await tx.outboxOperation.upsert({
    where: { workspaceId_key: { workspaceId: ctx.workspaceId, key } },
    create: {
      workspaceId: ctx.workspaceId,
      key,
      destination: destinationKey(destination),
      operation: 'channelId' in destination ? 'post' : 'direct',
      template,
      params: JSON.stringify(params),
      parentKey: parentKey ?? null,
      notBefore: notBefore ?? null,
      nextAt: realNow(),
      createdAt: ctx.now,
    },
    // An update that changes nothing keeps this one statement on both databases.
    update: { key },
  });
}
