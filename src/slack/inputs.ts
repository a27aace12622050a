import type { InputBlock, InputBlockElement, KnownBlock, PlainTextOption } from '@slack/types';
import { plain } from './blocks.js';
import { shorten, tidy } from './text.js';

/** What every input has. Its block_id is `name`; `readForm` finds it by that. */
export interface InputBase {
  /**
   * Also the key in `readForm`'s shape. A suffix after `#` is ignored there: change it (`customer#2`) to make
   * Slack forget what was entered.
   */
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean | undefined;
  /** Send a block action named `<name>` … or this id, when it changes. */
  dispatchAs?: string | undefined;
}

function input(base: InputBase, make: (actionId: string) => InputBlockElement): InputBlock {
  return {
    type: 'input',
    block_id: base.name,
    label: plain(base.label, 2000),
    ...(base.hint ? { hint: plain(base.hint, 2000) } : {}),
    ...(base.optional ? { optional: true } : {}),
    ...(base.dispatchAs ? { dispatch_action: true } : {}),
    element: make(base.dispatchAs ?? 'value'),
  };
}

const placeholderOf = (placeholder: string | undefined) =>
  placeholder ? { placeholder: plain(placeholder, 150) } : {};

/** Free text. `max` at most 3,000 characters. */
export function textInput({
  initial,
  multiline,
  max = 3000,
  min,
  placeholder,
  ...base
}: InputBase & {
  initial?: string | null | undefined;
  multiline?: boolean;
  max?: number;
  min?: number;
  placeholder?: string | undefined;
}): InputBlock {
  return input(base, (actionId) => ({
    type: 'plain_text_input',
    action_id: actionId,
    max_length: Math.min(max, 3000),
    ...(min ? { min_length: min } : {}),
    ...(multiline ? { multiline: true } : {}),
    ...(initial ? { initial_value: shorten(tidy(initial), Math.min(max, 3000)) } : {}),
    ...placeholderOf(placeholder),
  }));
}

/** A whole or decimal number. */
export function numberInput({
  initial,
  decimal = false,
  min,
  max,
  ...base
}: InputBase & { initial?: number | null; decimal?: boolean; min?: number; max?: number }): InputBlock {
  return input(base, (actionId) => ({
    type: 'number_input',
    action_id: actionId,
    is_decimal_allowed: decimal,
    ...(initial === undefined || initial === null ? {} : { initial_value: String(initial) }),
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
  }));
}

/** One of at most a hundred choices. `initial` is a value; one that is not among the options is ignored. */
export function selectInput({
  options,
  initial,
  placeholder,
  ...base
}: InputBase & {
  options: readonly PlainTextOption[];
  initial?: string | null | undefined;
  placeholder?: string | undefined;
}): InputBlock {
  const shown = options.slice(0, 100);
  const chosen = shown.find((one) => one.value === initial);
  return input(base, (actionId) => ({
    type: 'static_select',
    action_id: actionId,
    options: shown,
    ...(chosen ? { initial_option: chosen } : {}),
    ...placeholderOf(placeholder),
  }));
}

/** Several of at most a hundred choices. */
export function multiSelectInput({
  options,
  initial = [],
  placeholder,
  ...base
}: InputBase & {
  options: readonly PlainTextOption[];
  initial?: readonly string[];
  placeholder?: string;
}): InputBlock {
  const shown = options.slice(0, 100);
  const chosen = shown.filter((one) => initial.includes(one.value ?? ''));
  return input(base, (actionId) => ({
    type: 'multi_static_select',
    action_id: actionId,
    options: shown,
    ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    ...placeholderOf(placeholder),
  }));
}

/**
 * One of a list that is searched as one types; the options come from `app.options(actionId, …)`. From the
 * first character on: many Chinese names have two.
 */
