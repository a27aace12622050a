/** Interactions: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
import type { Action, StateValues } from '../protocol.js';
import { acceptState } from './check-input.js';
import { canSee } from './conversations.js';
import type { Ground } from './ground.js';
import { elementsOf, type Placed, statesOf } from './inputs.js';
import { findMessage } from './messages.js';
import { allBlocks, channelRef, messageJson, viewJson } from './payloads.js';
import { type Plain, plains } from './plain.js';
import { refuseAct } from './slack-refusal.js';
import { findView } from './view-stack.js';
import { type Channel, isStranger, type Message, type OpenView } from './world.js';

type ContainerOf = Extract<Action, { type: 'press' }>['container'];

/** Where somebody is pressing: the thing itself, what it holds, what payloads say of it. */
export interface Spot {
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

/** Whether pressing anything of the app's can reach it at all. */
export function checkInteractive(ground: Ground, user: string): void {
  if (!ground.manifest.interactivity)
    refuseAct('interactivity_disabled', 'The manifest does not enable interactivity');
  if (!ground.world.installed) refuseAct('not_installed', 'The workspace does not have the app');
  const person = ground.world.people.get(user);
  if (person && isStranger(ground.world, person)) {
    refuseAct('not_modelled', 'What people of Slack Connect press is not modelled by the playground');
  }
}

export function spotOf(ground: Ground, user: string, container: ContainerOf): Spot {
  checkInteractive(ground, user);
  if (container.type === 'view') {
    const view = viewInFront(ground, user, container.view_id);
    return { key: view.id, blocks: plains(view.source.blocks), values: view.values, view };
  }
  const channel = ground.world.channels.get(container.channel);
  if (!channel || !canSee(ground.world, channel, user))
    refuseAct('channel_not_found', `${container.channel} is not there for ${user}`);
  const message = findMessage(channel, container.ts, user);
  if (!message) refuseAct('message_not_found', `${user} sees no message ${container.ts} in ${channel.id}`);
  const blocks = allBlocks(message);
  const values = statesOf(blocks, message.held.get(user) ?? {}, channel.id);
  message.held.set(user, values);
  return { key: message.ts, blocks, values, message, channel };
}

export function placedIn(spot: Spot, blockId: string, actionId: string): Placed {
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

export function containerJson(spot: Spot): Plain {
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
export function surfaceJson(ground: Ground, spot: Spot): Plain {
  if (spot.view) return { view: viewJson(ground, spot.view) };
  const { channel, message } = spot as { channel: Channel; message: Message };
  return {
    channel: channelRef(channel),
    ...(!message.ephemeralTo && { message: messageJson(ground, message) }),
    state: { values: spot.values },
  };
}
