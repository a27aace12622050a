/** Inputs and their contents: https://docs.slack.dev/reference/views/modal-views and block_actions `state` */
import type { Block, Option } from '@slack/types';
import type { ElementState, StateValues } from '../protocol.js';
import type { Ground } from './ground.js';
import { copy, isPlain, type Plain, plains, str } from './plain.js';
import { nextId } from './world.js';

/** An interactive element and where it stands. */
export interface Placed {
  block: Plain;
  blockId: string;
  element: Plain;
  actionId: string;
  /** In an input block (its changes go out only when it dispatches). */
  isInput: boolean;
}

const PASSIVE = new Set(['image', 'mrkdwn', 'plain_text']);

/** Every interactive element of a list of blocks, in order. */
export function elementsOf(blocks: readonly Plain[]): Placed[] {
  const found: Placed[] = [];
  for (const block of blocks) {
    if (block.type === 'rich_text') continue;
    const isInput = block.type === 'input';
    for (const element of [block.element, block.accessory, ...plains(block.elements)]) {
      if (!isPlain(element) || PASSIVE.has(str(element.type))) continue;
      found.push({ block, blockId: str(block.block_id), element, actionId: str(element.action_id), isInput });
    }
  }
  return found;
}

/** A copy with block_ids and action_ids where the app gave none: Slack makes them up too. */
export function withIds(ground: Ground, blocks: readonly Plain[]): Plain[] {
  const filled = copy(blocks) as Plain[];
  for (const block of filled) block.block_id ??= nextId(ground.world, '').slice(-5).padStart(5, '0');
  for (const { element } of elementsOf(filled)) element.action_id ??= nextId(ground.world, '').slice(-5);
  return filled;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const option = (value: unknown): Option | null =>
  isPlain(value) ? (copy(value) as unknown as Option) : null;
const options = (value: unknown): Option[] => plains(copy(value ?? [])) as unknown as Option[];
const ids = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What an element holds before anybody touches it; undefined for buttons and overflow menus. */
export function initialState(element: Plain, channel?: string): ElementState | undefined {
  const current = element.default_to_current_conversation === true ? channel : undefined;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type: element.type, value: text(element.initial_value) };
    case 'rich_text_input':
      return { type: element.type, rich_text_value: (element.initial_value as Block | undefined) ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type: element.type, selected_option: option(element.initial_option) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type: element.type, selected_options: options(element.initial_options) };
    case 'users_select':
      return { type: element.type, selected_user: text(element.initial_user) };
    case 'multi_users_select':
      return { type: element.type, selected_users: ids(element.initial_users) };
    case 'channels_select':
      return { type: element.type, selected_channel: text(element.initial_channel) };
    case 'multi_channels_select':
      return { type: element.type, selected_channels: ids(element.initial_channels) };
    case 'conversations_select':
      return {
        type: element.type,
        selected_conversation: text(element.initial_conversation) ?? current ?? null,
      };
    case 'multi_conversations_select': {
      const chosen = ids(element.initial_conversations);
      return { type: element.type, selected_conversations: chosen.length || !current ? chosen : [current] };
    }
    case 'datepicker':
      return { type: element.type, selected_date: text(element.initial_date) };
    case 'timepicker':
      return { type: element.type, selected_time: text(element.initial_time) };
    case 'datetimepicker':
      return {
        type: element.type,
        selected_date_time: typeof element.initial_date_time === 'number' ? element.initial_date_time : null,
      };
    case 'file_input':
      return { type: element.type, files: [] };
    default:
      return undefined;
  }
}

/** Nothing chosen, nothing typed. */
export function isEmptyState(state: ElementState | undefined): boolean {
  if (!state) return true;
  const { type: _type, ...held } = state;
  return Object.values(held).every(
    (value) =>
      value === null ||
      value === undefined ||
      (typeof value === 'string' && value.trim() === '') ||
      (Array.isArray(value) && value.length === 0),
  );
}

/** The values of an option that is chosen, so that one that is no longer offered can be let go. */
function stillOffered(element: Plain, state: ElementState): boolean {
  if (!('options' in element || 'option_groups' in element)) return true;
  const groups = plains(element.option_groups).flatMap((group) => plains(group.options));
  const known = new Set([...plains(element.options), ...groups].map((one) => str(one.value)));
  if ('selected_option' in state)
    return !state.selected_option || known.has(str(state.selected_option.value));
  if ('selected_options' in state) return state.selected_options.every((one) => known.has(str(one.value)));
  return true;
}

/**
 * The contents of all inputs of some blocks. What was held stays where block_id, action_id and kind are the
 * same (an `initial_*` given later is then not looked at), as Slack keeps it over views.update.
 */
export function statesOf(blocks: readonly Plain[], held: StateValues, channel?: string): StateValues {
  const values: StateValues = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const before = held[blockId]?.[actionId];
    const kept = before && before.type === element.type && stillOffered(element, before) ? before : undefined;
    const state = kept ?? initialState(element, channel);
    if (!state) continue;
    values[blockId] ??= {};
    values[blockId][actionId] = state;
  }
  return values;
}
