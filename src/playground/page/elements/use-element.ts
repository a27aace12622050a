import { useState } from 'preact/hooks';
import type { ElementState } from '../../protocol.js';
import { useSurface } from '../blocks/surface.js';
import { act } from '../state/act.js';
import { confirmed } from '../state/confirm.js';
import { draftsFor, draftsOf, setDraft } from '../state/drafts.js';
import { initialState, type StatefulElement } from './element-state.js';

/** What every element component is given. `input` stands for the input block around it, if there is one. */
export type ElementProps<T> = {
  element: T;
  blockId: string;
  input?: { dispatch: boolean; optional: boolean; labelId: string; describedBy: string; invalid: boolean };
};

type Trigger = 'on_character_entered' | 'on_enter_pressed';

/** The kind of content that belongs to an element (several element types may share one). */
type Held<T extends StatefulElement, S extends ElementState = ElementState> = S extends ElementState
  ? [Extract<T['type'], S['type']>] extends [never]
    ? never
    : S & { type: Extract<T['type'], S['type']> }
  : never;

/**
 * The content of an element and how to change it: drafts first, then what the server holds, then what the app
 * gave. In an input block a change is only told to the app when the block dispatches; elsewhere always.
 */
export function useElement<T extends StatefulElement>(props: ElementProps<T>) {
  const { element, blockId, input } = props;
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  const actionId = element.action_id ?? '';
  const draft = draftsOf(surface.container)[blockId]?.[actionId];
  const held = draft ?? surface.values[blockId]?.[actionId];
  const state = (held?.type === element.type ? held : initialState(element)) as Held<T>;

  const change = async (next: Held<T>, trigger?: Trigger) => {
    const place = { container: surface.container, block_id: blockId, action_id: actionId };
    if (input) {
      setDraft(surface.container, blockId, actionId, next);
      if (!input.dispatch) return;
      const values = draftsFor(surface.container, surface.blocks);
      await act({ type: 'input', ...place, state: next, ...(trigger ? { trigger } : {}), values });
      return;
    }
    const question = 'confirm' in element ? element.confirm : undefined;
    if (!(await confirmed(question))) return;
    setDraft(surface.container, blockId, actionId, next);
    setBusy(true);
    const values = draftsFor(surface.container, surface.blocks);
    await act({ type: 'press', ...place, state: next, values });
    setBusy(false);
  };

  return { state, change, busy, disabled: surface.readOnly === true, surface };
}
