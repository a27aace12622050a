/** What Slack's own client lets a person put into an input, before the app hears of it. */
import type { ElementState, StateValues } from '../protocol.js';
import { limits } from './check.js';
import { optionsOf, sameOption } from './element-parts.js';
import type { Ground } from './ground.js';
import { elementsOf, isEmptyState, type Placed } from './inputs.js';
import { type Plain, str } from './plain.js';
import { refuseAct } from './slack-refusal.js';

/** Where offers of an external select are remembered: a person can only choose what was offered. */
export function offerKey(
  user: string,
  container: string,
  placed: Pick<Placed, 'blockId' | 'actionId'>,
): string {
  return [user, container, placed.blockId, placed.actionId].join('|');
}

/** Keys of an {@link ElementState} that carry its content, for a clear refusal of a wrong shape. */
const CONTENT: Record<string, string> = {
  plain_text_input: 'value',
  number_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  rich_text_input: 'rich_text_value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  file_input: 'files',
};

function knownOptions(ground: Ground, user: string, container: string, placed: Placed): Plain[] {
  const { element } = placed;
  if (element.type === 'external_select' || element.type === 'multi_external_select') {
    const initial = [element.initial_option, ...((element.initial_options as unknown[] | undefined) ?? [])];
    const offered = ground.world.offered.get(offerKey(user, container, placed)) ?? [];
    return [...offered, ...(initial.filter(Boolean) as Plain[])];
  }
  return optionsOf(element);
}

function checkIdsExist(ground: Ground, user: string, state: ElementState): string | undefined {
  const { people, channels } = ground.world;
  const given = Object.values(state).flat() as unknown[];
  const ids = given.filter((one): one is string => typeof one === 'string' && one !== state.type);
  if (state.type === 'users_select' || state.type === 'multi_users_select') {
    return ids.find((id) => !people.has(id) || people.get(id)?.deactivated);
  }
  return ids.find((id) => {
    const channel = channels.get(id);
    return !channel || (channel.kind !== 'public' && !channel.members.has(user));
  });
}

/**
 * Takes what a person chose, or refuses what Slack's client would never let them choose: an option that was
 * not offered, somebody who does not exist, more than `max_selected_items`, a date that is none.
 */
export function acceptState(
  ground: Ground,
  user: string,
  container: string,
  placed: Placed,
  given: unknown,
): ElementState {
  const { element, actionId } = placed;
  const type = str(element.type);
  const key = CONTENT[type];
  const state = given as ElementState & Plain;
  const no = (what: string): never => refuseAct('impossible_value', `${type} ${actionId}: ${what}`);
  if (typeof given !== 'object' || given === null || state.type !== type) {
    return no(`the content is for ${str(state?.type) || 'nothing'}`);
  }
  if (!key || state[key] === undefined) return no(`\`${key}\` is missing`);
  const chosen = state.selected_option
    ? [state.selected_option]
    : ((state.selected_options as unknown[]) ?? []);
  if (chosen.length > 0) {
    const known = knownOptions(ground, user, container, placed);
    for (const one of chosen as Plain[]) {
      if (!known.some((offer) => sameOption(offer, one))) no(`${JSON.stringify(one.value)} was not offered`);
    }
  }
  const list = state[key];
  const most = element.max_selected_items ?? (type === 'file_input' ? (element.max_files ?? 10) : undefined);
  if (Array.isArray(list) && typeof most === 'number' && list.length > most) no(`more than ${most}`);
  if (/users|channels|conversations/.test(type)) {
    const unknown = checkIdsExist(ground, user, state);
    if (unknown) no(`${unknown} cannot be chosen`);
  }
  const value = state[key];
  if (
    type === 'datepicker' &&
    value !== null &&
    !(/^\d{4}-\d\d-\d\d$/.test(str(value)) && !Number.isNaN(Date.parse(str(value))))
  )
    no('not a date');
  if (type === 'timepicker' && value !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(str(value)))
    no('not a time');
  if (key === 'value' && value !== null && typeof value !== 'string') no('must be text');
  // An emptied text box is null in Slack's state, not ''.
  if (value === '') return { ...state, value: null } as unknown as ElementState;
  if (type === 'file_input') {
    const files = (value as Plain[]).map((one) => ground.world.files.get(str(one.id)) ?? no('no such file'));
    return {
      type: 'file_input',
      files: files.map(({ content: _c, user: _u, channels: _ch, ...info }) => info),
    };
  }
  return structuredClone(state);
}

/** Slack's client says these in the person's language. */
const faults = {
  en: {
    required: 'Please complete this required field.',
    atMost: (count: number) => `Please enter no more than ${count} characters.`,
    atLeast: (count: number) => `Please enter at least ${count} characters.`,
    number: 'Please enter a number.',
    whole: 'Please enter a whole number.',
    orMore: (least: unknown) => `Please enter ${least} or more.`,
    orLess: (most: unknown) => `Please enter ${most} or less.`,
    email: 'Please enter a valid email address.',
    url: 'Please enter a valid URL.',
  },
  zh: {
    required: '请填写此必填项。',
    atMost: (count: number) => `最多可输入 ${count} 个字符。`,
    atLeast: (count: number) => `请至少输入 ${count} 个字符。`,
    number: '请输入数字。',
    whole: '请输入整数。',
    orMore: (least: unknown) => `请输入不小于 ${least} 的数。`,
    orLess: (most: unknown) => `请输入不大于 ${most} 的数。`,
    email: '请输入有效的邮箱地址。',
    url: '请输入有效的网址。',
  },
};

function textFault(element: Plain, value: string, say: typeof faults.en): string | undefined {
  const max =
    typeof element.max_length === 'number' ? element.max_length : limits.element.plain_text_input.maxLength;
  const min = typeof element.min_length === 'number' ? element.min_length : 0;
  if (value.length > max) return say.atMost(max);
  if (value.length < min) return say.atLeast(min);
  if (element.type === 'number_input') {
    const number = Number(value);
    if (!/^-?\d*\.?\d+$/.test(value.trim())) return say.number;
    if (element.is_decimal_allowed === false && !Number.isInteger(number)) return say.whole;
    if (element.min_value !== undefined && number < Number(element.min_value))
      return say.orMore(element.min_value);
    if (element.max_value !== undefined && number > Number(element.max_value))
      return say.orLess(element.max_value);
  }
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return say.email;
  }
  if (element.type === 'url_text_input' && !URL.canParse(value)) return say.url;
  return undefined;
}

/** What the client says beside each field instead of sending the form. Empty: it may be sent. */
export function clientErrors(
  blocks: readonly Plain[],
  values: StateValues,
  locale: string,
): Record<string, string> {
  const say = locale.startsWith('zh') ? faults.zh : faults.en;
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, element, block, isInput } of elementsOf(blocks)) {
    if (!isInput) continue;
    const state = values[blockId]?.[actionId];
    if (isEmptyState(state)) {
      if (block.optional !== true) errors[blockId] = say.required;
    } else if (state && 'value' in state && typeof state.value === 'string') {
      const wrong = textFault(element, state.value, say);
      if (wrong) errors[blockId] = wrong;
    }
  }
  return errors;
}
