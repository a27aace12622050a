/** Interactions: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
import type { Action, Delivered } from '../protocol.js';
import { checkInteractive } from './act-spot.js';
import { canSee } from './conversations.js';
import type { Ground } from './ground.js';
import { deliveredTo } from './notices.js';
import { channelRef, interactionJson, messageJson } from './payloads.js';
import { type Plain, str } from './plain.js';
import { makeResponseUrl } from './response-url.js';
import { refuseAct } from './slack-refusal.js';
import { makeTrigger } from './triggers.js';

/** Global shortcuts and those of a message. https://docs.slack.dev/interactivity/implementing-shortcuts */
export async function runShortcut(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'shortcut' | 'messageShortcut' }>,
): Promise<Delivered> {
  checkInteractive(ground, user);
  const kind = action.type === 'shortcut' ? 'global' : 'message';
  const declared = ground.manifest.shortcuts.find(
    (one) => one.callback_id === action.callback_id && one.type === kind,
  );
  if (!declared)
    refuseAct('no_such_shortcut', `The manifest declares no ${kind} shortcut ${action.callback_id}`);
  const base = {
    ...interactionJson(ground, user),
    callback_id: action.callback_id,
    action_ts: `${(Date.now() / 1000).toFixed(6)}`,
  };
  let payload: Plain = { type: 'shortcut', ...base, trigger_id: makeTrigger(ground, user) };
  if (action.type === 'messageShortcut') {
    const channel = ground.world.channels.get(action.channel);
    if (!channel || !canSee(ground.world, channel, user))
      refuseAct('channel_not_found', `${action.channel} is not there for ${user}`);
    const message = channel.byTs.get(action.ts);
    if (!message) refuseAct('message_not_found', `${user} sees no message ${action.ts} with shortcuts`);
    payload = {
      type: 'message_action',
      ...base,
      trigger_id: makeTrigger(ground, user, { channel: channel.id }),
      response_url: makeResponseUrl(ground, { user, channel, original: message.ts }).url,
      message_ts: message.ts,
      channel: channelRef(channel),
      message: messageJson(ground, message),
    };
  }
  const result = await ground.deliver({ name: str(payload.type), kind: 'interactive', payload });
  return deliveredTo(ground, user, result, { what: declared.name });
}
