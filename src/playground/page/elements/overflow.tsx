import type { Overflow } from '@slack/types';
import { IconMore } from '../shell/icons.js';
import { words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';
import { isSafeUrl } from '../text/inline.js';
import { MenuButton } from './menu.js';
import { type ElementProps, useElement } from './use-element.js';

/** The "…" menu of a section or an actions block. */
export function OverflowElement(props: ElementProps<Overflow>) {
  const { change, busy, disabled } = useElement(props);
  return (
    <MenuButton
      label={words.value.moreActions}
      class="button plain icon-only"
      disabled={disabled}
      busy={busy}
      align="end"
      items={props.element.options.map((option, index) => ({
        key: option.value ?? String(index),
        label: withEmoji(option.text),
        description: option.description && withEmoji(option.description),
        href: option.url && isSafeUrl(option.url) ? option.url : undefined,
        onPick: () => void change({ type: 'overflow', selected_option: option }),
      }))}
    >
      {busy ? <span class="spinner" /> : <IconMore />}
    </MenuButton>
  );
}
