import { messageChangedEvent, messageDeletedEvent, messageEvent } from './events.js';
import { firstFrom } from './first-from.js';
import type { Ground } from './ground.js';
import { withIds } from './inputs.js';
import { messageJson } from './payloads.js';
import type { Plain } from './plain.js';
import { type Channel, type Message, nextTs } from './world.js';

/** A message with everything that was not given left empty. */
export function newMessage(
  ground: Ground,
  given: Partial<Message> & Pick<Message, 'user' | 'bot' | 'text'>,
): Message {
  const message: Message = {
    blocks: [],
    attachments: [],
    files: [],
    broadcast: false,
    pinned: false,
    reactions: new Map(),
    held: new Map(),
    ...given,
    ts: nextTs(ground.world, ground.messageTime()),
  };
  message.blocks = withIds(ground, message.blocks);
  message.attachments = message.attachments.map((one) =>
    Array.isArray(one.blocks) ? { ...one, blocks: withIds(ground, one.blocks as Plain[]) } : one,
  );
  return message;
}

/** Puts a message where it belongs, tells the app (if it may know) and the people who see it. */
export function addMessage(ground: Ground, channel: Channel, message: Message): Message {
  if (message.ephemeralTo) {
    const own = channel.ephemerals.get(message.ephemeralTo) ?? [];
    own.push(message);
    channel.ephemerals.set(message.ephemeralTo, own);
    changedMessage(ground, channel, message);
    return message;
  }
  channel.byTs.set(message.ts, message);
  if (message.thread_ts) {
    const replies = channel.threads.get(message.thread_ts) ?? [];
    replies.push(message);
    channel.threads.set(message.thread_ts, replies);
  }
  if (!message.thread_ts || message.broadcast) channel.timeline.push(message);
  if (!message.bot && !message.thread_ts) channel.lastRead.set(message.user, message.ts);
  messageEvent(ground, channel, message);
  changedMessage(ground, channel, message);
  return message;
}

/** Something about a message is different now. */
export function changedMessage(ground: Ground, channel: Channel, message: Message): void {
  const users = message.ephemeralTo
    ? [message.ephemeralTo]
    : channel.kind === 'public'
      ? undefined
      : [...channel.members];
  ground.changed({
    what: 'messages',
    channel: channel.id,
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    ...(users && { users }),
  });
}

/** A message says something else from now on; the app is told where it may know. What is not given stays. */
export function editMessage(
  ground: Ground,
  channel: Channel,
  message: Message,
  given: { by: string } & Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>>,
): void {
  const { by, blocks, ...rest } = given;
  const before = messageJson(ground, message);
  Object.assign(message, rest, blocks && { blocks: withIds(ground, blocks) });
  // That an ephemeral message was replaced is not shown.
  if (!message.ephemeralTo) {
    message.edited = { user: by, ts: nextTs(ground.world, ground.messageTime()) };
    messageChangedEvent(ground, channel, message, before);
  }
  changedMessage(ground, channel, message);
}

/** Takes a message away and tells the app. A parent with replies stays as a line that says so. */
export function removeMessage(ground: Ground, channel: Channel, message: Message): void {
  if (message.ephemeralTo) {
    const own = channel.ephemerals.get(message.ephemeralTo) ?? [];
    channel.ephemerals.set(
      message.ephemeralTo,
      own.filter((one) => one !== message),
    );
    changedMessage(ground, channel, message);
    return;
  }
  const before = messageJson(ground, message);
  channel.pins.delete(message.ts);
  if (channel.threads.get(message.ts)?.length) {
    const nothing = { blocks: [], attachments: [], files: [], pinned: false, metadata: undefined };
    Object.assign(message, nothing, { subtype: 'tombstone', text: 'This message was deleted.' });
    message.reactions.clear();
    messageChangedEvent(ground, channel, message, before);
    changedMessage(ground, channel, message);
    return;
  }
  channel.byTs.delete(message.ts);
  takeOut(channel.timeline, message);
  const replies = message.thread_ts ? channel.threads.get(message.thread_ts) : undefined;
  if (replies) takeOut(replies, message);
  messageDeletedEvent(ground, channel, before);
  changedMessage(ground, channel, message);
}

/** From a list that is sorted by ts, if it is in it. */
function takeOut(list: Message[], message: Message): void {
  const at = firstFrom(list, message.ts);
  if (list[at] === message) list.splice(at, 1);
}

/** A message that this person can see, an ephemeral one of their own included. */
export function findMessage(channel: Channel, ts: string, user?: string): Message | undefined {
  return (
    channel.byTs.get(ts) ?? (user ? channel.ephemerals.get(user)?.find((one) => one.ts === ts) : undefined)
  );
}
