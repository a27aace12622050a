/** What belongs to no larger family. https://docs.slack.dev/reference/methods/ */
import { type Method, needArgs, needChannel } from './api-method.js';
import type { Ground } from './ground.js';
import { changedMessage, findMessage } from './messages.js';
import { type Plain, str } from './plain.js';
import { refuse } from './slack-refusal.js';
import { type Channel, type Message, nextId } from './world.js';

function messageAt(ground: Ground, args: Plain): { channel: Channel; message: Message } {
  needArgs(args, 'channel', 'timestamp');
  const channel = needChannel(ground, args.channel);
  if (channel.archived) refuse('is_archived');
  if (!channel.members.has(ground.world.app.botUser)) refuse('not_in_channel');
  const message = findMessage(channel, str(args.timestamp));
  if (!message) refuse('message_not_found');
  return { channel, message };
}

export const moreMethods: Record<string, Method> = {
  'api.test': {
    token: 'none',
    run: (_ground, args) => (args.error ? refuse(str(args.error), { args }) : { args }),
  },
  'auth.test': {
    run: (ground) => ({
      url: `https://${ground.world.team.domain}.slack.com/`,
      team: ground.world.team.name,
      user: ground.world.people.get(ground.world.app.botUser)?.name,
      team_id: ground.world.team.id,
      user_id: ground.world.app.botUser,
      bot_id: ground.world.app.botId,
      is_enterprise_install: false,
    }),
  },
  'bots.info': {
    scopes: ['users:read'],
    run(ground, args) {
      const { app } = ground.world;
      if (args.bot !== undefined && args.bot !== app.botId) refuse('bot_not_found');
      return {
        bot: {
          id: app.botId,
          deleted: false,
          name: app.name,
          app_id: app.id,
          user_id: app.botUser,
          icons: {},
        },
      };
    },
  },
  'team.info': {
    scopes: ['team:read'],
    run: (ground) => ({ team: { ...ground.world.team, email_domain: '', icon: {} } }),
  },
  'pins.add': {
    scopes: ['pins:write'],
    run(ground, args) {
      const { channel, message } = messageAt(ground, args);
      if (message.pinned) refuse('already_pinned');
      message.pinned = true;
      channel.pins.add(message.ts);
      changedMessage(ground, channel, message);
      return {};
    },
  },
  'pins.remove': {
    scopes: ['pins:write'],
    run(ground, args) {
      const { channel, message } = messageAt(ground, args);
      if (!message.pinned) refuse('no_pin');
      message.pinned = false;
      channel.pins.delete(message.ts);
      changedMessage(ground, channel, message);
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    run(ground, args) {
      const { channel, message } = messageAt(ground, args);
      const name = str(args.name);
      const users = message.reactions.get(name);
      if (!users?.delete(ground.world.app.botUser)) refuse('no_reaction');
      if (users.size === 0) message.reactions.delete(name);
      changedMessage(ground, channel, message);
      return {};
    },
  },
  'reactions.add': {
    scopes: ['reactions:write'],
    run(ground, args) {
      const { channel, message } = messageAt(ground, args);
      const name = str(args.name);
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) refuse('invalid_name');
      const users = message.reactions.get(name) ?? new Set();
      if (users.has(ground.world.app.botUser)) refuse('already_reacted');
      message.reactions.set(name, users.add(ground.world.app.botUser));
      changedMessage(ground, channel, message);
      return {};
    },
  },
  'bookmarks.add': {
    scopes: ['bookmarks:write'],
    run(ground, args) {
      needArgs(args, 'channel_id', 'title', 'type');
      const channel = needChannel(ground, args.channel_id);
      if (args.type !== 'link') refuse('invalid_bookmark_type');
      if (!URL.canParse(str(args.link))) refuse('invalid_link');
      const bookmark = {
        id: nextId(ground.world, 'Bk'),
        channel_id: channel.id,
        title: args.title,
        link: args.link,
        type: 'link',
        app_id: ground.world.app.id,
      };
      channel.bookmarks.push(bookmark);
      return { bookmark };
    },
  },
  // https://docs.slack.dev/reference/methods/apps.connections.open
  'apps.connections.open': {
    token: 'app',
    run(ground) {
      if (!ground.manifest.socketMode) refuse('socket_mode_not_enabled');
      return { url: ground.sockets.open() };
    },
  },
};
