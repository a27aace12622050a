/** Slash commands: https://docs.slack.dev/interactivity/implementing-slash-commands */
import type { Delivered } from '../protocol.js';
import { addMember, canSee } from './conversations.js';
import { typedText } from './escape.js';
import type { Ground } from './ground.js';
import { addNotice, deliveredTo } from './notices.js';
import { channelRef } from './payloads.js';
import { isPlain } from './plain.js';
import { makeResponseUrl, postResponse } from './response-url.js';
import { refuseAct, SlackRefusal } from './slack-refusal.js';
import { makeTrigger } from './triggers.js';
import { type Channel, isStranger } from './world.js';

/** The channel, if this person can write there now; else refused with Slack's code. */
export function writable(ground: Ground, user: string, id: string): Channel {
  const channel = ground.world.channels.get(id);
  if (!channel || !canSee(ground.world, channel, user))
    refuseAct('channel_not_found', `${id} is not there for ${user}`);
  if (!channel.members.has(user)) refuseAct('not_in_channel', `${user} has not joined #${channel.name}`);
  if (channel.archived) refuseAct('is_archived', `#${channel.name} is archived`);
  return channel;
}

/** `/invite @app`, Slack's own command, as far as it concerns the app. */
function invite(ground: Ground, user: string, channel: Channel, text: string): Delivered {
  const { botUser } = ground.world.app;
  if (!typedText(ground.world, user, text, 'message').includes(`<@${botUser}>`)) {
    refuseAct('user_not_found', `/invite here knows only the app itself, not ${text}`);
  }
  addMember(ground, channel, botUser, user);
  return { outcome: 'acknowledged' };
}

export async function runCommand(
  ground: Ground,
  user: string,
  action: { channel: string; text: string; thread_ts?: string },
): Promise<Delivered> {
  const { world, manifest } = ground;
  const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(action.text.trim()) ?? [];
  if (action.thread_ts) refuseAct('command_in_thread', `${command} is not supported in threads`);
  const channel = writable(ground, user, action.channel);
  if (command === '/invite') return invite(ground, user, channel, rest);
  // People of Slack Connect have their own workspace's commands, not this one's.
  const person = world.people.get(user);
  const has = world.installed && !(person && isStranger(world, person));
  const declared = has && manifest.commands.find((one) => one.command === command);
  if (!declared) refuseAct('no_such_command', `${command || action.text} is not a valid command`);
  const { url, entry } = makeResponseUrl(ground, { user, channel });
  const ref = channelRef(channel);
  const result = await ground.deliver({
    name: command,
    kind: 'slash_commands',
    payload: {
      token: 'playground-verification',
      team_id: world.team.id,
      team_domain: world.team.domain,
      channel_id: ref.id,
      channel_name: ref.name,
      user_id: user,
      user_name: world.people.get(user)?.name ?? '',
      command,
      text: typedText(world, user, rest, declared.should_escape ? 'command' : 'command-plain'),
      api_app_id: world.app.id,
      is_enterprise_install: 'false',
      response_url: url,
      trigger_id: makeTrigger(ground, user, { channel: channel.id }),
    },
  });
  const delivered = deliveredTo(ground, user, result, { what: command, channel: channel.id });
  if (result.outcome !== 'ok' || result.body === undefined || result.body === '') return delivered;
  const body = isPlain(result.body) ? result.body : { text: String(result.body) };
  try {
    postResponse(ground, entry, body);
    return delivered;
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const text = `${command} failed with the error "${error.code}"`;
    return {
      outcome: 'failed',
      notice: addNotice(ground, user, { kind: 'failed', text, channel: channel.id }),
    };
  }
}
