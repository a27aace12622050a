import { useEffect, useRef } from 'preact/hooks';
import { TextObjectView } from '../blocks/section.js';
import { question } from '../state/confirm.js';
import { words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';

/** "Are you sure?" of a button or select. */
export function ConfirmDialog() {
  const open = question.value;
  return open ? <OpenConfirm key={open.confirm.text.text} /> : null;
}

function OpenConfirm() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = question.value;
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      dialog.current?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  if (!open) return null;
  const { confirm, answer } = open;
  return (
    <dialog
      ref={dialog}
      class="modal confirm"
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault();
        answer(false);
      }}
    >
      <div class="confirm-body">
        {confirm.title && <h2 id="confirm-title">{withEmoji(confirm.title)}</h2>}
        <TextObjectView text={confirm.text} />
      </div>
      <footer class="modal-foot">
        <button type="button" class="button plain" onClick={() => answer(false)}>
          {confirm.deny ? withEmoji(confirm.deny) : words.value.cancel}
        </button>
        <button type="button" class={`button ${confirm.style ?? 'primary'}`} onClick={() => answer(true)}>
          {confirm.confirm ? withEmoji(confirm.confirm) : words.value.ok}
        </button>
      </footer>
    </dialog>
  );
}
