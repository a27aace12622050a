import type { WebClient } from '@slack/web-api';
import type { Context } from '../context.js';
import { type GroupLoss, groupLost } from './group-lost.js';
import { keepPresences, type Seen } from './keep-presences.js';
import { presenceKind } from './membership.js';
import { staffBySlackIds, vipGroup } from './queries.js';

/** Slack is asked about so many unknown people at a time; the rest follow the next day, or when asked again. */
const mostAsked = 200;

const losses: Readonly<Record<string, GroupLoss>> = {
  is_archived: 'archived',
  channel_not_found: 'deleted',
  not_in_channel: 'removed',
};

/**
 * Compares the register with the channel's real members, page by page. Answers whether Slack told them.
 * For jobs and listeners: it asks Slack.
 */
export async function lookIntoGroup(
  ctx: Context,
  client: WebClient,
): Promise<'compared' | 'lost' | 'no-channel'> {
  const { workspaceId, services } = ctx;
  const reader = services.db.read;
  const group = await vipGroup(reader, { workspaceId });
  const channelId = group?.kind === 'slack' ? group.channelId : null;
  if (!channelId) return 'no-channel';
  const memberIds: string[] = [];
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    if (channel?.is_archived) throw lossError('is_archived');
    let cursor: string | undefined;
    do {
      const page = await client.conversations.members({
        channel: channelId,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      });
      memberIds.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
  } catch (error) {
    const because = losses[codeOf(error)];
    if (!because) throw error;
    await groupLost(ctx, { channelId, because });
    return 'lost';
  }
  const installation = await reader.installation.findUnique({
    where: { workspaceId },
    select: { botUserId: true },
  });
  const others = memberIds.filter((id) => id !== installation?.botUserId);
  const known = await reader.vipPresence.findMany({ where: { workspaceId }, select: { slackUserId: true } });
  const seen = new Set(known.map(({ slackUserId }) => slackUserId));
  const strangers = others.filter((id) => !seen.has(id));
  const fresh = await describePeople(ctx, client, strangers);
  await keepPresences(ctx, { channelId, memberIds: others, fresh });
  return 'compared';
}

/** What Slack says of people; of those beyond `mostAsked` only that they are there, and only if they are linked. */
export async function describePeople(
  ctx: Context,
  client: WebClient,
  slackUserIds: readonly string[],
): Promise<Seen[]> {
  const { workspaceId, services } = ctx;
  const reader = services.db.read;
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const colleagues = await staffBySlackIds(reader, { workspaceId, slackUserIds });
  const linked = new Set(
    (
      await reader.vipMembership.findMany({
        where: { workspaceId, slackUserId: { in: [...slackUserIds] } },
        select: { slackUserId: true },
      })
    ).map(({ slackUserId }) => slackUserId),
  );
  const people: Seen[] = [];
  let asked = 0;
  for (const slackUserId of slackUserIds) {
    const colleague = colleagues.get(slackUserId);
    if (colleague) {
      people.push({ slackUserId, name: colleague.name, kind: 'colleague' });
    } else if (asked < mostAsked) {
      asked += 1;
      const user = await client.users.info({ user: slackUserId }).then(
        (answer) => answer.user ?? null,
        // A guest without a profile, or one of another company's that Slack does not show.
        () => null,
      );
      const name = user?.profile?.display_name || user?.real_name || '';
      people.push({ slackUserId, name, kind: presenceKind(user, workspace.teamId) });
    } else if (linked.has(slackUserId)) {
      people.push({ slackUserId, name: '', kind: 'outsider' });
    }
  }
  return people;
}

function codeOf(error: unknown): string {
  return (error as { data?: { error?: string } }).data?.error ?? '';
}

function lossError(code: string): Error {
  return Object.assign(new Error(code), { data: { error: code } });
}
