import type { Card } from '../db/types.js';
import type { CardKind } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { fitMessage } from '../slack/fit-message.js';
import type { Item } from './perform.js';
import type { Sending } from './sending.js';

export type CardKinds = ReadonlyMap<string, CardKind>;

/** Slack's errors that say that there is nothing left to edit: the card is posted anew. */
const goneErrors = new Set(['message_not_found', 'cant_update_message']);

/** A card as the sender handles it: posted once, then edited. */
export function cardItem(
  sending: Sending,
  { card, paced, kinds }: { card: Card; paced: boolean; kinds: CardKinds },
): Item {
  const { services, workspace, lease, holder } = sending;
  const { id, workspaceId, channelId, ts } = card;
  const ours = { id, pending: true, OR: [{ claim: null }, { claim: { lte: lease.fence } }] };
  // Read before rendering, so what is shown is at least as new.
  const version = card.wantedVersion;

  return {
    method: ts ? 'chat.update' : 'chat.postMessage',
    destination: `channel:${channelId}`,
    attempts: card.attempts,
    paced,
    ids: { cardId: id },
    isNotice: false,
    async prepare() {
      const kind = kinds.get(card.kind);
      if (!kind) throw new Error(`This build knows no card ${card.kind}`);
      const locale = localeOf(workspace.locale, 'en');
      const t = messages(locale);
      const rendered = await kind.render({
        services,
        reader: services.db.read,
        workspace,
        locale,
        t,
        now: services.clock.now(),
        subjectId: card.subjectId,
      });
      return rendered && { rendered: fitMessage(rendered, t), channelId };
    },
    claim: (tx) => tx.$executeRaw`
      UPDATE "Card" SET "claim" = ${lease.fence}, "attempts" = "attempts" + 1
      WHERE "id" = ${id} AND "pending" AND NOT "parked" AND EXISTS (
        SELECT 1 FROM "SenderLease"
        WHERE "workspaceId" = ${workspaceId} AND "holder" = ${holder} AND "fence" = ${lease.fence})`,
    async call(client, { rendered }) {
      const { text, blocks = [] } = rendered;
      if (ts) {
        await client.chat.update({ channel: channelId, ts, text, blocks });
        return { channelId, ts };
      }
      const answer = await client.chat.postMessage({
        channel: channelId,
        text,
        blocks,
        unfurl_links: false,
        unfurl_media: false,
      });
      return { channelId, ts: answer.ts ?? '' };
    },
    sent: (tx, answer) => tx.$executeRaw`
      UPDATE "Card" SET "ts" = ${answer.ts}, "sentVersion" = ${version}, "pending" = ("wantedVersion" <> ${version}),
        "claim" = NULL, "attempts" = 0, "lastError" = NULL
      WHERE "id" = ${id} AND "claim" = ${lease.fence}`,
    async drop(tx) {
      await tx.card.updateMany({
        where: { ...ours, wantedVersion: version },
        data: { sentVersion: version, pending: false, claim: null, attempts: 0 },
      });
    },
    async postpone(tx, { until, error, counts }) {
      const claimed = await tx.card.updateMany({
        where: { ...ours, claim: lease.fence },
        data: { claim: null, nextAt: until, lastError: error },
      });
      if (claimed.count === 0)
        await tx.card.updateMany({
          where: ours,
          data: { nextAt: until, lastError: error, ...(counts ? { attempts: { increment: 1 } } : {}) },
        });
      // The channel's other cards would meet the same fault.
      await tx.card.updateMany({
        where: {
          workspaceId,
          pending: true,
          channelId,
          ts: ts ? { not: null } : null,
          nextAt: { lt: until },
        },
        data: { nextAt: until },
      });
    },
    async park(tx, { error }) {
      await tx.card.updateMany({ where: ours, data: { parked: true, claim: null, lastError: error } });
    },
    async recover(tx, { error }) {
      if (!ts || !goneErrors.has(error)) return false;
      await tx.card.updateMany({
        where: ours,
        data: { ts: null, claim: null, attempts: 0, lastError: error },
      });
      return true;
    },
  };
}
