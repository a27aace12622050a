import type { View } from '@slack/types';
import type {
  ChannelInfo,
  MessageInfo,
  MessagePage,
  PersonInfo,
  ShownBlock,
  Snapshot,
  ViewInfo,
} from '../protocol.js';
import { canSee } from './conversations.js';
import { shownText } from './escape.js';
import { firstFrom } from './first-from.js';
import type { Ground } from './ground.js';
import { statesOf } from './inputs.js';
import { allBlocks } from './payloads.js';
import type { Channel, Message, OpenView, Person } from './world.js';

export function personInfo(person: Person): PersonInfo {
  const { updated: _updated, ...info } = person;
  return info;
}

/** Nobody reads a larger number in a list of channels, and whoever has not read for long should not wait for it. */
const MOST_UNREAD = 1000;

function countUnread(channel: Channel, user: string): { unread: number; mentions: number } {
  const last = channel.lastRead.get(user) ?? '';
  let unread = 0;
  let mentions = 0;
  for (let at = channel.timeline.length - 1; at >= 0 && unread < MOST_UNREAD; at -= 1) {
    const message = channel.timeline[at] as Message;
    if (message.ts <= last) break;
    if (message.user === user || message.subtype) continue;
    unread += 1;
    const text = message.blocks.length > 0 ? `${message.text}\n${shownText(message.blocks)}` : message.text;
    if (text.includes(`<@${user}>`) || /<!(channel|here|everyone)>/.test(text)) mentions += 1;
  }
  return { unread, mentions };
}

export function channelInfo(ground: Ground, channel: Channel, user: string): ChannelInfo {
  const { people, app } = ground.world;
  const others = [...channel.members].filter((one) => one !== user);
  const direct = channel.kind === 'dm';
  const other = direct ? (others[0] ?? user) : undefined;
  const shown = (id: string) => people.get(id)?.display_name ?? id;
  const member = channel.members.has(user);
  return {
    id: channel.id,
    name: other ? shown(other) : channel.kind === 'group_dm' ? others.map(shown).join(', ') : channel.name,
    kind: channel.kind,
    ...(other && { user: other }),
    archived: channel.archived,
    topic: channel.topic,
    member,
    members: [...channel.members],
    bot_member: channel.members.has(app.botUser),
    ...(member ? countUnread(channel, user) : { unread: 0, mentions: 0 }),
    last_ts: channel.timeline.at(-1)?.ts ?? null,
  };
}

export function messageInfo(channel: Channel, message: Message, user: string): MessageInfo {
  const replies = message.ephemeralTo ? [] : (channel.threads.get(message.ts) ?? []);
  return {
    channel: channel.id,
    ts: message.ts,
    user: message.user,
    ...(message.username && { username: message.username }),
    ...(message.icon_emoji && { icon_emoji: message.icon_emoji }),
    bot: message.bot,
    ...(message.subtype && { subtype: message.subtype }),
    text: message.text,
    blocks: message.blocks as unknown as ShownBlock[],
    attachments: message.attachments as unknown as MessageInfo['attachments'],
    files: message.files,
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((one) => one.user))],
    latest_reply: replies.at(-1)?.ts ?? null,
    broadcast: message.broadcast,
    edited: message.edited !== undefined,
    ephemeral: message.ephemeralTo !== undefined,
    pinned: message.pinned,
    reactions: [...message.reactions].map(([name, users]) => ({ name, users: [...users] })),
    values: statesOf(allBlocks(message), message.held.get(user) ?? {}, channel.id),
  };
}

/** A channel's messages, newest page first asked for, oldest first given; the person's ephemerals among them. */
export function messagePage(
  channel: Channel,
  user: string,
  range: { before?: string | undefined; limit?: number | undefined } = {},
): MessagePage {
  const limit = Math.min(1000, Math.max(1, range.limit ?? 50));
  const { timeline } = channel;
  let end = timeline.length;
  if (range.before) {
    end = firstFrom(timeline, range.before);
  }
  const start = Math.max(0, end - limit);
  const shown = timeline.slice(start, end);
  const from = start > 0 ? (shown[0]?.ts ?? '') : '';
  const own = (channel.ephemerals.get(user) ?? []).filter(
    (one) => !one.thread_ts && one.ts >= from && (!range.before || one.ts < range.before),
  );
  const all = own.length === 0 ? shown : [...shown, ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return { messages: all.map((one) => messageInfo(channel, one, user)), has_more: start > 0 };
}

/** A parent and its replies, the person's ephemeral ones among them. */
export function threadPage(channel: Channel, user: string, ts: string): MessagePage {
  const parent = channel.byTs.get(ts);
  const own = (channel.ephemerals.get(user) ?? []).filter((one) => one.thread_ts === ts);
  const replies = [...(channel.threads.get(ts) ?? []), ...own].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const all = parent ? [parent, ...replies] : replies;
  return { messages: all.map((one) => messageInfo(channel, one, user)), has_more: false };
}

export function viewInfo(view: OpenView): ViewInfo {
  const source = view.source as unknown as View & { submit_disabled?: boolean };
  const { title, submit, close } = source as {
    title?: ViewInfo['title'];
    submit?: ViewInfo['submit'];
    close?: ViewInfo['close'];
  };
  return {
    id: view.id,
    type: view.type,
    hash: view.hash,
    root_view_id: view.root,
    previous_view_id: view.previous,
    title: title ?? null,
    submit: submit ?? null,
    close: close ?? null,
    submit_disabled: source.submit_disabled === true,
    blocks: source.blocks as ShownBlock[],
    values: view.values,
    errors: view.errors,
    busy: view.busy,
    source,
  };
}

/** Everything this person sees, messages apart. */
export function snapshotFor(ground: Ground, user: string, hasClock: boolean): Snapshot {
  const { world, manifest } = ground;
  const home = world.homes.get(user);
  const me = world.people.get(user) as Person;
  return structuredClone({
    revision: world.revision,
    team: world.team,
    workspaces: ground.workspaces().map((one) => ({ id: one.world.team.id, name: one.world.team.name })),
    app: {
      id: world.app.id,
      name: world.app.name,
      bot_id: world.app.botId,
      bot_user_id: world.app.botUser,
      has_home: manifest.homeTab && world.installed,
    },
    me: personInfo(me),
    users: [...world.people.values()].map(personInfo),
    channels: [...world.channels.values()]
      .filter((one) => canSee(world, one, user))
      .map((one) => channelInfo(ground, one, user)),
    modals: (world.stacks.get(user) ?? []).map(viewInfo),
    home: home ? viewInfo(home) : null,
    commands: (world.installed ? manifest.commands : []).map(({ should_escape: _escape, ...one }) => one),
    shortcuts: world.installed ? manifest.shortcuts : [],
    notices: world.notices.get(user) ?? [],
    has_clock: hasClock,
  });
}
