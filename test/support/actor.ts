import type { Option } from '@slack/types';
import type {
  Container,
  ElementState,
  MessageInfo,
  ResultOf,
  ShownBlock,
  Snapshot,
  StateValues,
  SubmitResult,
  ViewInfo,
} from '../../src/playground/protocol.js';
import { messagePage, snapshotFor, threadPage } from '../../src/playground/server/snapshot.js';
import type { Playground } from '../../src/playground/server/start-playground.js';

/** What a field is filled with: text, an option's value, several of them, a Slack id, or an option found by `search`. */
export type Entry = string | number | null | readonly string[] | Option;

/** One person at their Slack client. Everything they do waits until Baton has done its part. */
export interface Actor {
  readonly id: string;
  /** Types a slash command into a channel: `command('service', '/complaint list')`. */
  command(channel: string, text: string): Promise<ResultOf<'command'>>;
  /** Presses the button (or uses the menu) with this action id; in the newest message that has it, or in the open modal. */
  press(
    actionId: string,
    where?: { channel?: string; ts?: string; value?: string; choose?: string },
  ): Promise<ResultOf<'press'>>;
  shortcut(callbackId: string): Promise<ResultOf<'shortcut'>>;
  messageShortcut(
    callbackId: string,
    message: { channel: string; ts: string },
  ): Promise<ResultOf<'messageShortcut'>>;
  say(channel: string, text: string): Promise<{ ts: string }>;
  /** The options that a search offers for what was typed. */
  search(field: string, query: string): Promise<Option[]>;
  /** Fills fields of the open modal; those that update it do so. */
  fill(entries: Record<string, Entry>): Promise<void>;
  /** Presses submit, perhaps after filling fields. */
  submit(entries?: Record<string, Entry>): Promise<SubmitResult>;
  closeModal(): Promise<void>;
  openHome(): Promise<ViewInfo>;
  /** The modal on top; throws when none is open. */
  modal(): ViewInfo;
  modals(): ViewInfo[];
  /** What they see in a channel (by name, or `@baton` for the direct message with it), oldest first. */
  messages(channel: string): MessageInfo[];
  thread(channel: string, ts: string): MessageInfo[];
  /** The newest message there; throws when there is none. */
  newest(channel: string): MessageInfo;
  client(): Snapshot;
}

export function actor({
  slack,
  user,
  quiet,
}: {
  slack: Playground;
  user: string;
  quiet: () => Promise<void>;
}): Actor {
  const client = () => snapshotFor(slack.ground, user, false);

  function channelId(name: string): string {
    const { channels, app } = client();
    const found = channels.find((one) =>
      name === '@baton'
        ? one.kind === 'dm' && one.user === app.bot_user_id
        : one.id === name || one.name === name,
    );
    if (!found) throw new Error(`${user} sees no channel ${name}`);
    return found.id;
  }

  function messages(channel: string): MessageInfo[] {
    if (channel === '@baton' && !client().channels.some((one) => one.user === client().app.bot_user_id))
      return [];
    const found = slack.ground.world.channels.get(channelId(channel));
    return found ? messagePage(found, user, { limit: 1000 }).messages : [];
  }

  function modal(): ViewInfo {
    const top = client().modals.at(-1);
    if (!top) throw new Error(`${user} has no modal open`);
    return top;
  }

  async function fill(entries: Record<string, Entry>): Promise<void> {
    for (const [field, entry] of Object.entries(entries)) {
      const view = modal();
      const { block, element } = fieldOf(view, field);
      const state = stateFor(element, entry);
      const text = state.type.endsWith('_input') ? { trigger: 'on_character_entered' as const } : {};
      await slack.act(user, {
        type: 'input',
        container: { type: 'view', view_id: view.id },
        block_id: block,
        action_id: element.action_id,
        state,
        ...text,
      });
      await quiet();
    }
  }

  return {
    id: user,
    client,
    messages,
    modal,
    modals: () => client().modals,
    fill,
    thread(channel, ts) {
      const found = slack.ground.world.channels.get(channelId(channel));
      return found ? threadPage(found, user, ts).messages : [];
    },
    newest(channel) {
      const newest = messages(channel).at(-1);
      if (!newest) throw new Error(`${user} sees no message in ${channel}`);
      return newest;
    },
    async command(channel, text) {
      const result = await slack.act(user, { type: 'command', channel: channelId(channel), text });
      await quiet();
      return result;
    },
    async say(channel, text) {
      const result = await slack.act(user, { type: 'message', channel: channelId(channel), text });
      await quiet();
      return result;
    },
    async shortcut(callbackId) {
      const result = await slack.act(user, { type: 'shortcut', callback_id: callbackId });
      await quiet();
      return result;
    },
    async messageShortcut(callbackId, { channel, ts }) {
      const action = {
        type: 'messageShortcut',
        callback_id: callbackId,
        channel: channelId(channel),
        ts,
      } as const;
      const result = await slack.act(user, action);
      await quiet();
      return result;
    },
    async press(actionId, where = {}) {
      const { container, blocks } = surfaceWith(actionId, where);
      const { block, element } = elementWith(blocks, actionId, where.value);
      const result = await slack.act(user, {
        type: 'press',
        container,
        block_id: block,
        action_id: actionId,
        ...(where.choose === undefined ? {} : { state: stateFor(element, where.choose) }),
      });
      await quiet();
      return result;
    },
    async search(field, query) {
      const view = modal();
      const { block, element } = fieldOf(view, field);
      const container: Container = { type: 'view', view_id: view.id };
      const found = await slack.act(user, {
        type: 'options',
        container,
        block_id: block,
        action_id: element.action_id,
        query,
      });
      await quiet();
      return found.options ?? (found.option_groups ?? []).flatMap(({ options }) => options);
    },
    async submit(entries = {}) {
      const view = modal();
      const values: StateValues = {};
      for (const [field, entry] of Object.entries(entries)) {
        const { block, element } = fieldOf(view, field);
        values[block] = { [element.action_id]: stateFor(element, entry) };
      }
      const result = await slack.act(user, { type: 'submit', view_id: view.id, values });
      await quiet();
      return result;
    },
    async closeModal() {
      await slack.act(user, { type: 'close', view_id: modal().id });
      await quiet();
    },
    async openHome() {
      await slack.act(user, { type: 'openHome', tab: 'home' });
      await quiet();
      const { home } = client();
      if (!home) throw new Error(`${user} sees no home`);
      return home;
    },
  };

  function surfaceWith(
    actionId: string,
    { channel, ts, value }: { channel?: string; ts?: string; value?: string },
  ): { container: Container; blocks: readonly ShownBlock[] } {
    const { modals, home } = client();
    if (!channel) {
      for (const view of [...modals.slice(-1), ...(home && modals.length === 0 ? [home] : [])]) {
        if (tryElement(view.blocks, actionId, value)) {
          return { container: { type: 'view', view_id: view.id }, blocks: view.blocks };
        }
      }
    }
    const places = channel ? [channel] : client().channels.map(({ id }) => id);
    const found = places
      .flatMap((place) => messages(place).flatMap((one) => [one, ...(one.reply_count ? threadOf(one) : [])]))
      .filter((one) => (ts === undefined || one.ts === ts) && tryElement(one.blocks, actionId, value))
      .sort((a, b) => (a.ts < b.ts ? -1 : 1))
      .at(-1);
    if (!found) throw new Error(`${user} sees nothing to press that is ${actionId}`);
    return { container: { type: 'message', channel: found.channel, ts: found.ts }, blocks: found.blocks };
  }

  function threadOf({ channel, ts }: MessageInfo): MessageInfo[] {
    const found = slack.ground.world.channels.get(channel);
    return found ? threadPage(found, user, ts).messages.slice(1) : [];
  }
}

