import type { MultiSelect, Option, OptionGroup, Select } from '@slack/types';
import { useRef } from 'preact/hooks';
import type { ElementState } from '../../protocol.js';
import { postAct } from '../state/api.js';
import { actingAs } from '../state/route.js';
import { channel, language, person, shownName, snapshot, words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';
import { type Choice, type ChoiceGroup, Combobox } from './combobox.js';
import type { ChoiceSource } from './use-choices.js';
import { type ElementProps, useElement } from './use-element.js';

type AnySelect = Select | MultiSelect;

/** All selects of Block Kit, single and multiple: static, external, users, channels, conversations. */
export function SelectElement(props: ElementProps<AnySelect>) {
  const { element, blockId, input } = props;
  const { state, change, busy, disabled, surface } = useElement(props);
  const multiple = element.type.startsWith('multi_');
  const w = words.value;
  const placeholder = element.placeholder
    ? withEmoji(element.placeholder)
    : multiple
      ? w.chooseMany
      : w.choose;

  /** Options by key, as the app gave them, so that what is submitted is what was offered. */
  const offered = useRef(new Map<string, Option>()).current;
  for (const option of optionsIn(state)) offered.set(keyOf(option), option);

  const find = (query: string): ChoiceGroup[] => {
    if (element.type === 'static_select' || element.type === 'multi_static_select') {
      return matching(groupsOf(element.options, element.option_groups, offered), query);
    }
    const users = element.type === 'users_select' || element.type === 'multi_users_select';
    return matching(users ? [{ choices: userChoices() }] : conversationGroups(element), query);
  };
  const ask = async (query: string): Promise<ChoiceGroup[]> => {
    const found = await postAct<'options'>(actingAs.value ?? '', {
      type: 'options',
      container: surface.container,
      block_id: blockId,
      action_id: element.action_id ?? '',
      query,
    });
    return groupsOf(found.options, found.option_groups, offered);
  };

  const pick = (choices: Choice[]) => {
    const keys = choices.map((choice) => choice.key);
    const options = keys.flatMap((key) => offered.get(key) ?? []);
    void change(stateOf(element.type, keys, options));
  };

  const source: ChoiceSource =
    element.type === 'external_select' || element.type === 'multi_external_select'
      ? { kind: 'remote', ask, minQuery: element.min_query_length ?? 3 }
      : { kind: 'local', find };
  return (
    <Combobox
      source={source}
      multiple={multiple}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      selected={selectedChoices(state)}
      onChange={pick}
      placeholder={placeholder}
      label={input ? undefined : placeholder}
      labelledBy={input?.labelId}
      describedBy={input?.describedBy}
      invalid={input?.invalid}
      required={input && !input.optional}
      clearable={input?.optional ?? false}
      disabled={disabled}
      busy={busy}
      autoFocus={element.focus_on_load}
    />
  );
}

function keyOf(option: Option): string {
  return option.value ?? option.text.text;
}

function choiceOf(option: Option): Choice {
  return {
    key: keyOf(option),
    label: withEmoji(option.text),
    description: option.description && withEmoji(option.description),
  };
}

function groupsOf(
  options: Option[] | undefined,
  groups: OptionGroup[] | undefined,
  offered: Map<string, Option>,
): ChoiceGroup[] {
  const all = groups?.length ? groups : [{ label: undefined, options: options ?? [] }];
  return all.map((group) => ({
    label: group.label && withEmoji(group.label),
    choices: group.options.map((option) => {
      offered.set(keyOf(option), option);
      return choiceOf(option);
    }),
  }));
}

function matching(groups: ChoiceGroup[], query: string): ChoiceGroup[] {
  const wanted = query.toLowerCase();
  if (!wanted) return groups;
  return groups
    .map((group) => ({
      ...group,
      choices: group.choices.filter((choice) =>
        `${choice.label} ${choice.description ?? ''} ${choice.person?.name ?? ''} ${choice.person?.real_name ?? ''}`
          .toLowerCase()
          .includes(wanted),
      ),
    }))
    .filter((group) => group.choices.length > 0);
}

function userChoice(id: string): Choice {
  const user = person(id);
  if (!user) return { key: id, label: id };
  return { key: id, label: shownName(user), description: user.title || undefined, person: user };
}

function userChoices(): Choice[] {
  return (snapshot.value?.users ?? []).filter((user) => !user.deactivated).map((user) => userChoice(user.id));
}

function channelChoice(id: string): Choice {
  const info = channel(id);
  if (!info) return { key: id, label: language.value === 'zh' ? '私有频道' : 'private channel' };
  if (info.kind === 'dm')
    return { key: id, label: info.name, person: info.user ? person(info.user) : undefined };
  return { key: id, label: `${info.kind === 'private' ? '🔒' : '#'}${info.name}` };
}

function conversationGroups(element: AnySelect): ChoiceGroup[] {
  const kinds = new Set<string>(['public', 'private', 'dm', 'group_dm']);
  const channelsOnly = element.type === 'channels_select' || element.type === 'multi_channels_select';
  if (channelsOnly) {
    kinds.clear();
    kinds.add('public');
  } else if ('filter' in element && element.filter?.include) {
    kinds.clear();
    const names: Record<string, string> = {
      im: 'dm',
      mpim: 'group_dm',
      private: 'private',
      public: 'public',
    };
    for (const kind of element.filter.include) kinds.add(names[kind] ?? kind);
  }
  const noBots = 'filter' in element && element.filter?.exclude_bot_users === true;
  const visible = (snapshot.value?.channels ?? []).filter(
    (one) =>
      kinds.has(one.kind) &&
      !one.archived &&
      (one.kind === 'public' || one.member) &&
      !(noBots && one.user && person(one.user)?.is_bot),
  );
  return [{ choices: visible.map((one) => channelChoice(one.id)) }];
}

function optionsIn(state: ElementState): Option[] {
  if ('selected_option' in state) return state.selected_option ? [state.selected_option] : [];
  return 'selected_options' in state ? state.selected_options : [];
}

function selectedChoices(state: ElementState): Choice[] {
  if ('selected_user' in state) return state.selected_user ? [userChoice(state.selected_user)] : [];
  if ('selected_users' in state) return state.selected_users.map(userChoice);
  if ('selected_channel' in state)
    return state.selected_channel ? [channelChoice(state.selected_channel)] : [];
  if ('selected_channels' in state) return state.selected_channels.map(channelChoice);
  if ('selected_conversation' in state) {
    return state.selected_conversation ? [channelChoice(state.selected_conversation)] : [];
  }
  if ('selected_conversations' in state) return state.selected_conversations.map(channelChoice);
  return optionsIn(state).map(choiceOf);
}

function stateOf(type: AnySelect['type'], keys: string[], options: Option[]) {
  switch (type) {
    case 'static_select':
    case 'external_select':
      return { type, selected_option: options[0] ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: options };
    case 'users_select':
      return { type, selected_user: keys[0] ?? null };
    case 'multi_users_select':
      return { type, selected_users: keys };
    case 'channels_select':
      return { type, selected_channel: keys[0] ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: keys };
    case 'conversations_select':
      return { type, selected_conversation: keys[0] ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: keys };
  }
}
