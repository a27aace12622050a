import type { ApiTroubleKind, DeliveryTroubleKind, TroubleInfo } from '../protocol.js';
import { setDeactivated } from './act.js';
import { addMember, removeMember, setArchived } from './conversations.js';
import type { Ground, Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { restore, revokeTokens, uninstall } from './installing.js';
import { type Plain, str } from './plain.js';
import { refuseAct } from './slack-refusal.js';
import type { Channel } from './world.js';

const callKinds: readonly ApiTroubleKind[] = [
  ...(['ratelimited', '500', 'error', 'hang', 'drop'] as const),
  ...(['timeout-after-doing-it', 'drop-after-doing-it'] as const),
];
const deliveryKinds: readonly DeliveryTroubleKind[] = ['lost-ack', 'twice', 'never'];

/** What is to go wrong next. */
export function troubleInfo(slack: Slack): TroubleInfo {
  const workspaces = slack.workspaces();
  return {
    waiting: slack.trouble.waiting(),
    limits: workspaces[0]?.rate.mode ?? 'off',
    sockets: slack.sockets.count(),
    transport: slack.settings.transport,
    workspaces: workspaces.map(({ world }) => {
      const { id, name } = world.team;
      const token = slack.tokens.last(id);
      return {
        id,
        name,
        installed: world.installed,
        token: token ? slack.tokens.stateOf(token) : null,
        expires: token !== undefined && token.expiresAt !== null,
      };
    }),
  };
}

function timesOf(given: unknown): number {
  const times = given ?? 1;
  if (typeof times === 'number' && Number.isInteger(times) && times >= 1 && times <= 100) return times;
  return refuseAct('invalid_times', 'Say how often, from 1 to 100');
}

function oneOf<T extends string>(known: readonly T[], given: unknown): T {
  return known.find((one) => one === given) ?? refuseAct('invalid_trouble', `Say one of ${known.join(', ')}`);
}

function changeChannel(ground: Ground, channel: Channel, asked: Plain): void {
  const { botUser } = ground.world.app;
  if (typeof asked.archived === 'boolean') {
    if (channel.archived !== asked.archived) setArchived(ground, channel, asked.archived, channel.creator);
  } else if (asked.bot === true) addMember(ground, channel, botUser, channel.creator);
  else if (asked.bot === false) removeMember(ground, channel, botUser);
  else refuseAct('invalid_trouble', 'Say { archived } or { bot }, true or false');
}

function workspaceOf(slack: Slack, asked: Plain): Ground {
  const found =
    asked.team === undefined ? slack.workspaces()[0] : groundWith(slack, { team: str(asked.team) });
  return found ?? refuseAct('team_not_found', 'There is no such workspace');
}

function changeToken(ground: Ground, asked: unknown): void {
  const kind = oneOf(['revoked', 'expired', 'good'], asked);
  if (kind === 'revoked') revokeTokens(ground);
  else if (kind === 'good') restore(ground);
  else if (!ground.tokens.expire(ground.world.team.id)) {
    refuseAct('invalid_trouble', 'The app has no token that can expire');
  }
}

/** Does what somebody asks for who wants to see the app in trouble. @throws ActRefusal */
export function makeTroubleBy(slack: Slack, asked: Plain): TroubleInfo {
  const { trouble } = slack;
  if ('calls' in asked) {
    const method = str(asked.method).trim();
    const kind = oneOf(callKinds, asked.calls);
    trouble.next({
      kind,
      times: timesOf(asked.times),
      ...(method && { method }),
      ...(str(asked.error) && { error: str(asked.error) }),
      ...(typeof asked.retryAfter === 'number' && { retryAfter: asked.retryAfter }),
    });
  } else if ('deliveries' in asked) {
    const kind = oneOf(deliveryKinds, asked.deliveries);
    const name = str(asked.name).trim();
    trouble.nextDelivery({ kind, times: timesOf(asked.times), ...(name && { name }) });
  } else if ('limits' in asked) {
    const mode = oneOf(['off', 'documented'], asked.limits);
    for (const one of slack.workspaces()) one.rate.mode = mode;
  } else if ('channel' in asked) {
    const ground = groundWith(slack, { channel: str(asked.channel) });
    const channel = ground?.world.channels.get(str(asked.channel));
    if (!ground || !channel) refuseAct('channel_not_found', 'There is no such channel');
    changeChannel(ground, channel, asked);
  } else if ('user' in asked) {
    const ground = groundWith(slack, { user: str(asked.user) });
    const person = ground?.world.people.get(str(asked.user));
    if (!ground || !person || person.is_bot) refuseAct('user_not_found', 'There is nobody of that name');
    setDeactivated(ground, person, asked.deactivated === true);
  } else if ('sockets' in asked) {
    const how = oneOf(['warning', 'refresh_requested', 'cut'], asked.sockets);
    if (how === 'cut') slack.sockets.cut();
    else slack.sockets.disconnect(how);
  } else if ('token' in asked) changeToken(workspaceOf(slack, asked), asked.token);
  else if (typeof asked.installed === 'boolean') {
    const ground = workspaceOf(slack, asked);
    if (asked.installed) restore(ground);
    else uninstall(ground);
  } else if (asked.clear === true) trouble.clear();
  else refuseAct('invalid_trouble', 'Say what is to go wrong');
  return troubleInfo(slack);
}
