import { channelEvent, memberEvent } from './events.js';
import type { Ground } from './ground.js';
import { makeChannel } from './make-channel.js';
import { addMessage, newMessage } from './messages.js';
import { type Channel, isStranger, nextId, type Person, type World } from './world.js';

/** A public channel is seen by every full member of the workspace, everything else by those who are in it. */
export function canSee(world: World, channel: Channel, user: string): boolean {
  if (channel.members.has(user)) return true;
  const person = world.people.get(user);
  return channel.kind === 'public' && !(person && (person.is_restricted || isStranger(world, person)));
}

/** By id, or by name with or without `#`. */
export function findChannel(world: World, idOrName: string): Channel | undefined {
  const direct = world.channels.get(idOrName);
  if (direct) return direct;
  const name = idOrName.replace(/^#/, '');
  for (const channel of world.channels.values()) {
    if (channel.name === name && (channel.kind === 'public' || channel.kind === 'private')) return channel;
  }
  return undefined;
}

/** The direct message between these people; made when it does not exist. */
export function openDirect(ground: Ground, users: readonly string[]): { channel: Channel; already: boolean } {
  const { world } = ground;
  const members = [...new Set(users)].sort();
  const kind = members.length > 2 ? 'group_dm' : 'dm';
  const name = `${kind}:${members.join(',')}`;
  for (const channel of world.channels.values()) {
    if (channel.kind === kind && channel.name === name) return { channel, already: true };
  }
  const id = nextId(world, kind === 'dm' ? 'D' : 'G');
  const created = Math.floor(ground.messageTime() / 1000);
  const creator = members[0] as string;
  const channel = makeChannel({ id, name, kind, creator, created, members });
  world.channels.set(id, channel);
  ground.changed({ what: 'channels', users: members });
  return { channel, already: false };
}

/** The grey line that Slack's client shows when something happens to a channel. */
function note(ground: Ground, channel: Channel, user: string, subtype: string, text: string): void {
  addMessage(ground, channel, newMessage(ground, { user, bot: false, subtype, text }));
}

/** Why somebody cannot be in this channel as well: a single-channel guest has one. */
export function roomFault(ground: Ground, person: Person, channel: Channel): string | undefined {
  if (!person.is_ultra_restricted) return undefined;
  const rooms = [...ground.world.channels.values()].filter(
    (one) => one !== channel && one.kind !== 'dm' && one.members.has(person.id),
  );
  return rooms.length > 0 ? 'ura_max_channels' : undefined;
}

/** Adds somebody; tells the app. Says false when they were in it already. */
export function addMember(ground: Ground, channel: Channel, user: string, inviter?: string): boolean {
  if (channel.members.has(user)) return false;
  channel.members.add(user);
  const invited = inviter ? ` by invitation from <@${inviter}>` : '';
  const subtype = channel.kind === 'private' ? 'group_join' : 'channel_join';
  note(ground, channel, user, subtype, `<@${user}> has joined the channel${invited}`);
  memberEvent(ground, { what: 'joined', channel, user, ...(inviter && { inviter }) });
  ground.changed({ what: 'channels' });
  return true;
}

/** Takes somebody out; tells the app. Says false when they were not in it. */
export function removeMember(ground: Ground, channel: Channel, user: string, by?: string): boolean {
  if (!channel.members.has(user)) return false;
  channel.members.delete(user);
  const subtype = channel.kind === 'private' ? 'group_leave' : 'channel_leave';
  note(ground, channel, user, subtype, `<@${user}> has left the channel`);
  memberEvent(ground, { what: 'left', channel, user, ...(by && { inviter: by }) });
  ground.changed({ what: 'channels' });
  return true;
}

export function setArchived(ground: Ground, channel: Channel, archived: boolean, by: string): void {
  if (channel.archived === archived) return;
  if (archived) note(ground, channel, by, 'channel_archive', `<@${by}> archived the channel`);
  channel.archived = archived;
  channelEvent(ground, archived ? 'archive' : 'unarchive', channel, by);
  ground.changed({ what: 'channels' });
}

export function renameChannel(ground: Ground, channel: Channel, name: string, by: string): void {
  note(
    ground,
    channel,
    by,
    'channel_name',
    `<@${by}> has renamed the channel from "${channel.name}" to "${name}"`,
  );
  channel.name = name;
  channelEvent(ground, 'rename', channel, by);
  ground.changed({ what: 'channels' });
}

/** For good, with everything in it. */
export function deleteChannel(ground: Ground, channel: Channel, by: string): void {
  ground.world.channels.delete(channel.id);
  channelEvent(ground, 'deleted', channel, by);
  ground.changed({ what: 'channels' });
}

/** Why a channel name is refused, in Slack's codes. https://docs.slack.dev/reference/methods/conversations.create */
export function channelNameFault(world: World, name: string): string | undefined {
  if (name === '') return 'invalid_name_required';
  if (name.length > 80) return 'invalid_name_maxlength';
  if (name !== name.toLowerCase()) return 'invalid_name_specials';
  if (!/^[\p{L}\p{N}\p{M}_-]+$/u.test(name)) return 'invalid_name_specials';
  if (!/[\p{L}\p{N}]/u.test(name)) return 'invalid_name_punctuation';
  const taken = [...world.channels.values()].some((one) => one.name === name && one.kind !== 'dm');
  return taken ? 'name_taken' : undefined;
}

export function createChannel(
  ground: Ground,
  input: { name: string; private: boolean; by: string },
): Channel {
  const { world } = ground;
  const channel = makeChannel({
    id: nextId(world, 'C'),
    name: input.name,
    kind: input.private ? 'private' : 'public',
    creator: input.by,
    created: Math.floor(ground.messageTime() / 1000),
    members: [input.by],
  });
  world.channels.set(channel.id, channel);
  channelEvent(ground, 'created', channel, input.by);
  ground.changed({ what: 'channels' });
  return channel;
}
