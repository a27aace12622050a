/** Interactions: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
import type { Action, Delivered, ElementState, ResultOf } from '../protocol.js';
import { containerJson, layValues, placedIn, type Spot, spotOf, surfaceJson } from './act-spot.js';
import { acceptState } from './check-input.js';
import type { Ground } from './ground.js';
import type { Placed } from './inputs.js';
import { deliveredTo } from './notices.js';
import { interactionJson } from './payloads.js';
import { type Plain, str } from './plain.js';
import { makeResponseUrl } from './response-url.js';
import { refuseAct } from './slack-refusal.js';
import { makeTrigger } from './triggers.js';

function actionJson(placed: Placed, state: ElementState | undefined): Plain {
  const { element } = placed;
  return {
    action_id: placed.actionId,
    block_id: placed.blockId,
    type: element.type,
    ...(element.type === 'button'
      ? {
          text: element.text,
          ...(element.value !== undefined && { value: element.value }),
          ...(element.style !== undefined && { style: element.style }),
          ...(element.url !== undefined && { url: element.url }),
        }
      : state),
    action_ts: `${(Date.now() / 1000).toFixed(6)}`,
  };
}

async function sendAction(ground: Ground, user: string, spot: Spot, action: Plain): Promise<Delivered> {
  const { channel, message, view } = spot;
  const from = { ...(view?.type === 'modal' && { view: view.id }), ...(channel && { channel: channel.id }) };
  const responseUrl =
    channel && message
      ? makeResponseUrl(ground, {
          user,
          channel,
          original: message.ts,
          ...(message.ephemeralTo && message.thread_ts && { thread_ts: message.thread_ts }),
        }).url
      : undefined;
  const result = await ground.deliver({
    name: 'block_actions',
    kind: 'interactive',
    payload: {
      type: 'block_actions',
      ...interactionJson(ground, user),
      container: containerJson(spot),
      trigger_id: makeTrigger(ground, user, from),
      ...surfaceJson(ground, spot),
      ...(responseUrl && { response_url: responseUrl }),
      actions: [action],
    },
  });
  return deliveredTo(ground, user, result, {
    what: ground.world.app.name,
    ...(channel && { channel: channel.id }),
    ...(view && { view_id: view.id }),
  });
}

/** A button pressed, something chosen outside an input block. */
export async function press(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'press' }>,
): Promise<Delivered> {
  const spot = spotOf(ground, user, action.container);
  const placed = placedIn(spot, action.block_id, action.action_id);
  if (placed.isInput)
    refuseAct('is_input', `${action.action_id} is in an input block: it is filled in, not pressed`);
  layValues(ground, user, spot, action.values);
  const type = str(placed.element.type);
  let state: ElementState | undefined;
  if (type !== 'button') {
    state = acceptState(ground, user, spot.key, placed, action.state);
    if (type !== 'overflow') {
      spot.values[placed.blockId] = { ...spot.values[placed.blockId], [placed.actionId]: state };
      ground.changed({
        what: spot.view ? 'modals' : 'messages',
        ...(spot.channel && { channel: spot.channel.id }),
        users: [user],
      });
    }
  }
  return sendAction(ground, user, spot, actionJson(placed, state));
}

/** An input's content changed; sent only where the block dispatches and the element asks for this trigger. */
export async function changeInput(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'input' }>,
): Promise<ResultOf<'input'>> {
  const spot = spotOf(ground, user, action.container);
  const placed = placedIn(spot, action.block_id, action.action_id);
  if (!placed.isInput) refuseAct('not_an_input', `${action.action_id} is not in an input block: press it`);
  layValues(ground, user, spot, action.values);
  const state = acceptState(ground, user, spot.key, placed, action.state);
  spot.values[placed.blockId] = { ...spot.values[placed.blockId], [placed.actionId]: state };
  if (spot.view) delete spot.view.errors[placed.blockId];
  if (placed.block.dispatch_action !== true) return { sent: false };
  if ('value' in state || 'rich_text_value' in state) {
    const config = placed.element.dispatch_action_config as Plain | undefined;
    const asked = (config?.trigger_actions_on as string[] | undefined) ?? ['on_enter_pressed'];
    if (!action.trigger || !asked.includes(action.trigger)) return { sent: false };
  }
  return { sent: true, ...(await sendAction(ground, user, spot, actionJson(placed, state))) };
}