interface Element {
  type: string;
  action_id: string;
  value?: string;
  options?: Option[];
  option_groups?: { options: Option[] }[];
}

function elementsOf(block: ShownBlock): Element[] {
  const { element, elements, accessory } = block as {
    element?: Element;
    elements?: Element[];
    accessory?: Element;
  };
  return [element, ...(elements ?? []), accessory].filter(
    (one): one is Element => one?.action_id !== undefined,
  );
}

function tryElement(blocks: readonly ShownBlock[], actionId: string, value?: string) {
  for (const block of blocks) {
    const element = elementsOf(block).find(
      (one) => one.action_id === actionId && (value === undefined || one.value === value),
    );
    if (element) return { block: block.block_id, element };
  }
  return null;
}

function elementWith(blocks: readonly ShownBlock[], actionId: string, value?: string) {
  const found = tryElement(blocks, actionId, value);
  if (!found) throw new Error(`Nothing there is ${actionId}`);
  return found;
}

/** The input with this name; a suffix after `#` in its block_id does not matter. */
function fieldOf(view: ViewInfo, field: string): { block: string; element: Element } {
  const block = view.blocks.find((one) => one.block_id === field || one.block_id.split('#')[0] === field);
  const element = block && elementsOf(block)[0];
  if (!block || !element) {
    throw new Error(
      `The modal has no field ${field}, only ${view.blocks.map((one) => one.block_id).join(', ')}`,
    );
  }
  return { block: block.block_id, element };
}

function stateFor(element: Element, entry: Entry): ElementState {
  const options = element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
  const choose = (value: unknown): Option => {
    if (typeof value === 'object' && value !== null) return value as Option;
    const found = options.find((one) => one.value === value);
    if (!found)
      throw new Error(`${element.action_id} does not offer ${value}: ${options.map((o) => o.value)}`);
    return found;
  };
  const list = Array.isArray(entry) ? (entry as readonly string[]) : entry === null ? [] : [entry];
  const text = entry === null ? null : String(entry);
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type: element.type, value: text };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return { type: element.type, selected_option: entry === null ? null : choose(entry) };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type: element.type, selected_options: list.map(choose) };
    case 'users_select':
      return { type: element.type, selected_user: text };
    case 'multi_conversations_select':
      return { type: element.type, selected_conversations: list.map(String) };
    case 'multi_users_select':
      return { type: element.type, selected_users: list.map(String) };
    case 'conversations_select':
      return { type: element.type, selected_conversation: text };
    case 'channels_select':
      return { type: element.type, selected_channel: text };
    case 'datepicker':
      return { type: element.type, selected_date: text };
    case 'timepicker':
      return { type: element.type, selected_time: text };
    case 'datetimepicker':
      return { type: element.type, selected_date_time: entry === null ? null : Number(entry) };
    default:
      throw new Error(`A test cannot fill ${element.type}`);
  }
}
