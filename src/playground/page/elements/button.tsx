import type { Button } from '@slack/types';
import { useState } from 'preact/hooks';
import { useSurface } from '../blocks/surface.js';
import { act } from '../state/act.js';
import { confirmed } from '../state/confirm.js';
import { draftsFor } from '../state/drafts.js';
import { withEmoji } from '../text/emoji.js';
import { isSafeUrl } from '../text/inline.js';
import type { ElementProps } from './use-element.js';

/** A Block Kit button: asks its confirm dialog, tells the app, shows that it waits. */
export function ButtonElement({ element, blockId }: ElementProps<Button>) {
  const surface = useSurface();
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (busy || !(await confirmed(element.confirm))) return;
    setBusy(true);
    await act({
      type: 'press',
      container: surface.container,
      block_id: blockId,
      action_id: element.action_id ?? '',
      values: draftsFor(surface.container, surface.blocks),
    });
    setBusy(false);
  };
  const look = `button ${element.style ?? 'plain'}`;
  if (element.url && isSafeUrl(element.url)) {
    return (
      <a
        class={look}
        href={element.url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={element.accessibility_label}
        onClick={() => void press()}
      >
        {withEmoji(element.text)}
      </a>
    );
  }
  return (
    <button
      type="button"
      class={look}
      data-action={element.action_id}
      aria-label={element.accessibility_label}
      aria-busy={busy}
      disabled={surface.readOnly}
      onClick={() => void press()}
    >
      <span class="button-text">{withEmoji(element.text)}</span>
      {busy && <span class="spinner" />}
    </button>
  );
}
