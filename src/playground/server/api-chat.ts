/** chat.*: https://docs.slack.dev/reference/methods?family=chat */
import { type Method, needArgs, needChannel, needPostable, needScope } from './api-method.js';
import { findChannel } from './conversations.js';
import type { Ground } from './ground.js';
import { addMessage, editMessage, findMessage, newMessage, removeMessage } from './messages.js';
import { messageJson } from './payloads.js';
import { type Plain, parseJson, str, yes } from './plain.js';
import { refuse } from './slack-refusal.js';
import { acceptMessage } from './validate-message.js';
import type { Channel, Message } from './world.js';

/** The parent that a reply names. A reply cannot have replies, and what does not exist cannot be answered. */
function parentOf(channel: Channel, given: unknown): string | undefined {
  if (given === undefined || given === '') return undefined;
  const parent = channel.byTs.get(str(given));
  if (!parent || parent.thread_ts) refuse('cannot_reply_to_message');
  return parent.ts;
}

function identity(ground: Ground, args: Plain): Partial<Message> {
  const { username, icon_emoji } = args;
  if (username || icon_emoji || args.icon_url) needScope(ground, 'chat:write.customize');
  return {
    ...(username ? { username: str(username) } : {}),
    ...(icon_emoji ? { icon_emoji: str(icon_emoji) } : {}),
  };
}

function metadataOf(args: Plain): { metadata?: unknown } {
  if (args.metadata === undefined) return {};
  const metadata = typeof args.metadata === 'string' ? parseJson(args.metadata) : args.metadata;
  const given = metadata as Plain | null | undefined;
  if (typeof given !== 'object' || !str(given?.event_type) || typeof given?.event_payload !== 'object') {
    refuse('invalid_metadata_format');
  }
  return { metadata };
}

/** The bot's own message, or why not. */
function ownMessage(ground: Ground, channel: Channel, ts: unknown, error: string): Message {
  const message = channel.byTs.get(str(ts));
  if (!message) refuse('message_not_found');
  if (!message.bot || message.user !== ground.world.app.botUser || message.subtype) refuse(error);
  return message;
}

export const postMessage: Method = {
  scopes: ['chat:write'],
  run(ground, args) {
    needArgs(args, 'channel');
    const channel = needPostable(ground, args.channel);
    const content = acceptMessage(args);
    const thread = parentOf(channel, args.thread_ts);
    const message = newMessage(ground, {
      user: ground.world.app.botUser,
      bot: true,
      text: content.text,
      blocks: content.blocks ?? [],
      attachments: content.attachments ?? [],
      ...identity(ground, args),
      ...metadataOf(args),
      ...(thread && { thread_ts: thread, broadcast: yes(args.reply_broadcast) }),
    });
    addMessage(ground, channel, message);
    return { channel: channel.id, ts: message.ts, message: messageJson(ground, message) };
  },
};

const update: Method = {
  scopes: ['chat:write'],
  run(ground, args) {
    needArgs(args, 'channel', 'ts');
    const channel = needChannel(ground, args.channel);
    const message = ownMessage(ground, channel, args.ts, 'cant_update_message');
    if (channel.archived) refuse('is_archived');
    if (!channel.members.has(ground.world.app.botUser) && channel.kind !== 'public')
      refuse('channel_not_found');
    const content = acceptMessage(args);
    editMessage(ground, channel, message, {
      by: ground.world.app.botUser,
      text: content.text,
      // Blocks and attachments that are not given stay; an empty list takes them away.
      ...(content.blocks && { blocks: content.blocks }),
      ...(content.attachments && { attachments: content.attachments }),
      ...metadataOf(args),
    });
    return { channel: channel.id, ts: message.ts, text: message.text, message: messageJson(ground, message) };
  },
};

const remove: Method = {
  scopes: ['chat:write'],
  run(ground, args) {
    needArgs(args, 'channel', 'ts');
    const channel = needChannel(ground, args.channel);
    const message = ownMessage(ground, channel, args.ts, 'cant_delete_message');
    removeMessage(ground, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
};

const postEphemeral: Method = {
  scopes: ['chat:write'],
  run(ground, args) {
    needArgs(args, 'channel', 'user');
    const channel = findChannel(ground.world, str(args.channel));
    if (!channel) refuse('channel_not_found');
    const target = needPostable(ground, channel.id);
    const user = str(args.user);
    // https://docs.slack.dev/reference/methods/chat.postEphemeral#errors
    if (!ground.world.people.has(user) || !target.members.has(user)) refuse('user_not_in_channel');
    const content = acceptMessage(args);
    const thread = parentOf(target, args.thread_ts);
    const message = newMessage(ground, {
      user: ground.world.app.botUser,
      bot: true,
      text: content.text,
      blocks: content.blocks ?? [],
      attachments: content.attachments ?? [],
      ephemeralTo: user,
      ...identity(ground, args),
      ...(thread && { thread_ts: thread }),
    });
    addMessage(ground, target, message);
    return { message_ts: message.ts };
  },
};

/** A link to a message. It points at the playground's own page. */
export function permalink(
  ground: Ground,
  channel: Channel,
  message: Pick<Message, 'ts' | 'thread_ts'>,
): string {
  const thread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  return `https://${ground.world.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
}

const getPermalink: Method = {
  run(ground, args) {
    needArgs(args, 'channel', 'message_ts');
    const channel = needChannel(ground, args.channel);
    const message = findMessage(channel, str(args.message_ts));
    if (!message) refuse('message_not_found');
    return { channel: channel.id, permalink: permalink(ground, channel, message) };
  },
};

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
