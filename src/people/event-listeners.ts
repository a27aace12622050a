import type { AllMiddlewareArgs, App } from '@slack/bolt';
import { eventSourceOf } from '../slack/asker.js';
import { type ChannelLoss, channelLost } from './channel-lost.js';
import { followMember, type Member } from './follow-member.js';
import { findStaff } from './queries.js';

/** What Slack tells of people and channels. */
export const peopleEvents = [
  'user_change',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'group_archive',
  'group_deleted',
  'group_left',
  'member_left_channel',
];

export function registerEventListeners(app: App): void {
  app.event('user_change', async (args) => {
    const { user } = args.event;
    const { ctx } = await eventSourceOf(args);
    const staff = await findStaff(ctx.services.db.read, {
      workspaceId: ctx.workspaceId,
      slackUserId: user.id,
    });
    // Nobody whom Baton has met.
    if (!staff) return;
    await followMember(ctx, { staff, member: user as Member });
  });

  const lost = async (
    args: AllMiddlewareArgs & { body: unknown },
    { channelId, because }: { channelId: string; because: ChannelLoss },
  ) => {
    const { ctx } = await eventSourceOf(args);
    await channelLost(ctx, { channelId, because });
  };
  app.event('channel_archive', (args) => lost(args, { channelId: args.event.channel, because: 'archived' }));
  app.event('group_archive', (args) => lost(args, { channelId: args.event.channel, because: 'archived' }));
  app.event('channel_deleted', (args) => lost(args, { channelId: args.event.channel, because: 'deleted' }));
  app.event('group_deleted', (args) => lost(args, { channelId: args.event.channel, because: 'deleted' }));
  app.event('channel_left', (args) => lost(args, { channelId: args.event.channel, because: 'removed' }));
  app.event('group_left', (args) => lost(args, { channelId: args.event.channel, because: 'removed' }));
  app.event('member_left_channel', async (args) => {
    if (args.event.user !== args.context.botUserId) return;
    await lost(args, { channelId: args.event.channel, because: 'removed' });
  });
}
