/** Slack's objects as its API and payloads write them. https://docs.slack.dev/reference/objects/ */
import type { Ground } from './ground.js';
import { isPlain, type Plain } from './plain.js';
import { type Channel, isStranger, type Message, type OpenView, type Person, type World } from './world.js';

/** Seconds east of UTC, now, for a zone. */
function zoneOffset(zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(new Date())
    .find((part) => part.type === 'timeZoneName')?.value;
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(parts ?? '');
  if (!found) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60);
}

/** A user object. `email` only with the scope; `locale` only when asked for. */
export function personJson(ground: Ground, person: Person): Plain {
  const { scopes } = ground.world;
  const mayEmail = scopes.includes('users:read.email') && !person.is_bot && !isStranger(ground.world, person);
  return {
    id: person.id,
    team_id: person.team_id,
    name: person.name,
    deleted: person.deactivated,
    updated: person.updated,
    is_bot: person.is_bot,
    is_app_user: false,
    ...(!person.deactivated && {
      color: person.color.slice(1),
      real_name: person.real_name,
      tz: person.tz,
      tz_label: person.tz,
      tz_offset: zoneOffset(person.tz),
      is_admin: person.is_admin,
      is_owner: person.is_owner,
      is_primary_owner: false,
      is_restricted: person.is_restricted,
      is_ultra_restricted: person.is_ultra_restricted,
      ...(isStranger(ground.world, person) && { is_stranger: true }),
      is_email_confirmed: true,
    }),
    profile: {
      title: person.title,
      phone: '',
      real_name: person.real_name,
      real_name_normalized: person.real_name,
      display_name: person.display_name,
      display_name_normalized: person.display_name,
      status_text: '',
      status_emoji: '',
      team: person.team_id,
      ...(mayEmail && { email: person.email }),
      ...(person.is_app && { bot_id: ground.world.app.botId, api_app_id: ground.world.app.id }),
    },
  };
}

/** Whether somebody of another company is in it. */
export function isShared(world: World, channel: Channel): boolean {
  for (const id of channel.members) {
    const person = world.people.get(id);
    if (person && isStranger(world, person)) return true;
  }
  return false;
}

/** A conversation object as the app sees it. */
export function channelJson(ground: Ground, channel: Channel): Plain {
  const bot = ground.world.app.botUser;
  const base = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_im: channel.kind === 'dm',
    is_org_shared: false,
    context_team_id: ground.world.team.id,
    updated: channel.created * 1000,
  };
  if (channel.kind === 'dm') {
    return {
      ...base,
      user: [...channel.members].find((one) => one !== bot) ?? bot,
      is_open: true,
      priority: 0,
    };
  }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_mpim: channel.kind === 'group_dm',
    is_private: channel.kind !== 'public',
    is_general: false,
    is_shared: isShared(ground.world, channel),
    is_ext_shared: isShared(ground.world, channel),
    is_member: channel.members.has(bot),
    creator: channel.creator,
    unlinked: 0,
    topic: { value: channel.topic, creator: channel.topic ? channel.creator : '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    num_members: channel.members.size,
  };
}

/** A message as conversations.history and payloads show it. */
export function messageJson(ground: Ground, message: Message): Plain {
  const { world } = ground;
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.team.id,
    ...(message.bot && { bot_id: world.app.botId, app_id: world.app.id }),
    ...(message.username && { username: message.username }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    ...(message.edited && { edited: message.edited }),
    ...(message.metadata !== undefined && { metadata: message.metadata }),
    ...(message.files.length > 0 && { files: message.files }),
    ...(message.reactions.size > 0 && {
      reactions: [...message.reactions].map(([name, users]) => ({
        name,
        users: [...users],
        count: users.size,
      })),
    }),
  };
}

/** With what it says about its thread, as history and replies show a parent. */
export function parentJson(ground: Ground, channel: Channel, message: Message): Plain {
  const replies = channel.threads.get(message.ts) ?? [];
  if (replies.length === 0) return messageJson(ground, message);
  return {
    ...messageJson(ground, message),
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: new Set(replies.map((one) => one.user)).size,
    reply_users: [...new Set(replies.map((one) => one.user))],
    latest_reply: replies.at(-1)?.ts,
    subscribed: false,
  };
}

/** A view object, as the views.* methods answer and interactions carry it. */
export function viewJson(ground: Ground, view: OpenView): Plain {
  const { source, values } = view;
  return {
    id: view.id,
    team_id: ground.world.team.id,
    type: view.type,
    blocks: source.blocks,
    private_metadata: source.private_metadata ?? '',
    callback_id: source.callback_id ?? '',
    state: { values },
    hash: view.hash,
    title: source.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: source.clear_on_close ?? false,
    notify_on_close: source.notify_on_close ?? false,
    close: source.close ?? null,
    submit: source.submit ?? null,
    previous_view_id: view.previous,
    root_view_id: view.root,
    app_id: ground.world.app.id,
    external_id: source.external_id ?? '',
    app_installed_team_id: ground.world.team.id,
    bot_id: ground.world.app.botId,
  };
}

/** What every interaction begins with. */
export function interactionJson(ground: Ground, user: string): Plain {
  const { world } = ground;
  const person = world.people.get(user);
  return {
    user: { id: user, username: person?.name, name: person?.name, team_id: world.team.id },
    api_app_id: world.app.id,
    token: 'playground-verification',
    team: { id: world.team.id, domain: world.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A channel in a payload; a direct message is called `directmessage`, a private channel by its name. */
export function channelRef(channel: Channel): { id: string; name: string } {
  if (channel.kind === 'dm') return { id: channel.id, name: 'directmessage' };
  return { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name };
}

/** Blocks of a message including those inside its attachments. */
export function allBlocks(message: Pick<Message, 'blocks' | 'attachments'>): Plain[] {
  return [
    ...message.blocks,
    ...message.attachments.flatMap((one) => (Array.isArray(one.blocks) ? one.blocks.filter(isPlain) : [])),
  ];
}
