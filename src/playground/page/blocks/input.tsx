import type { InputBlock } from '@slack/types';
import { useId } from 'preact/hooks';
import { Element } from '../elements/element.js';
import { IconWarning } from '../shell/icons.js';
import { words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';

/** A labelled field, with its hint below it and, when it was refused, what is wrong. */
export function InputView({
  block,
  blockId,
  error,
}: {
  block: InputBlock;
  blockId: string;
  error?: string | undefined;
}) {
  const id = useId();
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={`block-input${error ? ' has-error' : ''}`} data-block={blockId}>
      <div class="input-label" id={`${id}-label`}>
        {withEmoji(block.label)}
        {block.optional && <span class="input-optional"> ({words.value.optional})</span>}
      </div>
      <Element
        element={block.element}
        blockId={blockId}
        input={{
          dispatch: block.dispatch_action ?? false,
          optional: block.optional ?? false,
          labelId: `${id}-label`,
          describedBy: described,
          invalid: error !== undefined,
        }}
      />
      {error && (
        <div class="input-error" id={`${id}-error`} role="alert">
          <IconWarning />
          {error}
        </div>
      )}
      {block.hint && (
        <div class="input-hint" id={`${id}-hint`}>
          {withEmoji(block.hint)}
        </div>
      )}
    </div>
  );
}
