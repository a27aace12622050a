import type { ElementState, MessageInfo, ShownBlock, ViewInfo } from './protocol.js';
import { optionsOf } from './server/element-parts.js';
import { shownText } from './server/escape.js';
import { elementsOf, type Placed } from './server/inputs.js';
import type { Plain } from './server/plain.js';
import { isPlain, plains, str } from './server/plain.js';

/** How a test names an element: its visible text or label, or an id. */
export type Named = string | { text?: string; action_id?: string; block_id?: string; value?: string };

/** A message with what a person reads of it. */
export interface Seen extends MessageInfo {
  /** All its text: fallback only when there are no blocks. */
  shown: string;
  /** Texts of its buttons. */
  buttons: string[];
}

const asPlain = (blocks: readonly ShownBlock[]): Plain[] => blocks as unknown as Plain[];
const textOf = (value: unknown): string => (isPlain(value) ? str(value.text) : '');

/** What a person calls an element: a button's text, an input's label, a section's text, the placeholder. */
export function namesOf(placed: Placed): string[] {
  const { element, block } = placed;
  return [textOf(element.text), textOf(block.label), textOf(block.text), textOf(element.placeholder)].filter(
    Boolean,
  );
}

export function blocksOf(place: MessageInfo | ViewInfo): Plain[] {
  const attached = 'attachments' in place ? place.attachments.flatMap((one) => one.blocks ?? []) : [];
  return asPlain([...place.blocks, ...attached]);
}

export function seen(message: MessageInfo): Seen {
  const blocks = blocksOf(message);
  const shown = blocks.length > 0 ? shownText(blocks) : message.text;
  const buttons = elementsOf(blocks)
    .filter((one) => one.element.type === 'button')
    .map((one) => textOf(one.element.text));
  return { ...message, shown, buttons };
}

/** An element, and for an overflow menu the option that was named. */
export interface Found {
  placed: Placed;
  option?: Plain;
}

function candidates(blocks: Plain[]): { found: Found; names: string[] }[] {
  return elementsOf(blocks).flatMap((placed) => {
    const own = { found: { placed }, names: namesOf(placed) };
    if (placed.element.type !== 'overflow') return [own];
    return [
      own,
      ...plains(placed.element.options).map((option) => ({
        found: { placed, option },
        names: [textOf(option.text)],
      })),
    ];
  });
}

function fits(
  one: { found: Found; names: string[] },
  named: Exclude<Named, string>,
  exact: boolean,
): boolean {
  const { placed, option } = one.found;
  if (named.action_id !== undefined && placed.actionId !== named.action_id) return false;
  if (named.block_id !== undefined && placed.blockId !== named.block_id) return false;
  if (named.value !== undefined && (option ?? placed.element).value !== named.value) return false;
  if (named.text === undefined) return option === undefined || named.value !== undefined;
  const text = named.text;
  return one.names.some((name) => (exact ? name === text : name.includes(text)));
}

/** Finds an element by what it says, else by its ids. Throws, saying what there is, when none or several fit. */
export function findElement(blocks: Plain[], named: Named): Found {
  const all = candidates(blocks);
  const asked = typeof named === 'string' ? { text: named } : named;
  const byId =
    typeof named === 'string'
      ? all.filter(
          ({ found: { placed, option } }) => !option && [placed.actionId, placed.blockId].includes(named),
        )
      : [];
  const tries = [
    all.filter((one) => fits(one, asked, true)),
    byId,
    all.filter((one) => fits(one, asked, false)),
  ];
  const hits = tries.find((list) => list.length > 0) ?? [];
  if (hits.length === 1) return (hits[0] as { found: Found }).found;
  const there = all.map((one) => `${one.names[0] ?? '(no text)'} [${one.found.placed.actionId}]`).join(', ');
  const what = JSON.stringify(named);
  throw new Error(
    hits.length === 0
      ? `There is no ${what} here; there is: ${there}`
      : `Several are called ${what}: ${there}`,
  );
}

/** An option by its text or value among some. */
export function findOption(options: Plain[], wanted: string): Plain {
  const found =
    options.find((one) => one.value === wanted) ??
    options.find((one) => textOf(one.text) === wanted) ??
    options.find((one) => textOf(one.text).includes(wanted));
  if (found) return found;
  throw new Error(
    `${JSON.stringify(wanted)} is not offered; there is: ${options.map((one) => textOf(one.text)).join(', ')}`,
  );
}

/** What a test writes into a field: text, option texts, ids, a Date. null empties it. */
export type Filling = string | number | null | Date | readonly string[];

/** Turns `{ 'Label': 'High' }` into the state that Slack's client would hold. `idOf` knows people and channels. */
export function stateFor(
  element: Plain,
  value: Filling,
  help: { options?: Plain[]; idOf(name: string): string },
): ElementState {
  const type = str(element.type);
  const many = value === null ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
  const one = value === null ? null : many[0];
  const options = help.options ?? optionsOf(element);
  const id = (name: string | null | undefined) => (name ? help.idOf(name) : null);
  const make = (state: Plain) => ({ type, ...state }) as unknown as ElementState;
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return make({ selected_option: one === null || one === undefined ? null : findOption(options, one) });
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return make({ selected_options: many.map((text) => findOption(options, text)) });
    case 'users_select':
      return make({ selected_user: id(one) });
    case 'multi_users_select':
      return make({ selected_users: many.map(help.idOf) });
    case 'channels_select':
      return make({ selected_channel: id(one) });
    case 'multi_channels_select':
      return make({ selected_channels: many.map(help.idOf) });
    case 'conversations_select':
      return make({ selected_conversation: id(one) });
    case 'multi_conversations_select':
      return make({ selected_conversations: many.map(help.idOf) });
    case 'datepicker':
      return make({ selected_date: value instanceof Date ? value.toISOString().slice(0, 10) : one });
    case 'timepicker':
      return make({ selected_time: one });
    case 'datetimepicker': {
      const seconds =
        value instanceof Date ? Math.floor(value.getTime() / 1000) : value === null ? null : Number(value);
      return make({ selected_date_time: seconds });
    }
    case 'rich_text_input': {
      const leaf = { type: 'text', text: one };
      const elements = [{ type: 'rich_text_section', elements: [leaf] }];
      return make({ rich_text_value: one ? { type: 'rich_text', elements } : null });
    }
    case 'file_input':
      return make({ files: many.map((file) => ({ id: file })) });
    case 'button':
      throw new Error('A button is pressed, not filled in');
    default:
      return make({ value: one ?? null });
  }
}
