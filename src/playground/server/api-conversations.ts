/** conversations.*: https://docs.slack.dev/reference/methods?family=conversations */
import { type Method, needArgs, needChannel, needKindScope, needScope, page } from './api-method.js';
import {
  addMember,
  channelNameFault,
  createChannel,
  findChannel,
  openDirect,
  removeMember,
  roomFault,
  setArchived,
} from './conversations.js';
import type { Ground } from './ground.js';
import { channelJson } from './payloads.js';
import { type Plain, str, yes } from './plain.js';
import { refuse } from './slack-refusal.js';
import { type Channel, isStranger } from './world.js';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const KIND: Record<string, Channel['kind']> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'dm',
  mpim: 'group_dm',
};

function split(value: unknown): string[] {
  return (Array.isArray(value) ? value.map(String) : str(value).split(','))
    .map((one) => one.trim())
    .filter(Boolean);
}

const open: Method = {
  run(ground, args) {
    const { world } = ground;
    if (str(args.channel) !== '') {
      const channel = needChannel(ground, args.channel);
      return { channel: { id: channel.id }, no_op: true, already_open: true };
    }
    const users = split(args.users);
    if (users.length === 0) refuse('users_list_not_supplied');
    if (users.length > 8) refuse('too_many_users');
    needScope(ground, users.length > 1 ? 'mpim:write' : 'im:write');
    for (const id of users) {
      const person = world.people.get(id);
      if (!person) refuse('user_not_found');
      if (isStranger(world, person)) refuse('user_not_visible');
      if (person.deactivated) refuse('user_disabled');
      if (person.is_bot) refuse('cannot_dm_bot');
    }
    const { channel, already } = openDirect(ground, [...users, world.app.botUser]);
    return {
      ...(already && { no_op: true, already_open: true }),
      channel: yes(args.return_im) ? channelJson(ground, channel) : { id: channel.id },
    };
  },
};

const info: Method = {
  scopes: READ,
  run(ground, args) {
    needArgs(args, 'channel');
    // By id only. https://docs.slack.dev/reference/methods/conversations.info
    if (!ground.world.channels.has(str(args.channel))) refuse('channel_not_found');
    const channel = needChannel(ground, args.channel);
    needKindScope(ground, channel, 'read');
    return { channel: channelJson(ground, channel) };
  },
};

function listOf(ground: Ground, args: Plain, mine?: string): Plain {
  const kinds = split(args.types || 'public_channel').map((type) => KIND[type] ?? refuse('invalid_types'));
  for (const kind of kinds) needKindScope(ground, { kind } as Channel, 'read');
  const bot = ground.world.app.botUser;
  const all = [...ground.world.channels.values()].filter(
    (one) =>
      kinds.includes(one.kind) &&
      (one.kind === 'public' || one.members.has(bot)) &&
      (!mine || one.members.has(mine)) &&
      !(yes(args.exclude_archived) && one.archived),
  );
  const { items, next } = page(all, args, 100);
  return { channels: items.map((one) => channelJson(ground, one)), response_metadata: { next_cursor: next } };
}

const members: Method = {
  scopes: READ,
  run(ground, args) {
    needArgs(args, 'channel');
    const channel = needChannel(ground, args.channel);
    needKindScope(ground, channel, 'read');
    // Deactivated people keep their place for when they come back, but are no longer listed.
    const present = [...channel.members].filter((id) => !ground.world.people.get(id)?.deactivated);
    const { items, next } = page(present, args, 100);
    return { members: items, response_metadata: { next_cursor: next } };
  },
};

const join: Method = {
  scopes: ['channels:join'],
  run(ground, args) {
    needArgs(args, 'channel');
    const channel = needChannel(ground, args.channel);
    if (channel.kind !== 'public') refuse('method_not_supported_for_channel_type');
    if (channel.archived) refuse('is_archived');
    const joined = addMember(ground, channel, ground.world.app.botUser);
    return { channel: channelJson(ground, channel), ...(!joined && { warning: 'already_in_channel' }) };
  },
};

const invite: Method = {
  scopes: ['channels:manage', 'channels:write.invites', 'groups:write', 'groups:write.invites'],
  run(ground, args) {
    needArgs(args, 'channel', 'users');
    const channel = needChannel(ground, args.channel);
    needScope(
      ground,
      ...(channel.kind === 'private'
        ? ['groups:write', 'groups:write.invites']
        : ['channels:manage', 'channels:write.invites']),
    );
    const { botUser } = ground.world.app;
    if (channel.kind === 'dm' || channel.kind === 'group_dm') refuse('method_not_supported_for_channel_type');
    if (channel.archived) refuse('is_archived');
    if (!channel.members.has(botUser)) refuse('not_in_channel');
    const users = split(args.users);
    for (const id of users) {
      const person = ground.world.people.get(id);
      if (id === botUser) refuse('cant_invite_self');
      if (!person || person.deactivated) refuse('user_not_found');
      if (channel.members.has(id)) refuse('already_in_channel');
      if (isStranger(ground.world, person)) refuse('cant_invite');
      const wrong = roomFault(ground, person, channel);
      if (wrong) refuse(wrong);
    }
    for (const id of users) addMember(ground, channel, id, botUser);
    return { channel: channelJson(ground, channel) };
  },
};

const create: Method = {
  scopes: ['channels:manage', 'groups:write'],
  run(ground, args) {
    const isPrivate = yes(args.is_private);
    needScope(ground, isPrivate ? 'groups:write' : 'channels:manage');
    const wrong = channelNameFault(ground.world, str(args.name));
    if (wrong) refuse(wrong);
    const by = ground.world.app.botUser;
    return {
      channel: channelJson(ground, createChannel(ground, { name: str(args.name), private: isPrivate, by })),
    };
  },
};

function archiving(archived: boolean): Method {
  return {
    scopes: ['channels:manage', 'groups:write'],
    run(ground, args) {
      needArgs(args, 'channel');
      const channel = needChannel(ground, args.channel);
      needScope(ground, channel.kind === 'private' ? 'groups:write' : 'channels:manage');
      if (channel.archived === archived) refuse(archived ? 'already_archived' : 'not_archived');
      if (!channel.members.has(ground.world.app.botUser)) refuse('not_in_channel');
      setArchived(ground, channel, archived, ground.world.app.botUser);
      return {};
    },
  };
}

const leave: Method = {
  scopes: ['channels:manage', 'groups:write'],
  run(ground, args) {
    needArgs(args, 'channel');
    const channel = findChannel(ground.world, str(args.channel));
    if (!channel) refuse('channel_not_found');
    if (channel.kind === 'dm') refuse('method_not_supported_for_channel_type');
    if (channel.archived) refuse('is_archived');
    const left = removeMember(ground, channel, ground.world.app.botUser);
    return left ? {} : { not_in_channel: true };
  },
};

export const conversationMethods: Record<string, Method> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': { scopes: READ, run: (ground, args) => listOf(ground, args) },
  'users.conversations': {
    scopes: READ,
    run: (ground, args) => listOf(ground, args, str(args.user) || ground.world.app.botUser),
  },
  'conversations.members': members,
  'conversations.join': join,
  'conversations.invite': invite,
  'conversations.create': create,
  'conversations.archive': archiving(true),
  'conversations.unarchive': archiving(false),
  'conversations.leave': leave,
};
