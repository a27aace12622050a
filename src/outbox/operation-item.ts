import type { OutboxOperation, Staff, Tx } from '../db/types.js';
import type { MessageTemplate } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { fitMessage } from '../slack/fit-message.js';
import { readDestination } from './destination.js';
import { parentParked, parkedTemplate, spentKey } from './park.js';
import type { Item, Prepared } from './perform.js';
import { callSlack, type Sending } from './sending.js';

export type Templates = ReadonlyMap<string, MessageTemplate>;

/** The message to reply to was deleted: the reply goes out by itself. */
const threadGoneErrors = new Set(['thread_not_found', 'message_not_found', 'cannot_reply_to_message']);

/** An operation as the sender handles it: `post` into a channel, `direct` to a person. */
export function operationItem(
  sending: Sending,
  {
    operation,
    threadTs,
    paced,
    templates,
  }: { operation: OutboxOperation; threadTs: string | null; paced: boolean; templates: Templates },
): Item {
  const { services, workspace, lease, holder } = sending;
  const { id, workspaceId, destination } = operation;
  const ours = operationGuard(operation, lease.fence);
  const isNotice = operation.template === parkedTemplate;
  const now = () => services.clock.now();

  async function prepare(): Promise<Prepared | null> {
    const target = readDestination(destination);
    const template = templates.get(operation.template);
    if (!target || !template)
      throw new Error(`This build cannot send ${operation.template} to ${destination}`);
    let recipient: Staff | null = null;
    if ('staffId' in target) {
      recipient = await services.db.read.staff.findFirst({ where: { id: target.staffId, workspaceId } });
      if (!recipient?.active) {
        services.log.info({ workspaceId, operationId: id }, 'outbox: recipient is gone, message dropped');
        return null;
      }
    }
    const workspaceLocale = localeOf(workspace.locale, 'en');
    const locale = recipient ? localeOf(recipient.locale, workspaceLocale) : workspaceLocale;
    const t = messages(locale);
    const rendered = await template.render({
      services,
      reader: services.db.read,
      workspace,
      locale,
      t,
      now: now(),
      params: JSON.parse(operation.params) as Record<string, string>,
      recipient,
    });
    if (!rendered) return null;
    const channelId = recipient
      ? await directChannel(sending, recipient)
      : 'channelId' in target
        ? target.channelId
        : '';
    return { rendered: fitMessage(rendered, t), channelId };
  }

  return {
    method: 'chat.postMessage',
    destination,
    attempts: operation.attempts,
    paced,
    ids: { operationId: id },
    isNotice,
    prepare,
    claim: (tx) => tx.$executeRaw`
      UPDATE "OutboxOperation" SET "state" = 'sending', "claim" = ${lease.fence}, "attempts" = "attempts" + 1
      WHERE "id" = ${id} AND "state" = 'pending' AND EXISTS (
        SELECT 1 FROM "SenderLease"
        WHERE "workspaceId" = ${workspaceId} AND "holder" = ${holder} AND "fence" = ${lease.fence})`,
    async call(client, { rendered, channelId }) {
      const answer = await client.chat.postMessage({
        channel: channelId,
        text: rendered.text,
        ...(rendered.blocks ? { blocks: rendered.blocks } : {}),
        ...(threadTs ? { thread_ts: threadTs } : {}),
        unfurl_links: false,
        unfurl_media: false,
      });
      return { channelId: answer.channel ?? channelId, ts: answer.ts ?? '' };
    },
    async sent(tx, { channelId, ts }) {
      const { count } = await tx.outboxOperation.updateMany({
        where: { id, state: 'sending', claim: lease.fence },
        data: { state: 'sent', claim: null, channelId, ts, sentAt: now(), lastError: null },
      });
      return count;
    },
    async drop(tx) {
      await tx.outboxOperation.updateMany({
        where: ours,
        data: {
          state: 'dropped',
          claim: null,
          // Nobody was told, so the next trouble is told.
          ...(isNotice ? { key: spentKey(operation.key, id) } : {}),
        },
      });
    },
    async postpone(tx, { until, error, counts }) {
      // A claimed attempt is counted already.
      const claimed = { ...ours, state: 'sending' };
      const data = { state: 'pending', claim: null, nextAt: until, lastError: error };
      const { count } = await tx.outboxOperation.updateMany({ where: claimed, data });
      if (count === 0)
        await tx.outboxOperation.updateMany({
          where: ours,
          data: { ...data, ...(counts ? { attempts: { increment: 1 } } : {}) },
        });
    },
    async park(tx, { error }) {
      await tx.outboxOperation.updateMany({
        where: ours,
        data: { state: 'parked', claim: null, lastError: error },
      });
    },
    async recover(tx, { error }) {
      const pending = { state: 'pending', claim: null, lastError: error };
      if (threadTs && threadGoneErrors.has(error)) {
        await tx.outboxOperation.updateMany({ where: ours, data: { ...pending, parentKey: null } });
        return true;
      }
      const target = readDestination(destination);
      const { memory } = sending;
      if (error === 'channel_not_found' && target && 'staffId' in target) {
        if (memory.reopened.has(target.staffId)) return false;
        memory.reopened.add(target.staffId);
        memory.directChannels.delete(target.staffId);
        await tx.outboxOperation.updateMany({ where: ours, data: pending });
        return true;
      }
      return false;
    },
  };
}

/** Still this sender's to change: untouched by one that took over. */
function operationGuard({ id }: OutboxOperation, fence: number) {
  return { id, state: { in: ['pending', 'sending'] }, OR: [{ claim: null }, { claim: { lte: fence } }] };
}

/** What stands behind the head of a queue is not due before the head is. */
export async function waitBehind(
  tx: Tx,
  { workspaceId, destination }: Pick<OutboxOperation, 'workspaceId' | 'destination'>,
  until: Date,
): Promise<void> {
  await tx.outboxOperation.updateMany({
    where: { workspaceId, destination, state: 'pending', nextAt: { lt: until } },
    data: { nextAt: until },
  });
}

/** A reply to a parked message is parked with it; *Try again* takes both. */
export async function parkWithParent(tx: Tx, operation: OutboxOperation, fence: number): Promise<void> {
  await tx.outboxOperation.updateMany({
    where: operationGuard(operation, fence),
    data: { state: 'parked', claim: null, lastError: parentParked },
  });
}

/** The direct message channel with a person: remembered, read from the last message sent, else opened. */
async function directChannel(sending: Sending, recipient: Staff): Promise<string> {
  const { memory, services, workspace } = sending;
  const known = memory.directChannels.get(recipient.id);
  if (known) return known;
  const destination = `person:${recipient.id}`;
  const last = memory.reopened.has(recipient.id)
    ? null
    : await services.db.read.outboxOperation.findFirst({
        where: { workspaceId: workspace.id, destination, state: 'sent', channelId: { not: null } },
        orderBy: { id: 'desc' },
        select: { channelId: true },
      });
  const channelId = last?.channelId ?? (await openDirect(sending, recipient.slackUserId, destination));
  memory.directChannels.set(recipient.id, channelId);
  return channelId;
}

async function openDirect(sending: Sending, slackUserId: string, destination: string): Promise<string> {
  const method = 'conversations.open';
  const leave = await sending.memory.gates.toCall(method);
  if (!leave) throw new Error('The outbox is stopping');
  try {
    const answer = await callSlack(sending, { method, destination }, (client) =>
      client.conversations.open({ users: slackUserId }),
    );
    if (!answer.channel?.id) throw new Error('conversations.open named no channel');
    return answer.channel.id;
  } finally {
    leave(true);
  }
}
