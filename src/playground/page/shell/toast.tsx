import { useEffect } from 'preact/hooks';
import { toast, words } from '../state/store.js';
import { IconClose } from './icons.js';

const shownMs = 6_000;

/** What the page itself has to say, for a few seconds. In the top layer, so that a modal does not hide it. */
export function Toast() {
  const shown = toast.value;
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => {
      toast.value = undefined;
    }, shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {shown && (
        <div
          class="toast"
          key={shown.id}
          popover="manual"
          ref={(box) => {
            if (box && !box.matches(':popover-open')) box.showPopover?.();
          }}
        >
          <span>{shown.text}</span>
          <button
            type="button"
            aria-label={words.value.close}
            onClick={() => {
              toast.value = undefined;
            }}
          >
            <IconClose />
          </button>
        </div>
      )}
    </div>
  );
}
