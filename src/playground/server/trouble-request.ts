import type { ApiTroubleKind, DeliveryTroubleKind, TroubleInfo } from '../protocol.js';
import { setDeactivated } from './act.js';
import { addMember, removeMember, setArchived } from './conversations.js';
import type { Ground, Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { type Plain, str } from './plain.js';
import { refuseAct } from './slack-refusal.js';
import type { Channel } from './world.js';

const callKinds: readonly ApiTroubleKind[] = ['ratelimited', '500', 'hang', 'drop', 'timeout-after-doing-it'];
const deliveryKinds: readonly DeliveryTroubleKind[] = ['lost-ack', 'twice', 'never'];

/** What is to go wrong next. */
export function troubleInfo(slack: Slack): TroubleInfo {
  return { waiting: slack.trouble.waiting(), limits: slack.workspaces()[0]?.rate.mode ?? 'off' };
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

/** Does what somebody asks for who wants to see the app in trouble. @throws ActRefusal */
export function makeTroubleBy(slack: Slack, asked: Plain): TroubleInfo {
  const { trouble } = slack;
  if ('calls' in asked) {
    const method = str(asked.method).trim();
    const kind = oneOf(callKinds, asked.calls);
    trouble.next({ kind, times: timesOf(asked.times), ...(method && { method }) });
  } else if ('deliveries' in asked) {
    trouble.nextDelivery({ kind: oneOf(deliveryKinds, asked.deliveries), times: timesOf(asked.times) });
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
  } else if (asked.clear === true) trouble.clear();
  else refuseAct('invalid_trouble', 'Say what is to go wrong');
  return troubleInfo(slack);
}
