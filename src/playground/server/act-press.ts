/** Interactions: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
import type { Action, Delivered, ElementState, OptionsResult, ResultOf, StateValues } from '../protocol.js';
import { type Check, faultLine } from './check.js';
import { acceptState, offerKey } from './check-input.js';
import { canSee } from './conversations.js';
import type { Ground } from './ground.js';
import { elementsOf, type Placed, statesOf } from './inputs.js';
import { findMessage } from './messages.js';
import { addNotice, deliveredTo } from './notices.js';
import { allBlocks, channelRef, interactionJson, messageJson, viewJson } from './payloads.js';
import { isPlain, type Plain, plains, str } from './plain.js';
import { makeResponseUrl } from './response-url.js';
import { refuseAct } from './slack-refusal.js';
import { makeTrigger } from './triggers.js';
import { checkOptionGroups, checkOptions } from './validate-objects.js';
import { findView } from './view-stack.js';
import type { Channel, Message, OpenView } from './world.js';

type ContainerOf = Extract<Action, { type: 'press' }>['container'];

/** Where somebody is pressing: the thing itself, what it holds, what payloads say of it. */
interface Spot {
  key: string;
  blocks: Plain[];
  values: StateValues;
  view?: OpenView;
  message?: Message;
  channel?: Channel;
}

/** A view this person has in front of them: their home tab, or the top modal. */
export function viewInFront(ground: Ground, user: string, id: string): OpenView {
  const view = findView(ground, id);
  if (view?.user !== user) refuseAct('no_such_view', `${user} has no view ${id}`);
  if (view.type === 'modal' && ground.world.stacks.get(user)?.at(-1) !== view) {
    refuseAct('view_not_on_top', `${id} is covered by another modal`);
  }
  return view;
}

function spotOf(ground: Ground, user: string, container: ContainerOf): Spot {
  if (!ground.manifest.interactivity)
    refuseAct('interactivity_disabled', 'The manifest does not enable interactivity');
  if (container.type === 'view') {
    const view = viewInFront(ground, user, container.view_id);
    return { key: view.id, blocks: plains(view.source.blocks), values: view.values, view };
  }
  const channel = ground.world.channels.get(container.channel);
  if (!channel || !canSee(channel, user))
    refuseAct('channel_not_found', `${container.channel} is not there for ${user}`);
  const message = findMessage(channel, container.ts, user);
  if (!message) refuseAct('message_not_found', `${user} sees no message ${container.ts} in ${channel.id}`);
  const blocks = allBlocks(message);
  const values = statesOf(blocks, message.held.get(user) ?? {}, channel.id);
  message.held.set(user, values);
  return { key: message.ts, blocks, values, message, channel };
}

function placedIn(spot: Spot, blockId: string, actionId: string): Placed {
  const placed = elementsOf(spot.blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
  if (!placed) refuseAct('no_such_element', `There is no element ${blockId}/${actionId}`);
  return placed;
}

/** Lays what the page holds over what the server holds, checking each as Slack's client would. */
export function layValues(
  ground: Ground,
  user: string,
  spot: { key: string; blocks: Plain[]; values: StateValues },
  given: StateValues | undefined,
): void {
  for (const [blockId, actions] of Object.entries(given ?? {})) {
    for (const [actionId, state] of Object.entries(actions)) {
      const placed = placedIn(spot, blockId, actionId);
      spot.values[blockId] = {
        ...spot.values[blockId],
        [actionId]: acceptState(ground, user, spot.key, placed, state),
      };
    }
  }
}

function containerJson(spot: Spot): Plain {
  if (spot.view) return { type: 'view', view_id: spot.view.id };
  return {
    type: 'message',
    message_ts: spot.message?.ts,
    channel_id: spot.channel?.id,
    is_ephemeral: spot.message?.ephemeralTo !== undefined,
    ...(spot.message?.thread_ts && { thread_ts: spot.message.thread_ts }),
  };
}

/** What a payload says of the surface. An ephemeral message itself is not sent along. */
function surfaceJson(ground: Ground, spot: Spot): Plain {
  if (spot.view) return { view: viewJson(ground, spot.view) };
  const { channel, message } = spot as { channel: Channel; message: Message };
  return {
    channel: channelRef(channel),
    ...(!message.ephemeralTo && { message: messageJson(ground, message) }),
    state: { values: spot.values },
  };
}

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

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function loadOptions(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'options' }>,
): Promise<OptionsResult> {
  const spot = spotOf(ground, user, action.container);
  const placed = placedIn(spot, action.block_id, action.action_id);
  const { element } = placed;
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    refuseAct('not_external', `${action.action_id} has its own options`);
  }
  if (ground.settings.transport === 'http' && !ground.manifest.optionsUrl) {
    refuseAct('no_options_url', 'The manifest has no message_menu_options_url');
  }
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  if (action.query.length < least) return { options: [] };
  const result = await ground.deliver({
    name: 'block_suggestion',
    kind: 'interactive',
    payload: {
      type: 'block_suggestion',
      ...interactionJson(ground, user),
      container: containerJson(spot),
      ...surfaceJson(ground, spot),
      action_id: placed.actionId,
      block_id: placed.blockId,
      value: action.query,
    },
  });
  const body = result.outcome === 'ok' && isPlain(result.body) ? result.body : undefined;
  const check: Check = { surface: 'modal', faults: [] };
  if (body?.options !== undefined) checkOptions(check, '/options', body.options, { min: 0, max: 100 });
  else if (body?.option_groups !== undefined) {
    checkOptionGroups(check, '/option_groups', body.option_groups, { min: 0, max: 100 });
  } else check.faults.push({ path: '', message: 'must define either `options` or `option_groups`' });
  if (check.faults.length > 0) {
    const why = result.outcome === 'timed_out' ? 'no answer in time' : check.faults.map(faultLine).join(' ');
    addNotice(ground, user, { kind: 'options_failed', text: `Results failed to load (${why})` });
    refuseAct('options_failed', `The app gave no usable options: ${why}`);
  }
  const options = plains(body?.options);
  const groups = plains(body?.option_groups);
  const key = offerKey(user, spot.key, placed);
  ground.world.offered.set(
    key,
    [
      ...(ground.world.offered.get(key) ?? []),
      ...options,
      ...groups.flatMap((one) => plains(one.options)),
    ].slice(-300),
  );
  return (body?.options !== undefined ? { options } : { option_groups: groups }) as unknown as OptionsResult;
}

/** Global shortcuts and those of a message. https://docs.slack.dev/interactivity/implementing-shortcuts */
export async function runShortcut(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'shortcut' | 'messageShortcut' }>,
): Promise<Delivered> {
  const kind = action.type === 'shortcut' ? 'global' : 'message';
  const declared = ground.manifest.shortcuts.find(
    (one) => one.callback_id === action.callback_id && one.type === kind,
  );
  if (!declared)
    refuseAct('no_such_shortcut', `The manifest declares no ${kind} shortcut ${action.callback_id}`);
  if (!ground.manifest.interactivity)
    refuseAct('interactivity_disabled', 'The manifest does not enable interactivity');
  const base = {
    ...interactionJson(ground, user),
    callback_id: action.callback_id,
    action_ts: `${(Date.now() / 1000).toFixed(6)}`,
  };
  let payload: Plain = { type: 'shortcut', ...base, trigger_id: makeTrigger(ground, user) };
  if (action.type === 'messageShortcut') {
    const channel = ground.world.channels.get(action.channel);
    if (!channel || !canSee(channel, user))
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
