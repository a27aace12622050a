/** Looking after a channel: https://docs.slack.dev/reference/methods?family=conversations */
import { type Method, needArgs, needChannel, needScope } from './api-method.js';
import { channelNameFault, removeMember, renameChannel } from './conversations.js';
import type { Ground } from './ground.js';
import { channelJson } from './payloads.js';
import { type Plain, str } from './plain.js';
import { refuse } from './slack-refusal.js';
import type { Channel } from './world.js';

const TOPIC_MAX = 250;

/** A channel that the bot is in and may manage. */
function managed(ground: Ground, args: Plain, right = 'manage'): Channel {
  needArgs(args, 'channel');
  const channel = needChannel(ground, args.channel);
  const isPrivate = channel.kind === 'private';
  if (channel.kind === 'dm') refuse('method_not_supported_for_channel_type');
  const narrow = isPrivate ? `groups:write.${right}` : `channels:write.${right}`;
  needScope(ground, isPrivate ? 'groups:write' : 'channels:manage', narrow);
  if (channel.archived) refuse('is_archived');
  if (!channel.members.has(ground.world.app.botUser)) refuse('not_in_channel');
  return channel;
}

const kick: Method = {
  run(ground, args) {
    const channel = managed(ground, args);
    needArgs(args, 'user');
    const { botUser } = ground.world.app;
    const user = str(args.user);
    if (user === botUser) refuse('cant_kick_self');
    if (!ground.world.people.has(user)) refuse('user_not_found');
    if (!removeMember(ground, channel, user, botUser)) refuse('not_in_channel');
    return {};
  },
};

const rename: Method = {
  run(ground, args) {
    const channel = managed(ground, args);
    const name = str(args.name);
    const wrong = channelNameFault(ground.world, name);
    if (wrong) refuse(wrong);
    renameChannel(ground, channel, name, ground.world.app.botUser);
    return { channel: channelJson(ground, channel) };
  },
};

function describing(what: 'topic' | 'purpose'): Method {
  return {
    run(ground, args) {
      const channel = managed(ground, args, 'topic');
      const text = str(args[what]);
      if (text.length > TOPIC_MAX) refuse('too_long');
      channel[what] = text;
      ground.changed({ what: 'channels' });
      return { channel: channelJson(ground, channel) };
    },
  };
}

export const channelCareMethods: Record<string, Method> = {
  'conversations.kick': kick,
  'conversations.rename': rename,
  'conversations.setTopic': describing('topic'),
  'conversations.setPurpose': describing('purpose'),
};