export function searchInput({
  actionId,
  initial,
  placeholder,
  ...base
}: Omit<InputBase, 'dispatchAs'> & {
  actionId: string;
  /** Also send a block action when something was chosen. */
  dispatch?: boolean;
  initial?: PlainTextOption | null | undefined;
  placeholder?: string | undefined;
}): InputBlock {
  const { dispatch, ...rest } = base;
  const block = input(rest, () => ({
    type: 'external_select',
    action_id: actionId,
    min_query_length: 1,
    ...(initial ? { initial_option: initial } : {}),
    ...placeholderOf(placeholder),
  }));
  return dispatch ? { ...block, dispatch_action: true } : block;
}

/** One of at most ten choices, all visible. */
export function radioInput({
  options,
  initial,
  ...base
}: InputBase & { options: readonly PlainTextOption[]; initial?: string | null | undefined }): InputBlock {
  const shown = options.slice(0, 10);
  const chosen = shown.find((one) => one.value === initial);
  return input(base, (actionId) => ({
    type: 'radio_buttons',
    action_id: actionId,
    options: shown,
    ...(chosen ? { initial_option: chosen } : {}),
  }));
}

/** Any of at most ten boxes. */
export function checkboxInput({
  options,
  initial = [],
  ...base
}: InputBase & { options: readonly PlainTextOption[]; initial?: readonly string[] }): InputBlock {
  const shown = options.slice(0, 10);
  const chosen = shown.filter((one) => initial.includes(one.value ?? ''));
  return input(base, (actionId) => ({
    type: 'checkboxes',
    action_id: actionId,
    options: shown,
    ...(chosen.length > 0 ? { initial_options: chosen } : {}),
  }));
}

/** A person of the workspace; `initial` is a Slack id. */
export function userInput({
  initial,
  placeholder,
  ...base
}: InputBase & { initial?: string | null | undefined; placeholder?: string }): InputBlock {
  return input(base, (actionId) => ({
    type: 'users_select',
    action_id: actionId,
    ...(initial ? { initial_user: initial } : {}),
    ...placeholderOf(placeholder),
  }));
}

/** Several people of the workspace; Slack ids. */
export function usersInput({
  initial = [],
  ...base
}: InputBase & { initial?: readonly string[] }): InputBlock {
  return input(base, (actionId) => ({
    type: 'multi_users_select',
    action_id: actionId,
    ...(initial.length > 0 ? { initial_users: [...initial] } : {}),
  }));
}

/** A public or private channel, not a conversation with people. */
export function channelInput({
  initial,
  ...base
}: InputBase & { initial?: string | null | undefined }): InputBlock {
  return input(base, (actionId) => ({
    type: 'conversations_select',
    action_id: actionId,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(initial ? { initial_conversation: initial } : {}),
  }));
}

/** Several public or private channels. */
export function channelsInput({
  initial = [],
  max,
  ...base
}: InputBase & { initial?: readonly string[]; max?: number }): InputBlock {
  return input(base, (actionId) => ({
    type: 'multi_conversations_select',
    action_id: actionId,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(max ? { max_selected_items: max } : {}),
    ...(initial.length > 0 ? { initial_conversations: [...initial] } : {}),
  }));
}

/** A calendar day, `YYYY-MM-DD`. */
export function dayInput({
  initial,
  ...base
}: InputBase & { initial?: string | null | undefined }): InputBlock {
  return input(base, (actionId) => ({
    type: 'datepicker',
    action_id: actionId,
    ...(initial ? { initial_date: initial } : {}),
  }));
}

/** A local time of day, `HH:mm`. */
export function timeInput({
  initial,
  ...base
}: InputBase & { initial?: string | null | undefined }): InputBlock {
  return input(base, (actionId) => ({
    type: 'timepicker',
    action_id: actionId,
    ...(initial ? { initial_time: initial } : {}),
  }));
}

/** A day and time, shown in the person's own zone. */
export function instantInput({
  initial,
  ...base
}: InputBase & { initial?: Date | null | undefined }): InputBlock {
  return input(base, (actionId) => ({
    type: 'datetimepicker',
    action_id: actionId,
    ...(initial ? { initial_date_time: Math.floor(initial.getTime() / 1000) } : {}),
  }));
}

/** The input blocks among `blocks`, by their block_id. */
export function inputIds(blocks: readonly Pick<KnownBlock, 'type' | 'block_id'>[]): string[] {
  return blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : []));
}
