import type { Option } from '@slack/types';
import {
  blocksOf,
  type Filling,
  findElement,
  findOption,
  type Named,
  namesOf,
  stateFor,
} from './client-find.js';
import type {
  Action,
  ActionType,
  Delivered,
  ElementState,
  ResultOf,
  SubmitResult,
  ViewInfo,
} from './protocol.js';
import { optionsOf } from './server/element-parts.js';
import { shownText } from './server/escape.js';
import { elementsOf } from './server/inputs.js';
import { type Plain, plains, str } from './server/plain.js';

/** A modal or home tab as a person has it before them. Reads the view anew each time. */
export interface Form {
  readonly id: string;
  /** The view as it is now; throws when it is gone. */
  readonly info: ViewInfo;
  readonly title: string;
  /** Everything that can be read on it. */
  readonly shown: string;
  /** Labels of its inputs, in order. */
  readonly labels: string[];
  readonly buttons: string[];
  /** Label → what is wrong. */
  readonly errors: Record<string, string>;
  readonly open: boolean;
  /** Fills inputs by label, placeholder or id, one after the other, as a person would. */
  fill(values: Record<string, Filling>): Promise<Form>;
  /** Chooses in one select, radio group or set of checkboxes. */
  choose(what: Named, option: Filling): Promise<Form>;
  /** Types into an external select; gives the options that come. */
  type(what: Named, query: string): Promise<Option[]>;
  press(what: Named): Promise<Delivered>;
  /** What the field holds. */
  value(what: Named): ElementState | undefined;
  submit(): Promise<SubmitResult>;
  close(): Promise<void>;
  /** The × that closes the whole stack. */
  closeAll(): Promise<void>;
}

export interface FormHost {
  find(id: string): ViewInfo | undefined;
  idOf(name: string): string;
  act<T extends ActionType>(action: Extract<Action, { type: T }>): Promise<ResultOf<T>>;
}

function labelOf(block: Plain): string {
  return str((block.label as Plain | undefined)?.text) || str(block.block_id);
}

export function formOf(host: FormHost, id: string): Form {
  const view = (): ViewInfo => {
    const found = host.find(id);
    if (!found) throw new Error(`The view ${id} is no longer there`);
    return found;
  };
  const blocks = () => blocksOf(view());
  const container = { type: 'view', view_id: id } as const;

  async function type(what: Named, query: string): Promise<Option[]> {
    const { placed } = findElement(blocks(), what);
    const ids = { block_id: placed.blockId, action_id: placed.actionId };
    const result = await host.act<'options'>({ type: 'options', container, ...ids, query });
    return result.options ?? result.option_groups?.flatMap((group) => group.options) ?? [];
  }

  async function put(what: Named, value: Filling): Promise<void> {
    const { placed } = findElement(blocks(), what);
    const { element } = placed;
    let options = optionsOf(element);
    if (/external_select$/.test(str(element.type)) && value !== null) {
      // A person types and chooses from what comes; already chosen options may stay.
      const wanted = Array.isArray(value) ? value.map(String) : [String(value)];
      const lists = await Promise.all(wanted.map((query) => type(what, query)));
      options = lists.flat() as unknown as Plain[];
    }
    const state = stateFor(element, value, { options, idOf: host.idOf });
    const ids = { block_id: placed.blockId, action_id: placed.actionId };
    if (!placed.isInput) {
      await host.act<'press'>({ type: 'press', container, ...ids, state });
      return;
    }
    const typed = 'value' in state || 'rich_text_value' in state;
    await host.act<'input'>({
      type: 'input',
      container,
      ...ids,
      state,
      ...(typed && { trigger: 'on_character_entered' as const }),
    });
  }

  const form: Form = {
    id,
    get info() {
      return view();
    },
    get title() {
      return view().title?.text ?? '';
    },
    get shown() {
      return shownText(blocks());
    },
    get labels() {
      return blocks()
        .filter((block) => block.type === 'input')
        .map(labelOf);
    },
    get buttons() {
      return elementsOf(blocks())
        .filter((one) => one.element.type === 'button')
        .map((one) => namesOf(one)[0] ?? one.actionId);
    },
    get errors() {
      const known = new Map(blocks().map((block) => [str(block.block_id), labelOf(block)]));
      return Object.fromEntries(
        Object.entries(view().errors).map(([key, text]) => [known.get(key) ?? key, text]),
      );
    },
    get open() {
      return host.find(id) !== undefined;
    },
    async fill(values) {
      for (const [what, value] of Object.entries(values)) await put(what, value);
      return form;
    },
    async choose(what, option) {
      await put(what, option);
      return form;
    },
    type,
    async press(what) {
      const { placed, option } = findElement(blocks(), what);
      const ids = { block_id: placed.blockId, action_id: placed.actionId };
      const state = option
        ? {
            state: {
              type: 'overflow',
              selected_option: findOption([option], str(option.value)),
            } as unknown as ElementState,
          }
        : {};
      return host.act<'press'>({ type: 'press', container, ...ids, ...state });
    },
    value(what) {
      const { placed } = findElement(blocks(), what);
      return view().values[placed.blockId]?.[placed.actionId];
    },
    submit: () => host.act<'submit'>({ type: 'submit', view_id: id }),
    async close() {
      await host.act<'close'>({ type: 'close', view_id: id });
    },
    async closeAll() {
      await host.act<'close'>({ type: 'close', view_id: id, all: true });
    },
  };
  return form;
}

/** Texts of the options a field offers by itself. */
export function offeredTexts(element: Plain): string[] {
  return plains(optionsOf(element)).map((one) => str((one.text as Plain | undefined)?.text));
}
