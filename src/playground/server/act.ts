import type { Action, ActionType, Profile, ResultOf } from '../protocol.js';
import { runCommand, writable } from './act-command.js';
import { deleteOwn, editOwn, sayMessage } from './act-message.js';
import { loadOptions } from './act-options.js';
import { changeInput, press } from './act-press.js';
import { runShortcut } from './act-shortcut.js';
import { close, submit } from './act-submit.js';
import { storeFile } from './api-files.js';
import {
  addMember,
  canSee,
  channelNameFault,
  createChannel,
  deleteChannel,
  openDirect,
  removeMember,
  renameChannel,
  roomFault,
  setArchived,
} from './conversations.js';
import { sendEvent, userChangeEvent } from './events.js';
import type { Ground, Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { removeMessage } from './messages.js';
import { viewJson } from './payloads.js';
import { refuseAct } from './slack-refusal.js';
import type { Channel, Person } from './world.js';

function channelFor(ground: Ground, user: string, id: string): Channel {
  const channel = ground.world.channels.get(id);
  if (!channel || !canSee(ground.world, channel, user))
    refuseAct('channel_not_found', `${id} is not there for ${user}`);
  return channel;
}

/** Closes or opens an account; the app is told by user_change. */
export function setDeactivated(ground: Ground, person: Person, deactivated: boolean): void {
  person.deactivated = deactivated;
  person.updated = Math.floor(Date.now() / 1000);
  if (deactivated) ground.world.stacks.delete(person.id);
  userChangeEvent(ground, person);
  ground.changed({ what: 'users' });
}

const PROFILE = ['real_name', 'display_name', 'title', 'email', 'locale', 'tz'] as const;

function isSuch(name: (typeof PROFILE)[number], given: string): boolean {
  if (name === 'tz') return given === 'UTC' || Intl.supportedValuesOf('timeZone').includes(given);
  // Language and country, as in Slack's own list.
  return name !== 'locale' || /^[a-z]{2}-[A-Z]{2}$/.test(given);
}

/** What somebody changed about themselves; the app is told by user_change. */
function editProfile(ground: Ground, person: Person, profile: Profile): void {
  for (const name of PROFILE) {
    const given = profile[name];
    if (given === undefined) continue;
    if (typeof given !== 'string' || !isSuch(name, given))
      refuseAct('invalid_profile', `${String(given)} is no ${name}`);
    person[name] = given;
  }
  person.updated = Math.floor(Date.now() / 1000);
  userChangeEvent(ground, person);
  ground.changed({ what: 'users' });
}

/** https://docs.slack.dev/reference/events/app_home_opened */
function openHome(ground: Ground, user: string, tab: 'home' | 'messages'): void {
  const { channel } = openDirect(ground, [user, ground.world.app.botUser]);
  const view = ground.world.homes.get(user);
  sendEvent(ground, 'app_home_opened', {
    type: 'app_home_opened',
    user,
    channel: channel.id,
    tab,
    event_ts: `${(Date.now() / 1000).toFixed(6)}`,
    ...(tab === 'home' && view && { view: viewJson(ground, view) }),
  });
}

function createFor(ground: Ground, user: string, name: string, isPrivate: boolean): { channel: string } {
  const wrong = channelNameFault(ground.world, name);
  if (wrong) refuseAct(wrong, `#${name} cannot be made`);
  return { channel: createChannel(ground, { name, private: isPrivate, by: user }).id };
}

function inviteUser(ground: Ground, by: string, channelId: string, user: string): void {
  const channel = writable(ground, by, channelId);
  const person = ground.world.people.get(user);
  if (!person) refuseAct('user_not_found', `There is no ${user}`);
  const wrong = roomFault(ground, person, channel);
  if (wrong) refuseAct(wrong, `${user} is a guest of one channel`);
  addMember(ground, channel, user, by);
}

/** What does not wait for the app. Gives undefined when there is nothing to give back. */
function doAtOnce(ground: Ground, person: Person, action: Action): object | undefined {
  const { world } = ground;
  const user = person.id;
  switch (action.type) {
    case 'message':
      return sayMessage(ground, user, action);
    case 'close':
      return void close(ground, user, action);
    case 'joinChannel': {
      const channel = channelFor(ground, user, action.channel);
      if (channel.kind !== 'public')
        refuseAct('method_not_supported_for_channel_type', 'Only public channels can be joined');
      if (channel.archived) refuseAct('is_archived', `#${channel.name} is archived`);
      return void addMember(ground, channel, user);
    }
    case 'leaveChannel':
      return void removeMember(ground, writable(ground, user, action.channel), user);
    case 'inviteBot':
      return void addMember(ground, writable(ground, user, action.channel), world.app.botUser, user);
    case 'removeBot':
      return void removeMember(ground, writable(ground, user, action.channel), world.app.botUser, user);
    case 'inviteUser':
      return inviteUser(ground, user, action.channel, action.user) as undefined;
    case 'createChannel':
      return createFor(ground, user, action.name, action.private === true);
    case 'renameChannel': {
      const wrong = channelNameFault(world, action.name);
      if (wrong) refuseAct(wrong, `#${action.name} cannot be used`);
      return void renameChannel(ground, writable(ground, user, action.channel), action.name, user);
    }
    case 'archiveChannel':
      return void setArchived(ground, writable(ground, user, action.channel), true, user);
    case 'unarchiveChannel':
      return void setArchived(ground, channelFor(ground, user, action.channel), false, user);
    case 'deleteChannel': {
      if (!person.is_admin) refuseAct('not_an_admin', `${user} is no administrator`);
      return void deleteChannel(ground, channelFor(ground, user, action.channel), user);
    }
    case 'editMessage':
      return void editOwn(ground, user, action);
    case 'deleteMessage':
      return void deleteOwn(ground, user, action);
    case 'editProfile':
      return void editProfile(ground, person, action.profile);
    case 'markRead': {
      const channel = channelFor(ground, user, action.channel);
      const last = channel.timeline.at(-1)?.ts;
      if (last && channel.lastRead.get(user) !== last) {
        channel.lastRead.set(user, last);
        ground.changed({ what: 'channels', users: [user] });
      }
      return undefined;
    }
    case 'openHome':
      return void openHome(ground, user, action.tab ?? 'home');
    case 'openDm': {
      if (!world.people.has(action.user)) refuseAct('user_not_found', `There is no ${action.user}`);
      return { channel: openDirect(ground, [user, action.user]).channel.id };
    }
    case 'dismiss': {
      const channel = channelFor(ground, user, action.channel);
      const message = channel.ephemerals.get(user)?.find((one) => one.ts === action.ts);
      if (!message) refuseAct('message_not_found', 'Only messages for one person can be dismissed');
      return void removeMessage(ground, channel, message);
    }
    case 'dismissNotice':
      world.notices.set(
        user,
        (world.notices.get(user) ?? []).filter((one) => one.id !== action.id),
      );
      return void ground.changed({ what: 'notices', users: [user] });
    case 'uploadFile': {
      const content = Buffer.from(action.base64, 'base64');
      const stored = storeFile(ground, {
        name: action.name,
        mimetype: action.mimetype,
        user,
        size: content.length,
        content,
      });
      const { content: _content, user: _user, channels: _channels, ...file } = stored;
      return { file };
    }
    case 'setDeactivated': {
      if (!person.is_admin) refuseAct('not_an_admin', `${user} is no administrator`);
      const other = world.people.get(action.user);
      if (!other || other.is_bot) refuseAct('user_not_found', `There is no ${action.user}`);
      return void setDeactivated(ground, other, action.deactivated);
    }
    default:
      return refuseAct('unknown_action', `There is no action ${(action as { type: string }).type}`);
  }
}

/** Does what a person does in the workspace they are in. @throws ActRefusal what Slack's own client would not let them do */
export async function actAs<T extends ActionType>(
  slack: Slack,
  as: string,
  action: Extract<Action, { type: T }>,
): Promise<ResultOf<T>> {
  const ground = groundWith(slack, { user: as });
  if (!ground) refuseAct('no_person', `There is nobody called ${as} to act as`);
  return act(ground, as, action);
}

async function act<T extends ActionType>(
  ground: Ground,
  as: string,
  action: Extract<Action, { type: T }>,
): Promise<ResultOf<T>> {
  const person = ground.world.people.get(as);
  if (!person || person.is_bot) refuseAct('no_person', `There is nobody called ${as} to act as`);
  if (person.deactivated) refuseAct('account_inactive', `${as} is deactivated`);
  const given = action as Action;
  const run = async (): Promise<unknown> => {
    switch (given.type) {
      case 'command':
        return runCommand(ground, as, given);
      case 'press':
        return press(ground, as, given);
      case 'input':
        return changeInput(ground, as, given);
      case 'options':
        return loadOptions(ground, as, given);
      case 'shortcut':
      case 'messageShortcut':
        return runShortcut(ground, as, given);
      case 'submit':
        return submit(ground, as, given);
      default:
        return doAtOnce(ground, person, given) ?? {};
    }
  };
  return (await ground.busy(run)) as ResultOf<T>;
}
