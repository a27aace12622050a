/** The Events API: https://docs.slack.dev/apis/events-api/ */
import type { Ground } from './ground.js';
import { isShared, messageJson, personJson } from './payloads.js';
import { type Plain, str } from './plain.js';
import { type Channel, type Message, nextId, nextTs, type Person } from './world.js';

/** Sends one event if the manifest subscribes to it, and again up to three times when it is not taken. */
export function sendEvent(ground: Ground, subscription: string, event: Plain): void {
  if (!ground.manifest.botEvents.has(subscription)) return;
  const { world } = ground;
  const served = world.installed && ground.tokens.newest(world.team.id);
  if (!served && !['tokens_revoked', 'app_uninstalled'].includes(subscription)) return;
  const channel = world.channels.get(str(event.channel));
  const payload: Plain = {
    token: 'playground-verification',
    team_id: world.team.id,
    api_app_id: world.app.id,
    event: { ...event, event_ts: event.event_ts ?? event.ts ?? `${Math.floor(Date.now() / 1000)}.000000` },
    type: 'event_callback',
    event_id: nextId(world, 'Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.app.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel !== undefined && isShared(world, channel),
  };
  void attempt(ground, `event:${String(event.type)}`, payload, 0, '');
}

async function attempt(
  ground: Ground,
  name: string,
  payload: Plain,
  num: number,
  reason: string,
): Promise<void> {
  const retry = num > 0 ? { retry: { num, reason } } : {};
  const result = await ground.deliver({ name, kind: 'events_api', payload, ...retry });
  if (result.outcome === 'ok') return;
  const backoff = ground.timings.eventBackoffMs[num];
  if (backoff === undefined || (result.outcome === 'failed' && result.noRetry)) {
    ground.log(`${name} was given up after ${num + 1} attempts`);
    return;
  }
  const why = result.outcome === 'timed_out' ? 'http_timeout' : result.reason;
  const timer = setTimeout(() => {
    if (!ground.closed()) void attempt(ground, name, payload, num + 1, why);
  }, backoff);
  ground.onClose(() => clearTimeout(timer));
}

const KIND = { public: 'channel', private: 'group', dm: 'im', group_dm: 'mpim' } as const;
const SUBSCRIPTION = {
  public: 'message.channels',
  private: 'message.groups',
  dm: 'message.im',
  group_dm: 'message.mpim',
} as const;

/** A message was posted: told to the app where its bot user is a member. */
export function messageEvent(ground: Ground, channel: Channel, message: Message): void {
  const bot = ground.world.app.botUser;
  if (!channel.members.has(bot)) return;
  const base = { ...messageJson(ground, message), ...placeJson(channel) };
  sendEvent(ground, SUBSCRIPTION[channel.kind], base);
  if (message.text.includes(`<@${bot}>`) && message.user !== bot && channel.kind !== 'dm') {
    const { channel_type: _kind, ...event } = base;
    sendEvent(ground, 'app_mention', { ...event, type: 'app_mention' });
  }
}

/** What a message event says of its place. */
function placeJson(channel: Channel): Plain {
  return { channel: channel.id, channel_type: KIND[channel.kind] };
}

/** A message reads differently now. `before`: as it was. https://docs.slack.dev/reference/events/message/message_changed */
export function messageChangedEvent(ground: Ground, channel: Channel, message: Message, before: Plain): void {
  if (!channel.members.has(ground.world.app.botUser)) return;
  sendEvent(ground, SUBSCRIPTION[channel.kind], {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: messageJson(ground, message),
    previous_message: before,
    ts: nextTs(ground.world, ground.messageTime()),
    ...placeJson(channel),
  });
}

/** https://docs.slack.dev/reference/events/message/message_deleted */
export function messageDeletedEvent(ground: Ground, channel: Channel, before: Plain): void {
  if (!channel.members.has(ground.world.app.botUser)) return;
  sendEvent(ground, SUBSCRIPTION[channel.kind], {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: before.ts,
    previous_message: before,
    ts: nextTs(ground.world, ground.messageTime()),
    ...placeJson(channel),
  });
}

/** Somebody came or went. Only channels that the bot is in (or just joined) are told of. */
export function memberEvent(
  ground: Ground,
  input: { what: 'joined' | 'left'; channel: Channel; user: string; inviter?: string },
): void {
  const { channel, user, what, inviter } = input;
  const bot = ground.world.app.botUser;
  if (channel.kind === 'dm' || channel.kind === 'group_dm') return;
  if (user === bot && what === 'left') {
    // The one who leaves is told by channel_left: it is no longer a member when it happens.
    const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
    sendEvent(ground, type, { type, channel: channel.id, actor_id: inviter ?? user });
    return;
  }
  if (!channel.members.has(bot)) return;
  sendEvent(ground, `member_${what}_channel`, {
    type: `member_${what}_channel`,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: ground.world.people.get(user)?.team_id,
    ...(inviter && { inviter }),
  });
}

/** A channel was archived, renamed …: public ones are told of always, private ones where the bot is in. */
export function channelEvent(
  ground: Ground,
  what: 'archive' | 'unarchive' | 'rename' | 'created' | 'deleted',
  channel: Channel,
  user: string,
): void {
  const isPrivate = channel.kind === 'private';
  if (isPrivate && !channel.members.has(ground.world.app.botUser)) return;
  const type = `${isPrivate ? 'group' : 'channel'}_${what}`;
  const body =
    what === 'rename' || what === 'created'
      ? {
          channel: { id: channel.id, name: channel.name, created: channel.created, creator: channel.creator },
        }
      : { channel: channel.id, ...(what !== 'deleted' && { user }) };
  sendEvent(ground, type, { type, ...body });
}

/** https://docs.slack.dev/reference/events/team_join */
export function teamJoinEvent(ground: Ground, person: Person): void {
  sendEvent(ground, 'team_join', { type: 'team_join', user: personJson(ground, person) });
}

export function userChangeEvent(ground: Ground, person: Person): void {
  sendEvent(ground, 'user_change', {
    type: 'user_change',
    user: { ...personJson(ground, person), locale: person.locale },
    cache_ts: Math.floor(Date.now() / 1000),
  });
}
