import { setTimeout as wait } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Context } from '../context.js';
import { type ChannelLoss, channelLost } from './channel-lost.js';
import { type ChannelState, checkChannel } from './check-channel.js';
import { differs, followMember } from './follow-member.js';

const pageSize = 200;
/** Slack allows 20 pages of people a minute, and 50 looks at a channel; in milliseconds of real time. */
const pauseMs = { people: 3_500, channels: 1_300 };
/** So many channels in one go are no burst. */
const channelsAtOnce = 20;
/** Slack may ask for patience so often. */
const mostWaits = 5;
const channelMs = 5_000;
/** Administrators hear of a lost channel again after so many days. */
const againMs = 7 * 86_400_000;

type Listed = NonNullable<Awaited<ReturnType<WebClient['users']['list']>>['members']>[number];

/**
 * Mends what Slack told while Baton could not listen: who was deactivated, came back or changed their name, and which
 * channels of departments are lost, as the events would have (docs/processes.md#setup). Page by page, at Slack's pace.
 */
export async function compareWithSlack(ctx: Context, client: WebClient): Promise<void> {
  await comparePeople(ctx, client);
  await compareChannels(ctx, client);
}

async function comparePeople(ctx: Context, client: WebClient): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await patiently(() =>
      client.users.list({ limit: pageSize, include_locale: true, ...(cursor ? { cursor } : {}) }),
    );
    await compareMembers(ctx, page.members ?? []);
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor) await wait(pauseMs.people);
  } while (cursor);
}

async function compareMembers(ctx: Context, members: readonly Listed[]): Promise<void> {
  const byId = new Map(members.flatMap((member) => (member.id ? [[member.id, member] as const] : [])));
  const known = await ctx.services.db.read.staff.findMany({
    where: { workspaceId: ctx.workspaceId, slackUserId: { in: [...byId.keys()] } },
  });
  for (const staff of known) {
    const member = byId.get(staff.slackUserId);
    if (!member || member.is_bot) continue;
    if (differs(staff, member)) await followMember(ctx, { staff, member });
  }
}

const losses: Partial<Record<ChannelState, ChannelLoss>> = {
  archived: 'archived',
  joinable: 'removed',
  invisible: 'removed',
};

async function compareChannels(ctx: Context, client: WebClient): Promise<void> {
  const { services, workspaceId, now } = ctx;
  const departments = await services.db.read.department.findMany({
    where: { workspaceId, channelId: { not: null } },
    select: { id: true, channelId: true },
  });
  const channels = new Map(departments.flatMap(({ id, channelId }) => (channelId ? [[channelId, id]] : [])));
  let looked = 0;
  for (const [channelId, departmentId] of channels) {
    if (looked >= channelsAtOnce) await wait(pauseMs.channels);
    looked += 1;
    const because = losses[await checkChannel(client, { channelId, withinMs: channelMs })];
    if (!because) continue;
    const told = await services.db.read.history.findFirst({
      where: {
        workspaceId,
        subjectType: 'department',
        subjectId: departmentId,
        event: 'department.channel-lost',
        at: { gt: new Date(now.getTime() - againMs) },
      },
      orderBy: { at: 'desc' },
      select: { after: true },
    });
    if (!told?.after?.includes(channelId)) await channelLost(ctx, { channelId, because });
  }
}

/** Waits as long as Slack asks for, a few times. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let left = mostWaits; ; left--) {
    try {
      return await call();
    } catch (error) {
      const { code, retryAfter = 30 } = error as { code?: string; retryAfter?: number };
      if (code !== 'slack_webapi_rate_limited_error' || left === 0) throw error;
      await wait(retryAfter * 1_000);
    }
  }
}
