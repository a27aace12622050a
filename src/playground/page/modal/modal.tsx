import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViewInfo } from '../../protocol.js';
import { Blocks } from '../blocks/blocks.js';
import { SurfaceContext } from '../blocks/surface.js';
import { noticeText } from '../conversation/notices.js';
import { Avatar } from '../shell/avatar.js';
import { IconClose, IconWarning } from '../shell/icons.js';
import { act } from '../state/act.js';
import { draftsFor } from '../state/drafts.js';
import { person, snapshot, words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';
import { TourHint } from './tour-hint.js';

/** The view on top, in a native dialog: the browser keeps the focus inside and gives it back. */
export function Modal({ view, depth }: { view: ViewInfo; depth: number }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<{ view: string; errors: Record<string, string> }>();
  const w = words.value;
  const errors = { ...(refused?.view === view.id ? refused.errors : {}), ...view.errors };
  const errorCount = Object.keys(errors).length;
  const busy = sending || view.busy;

  // Before the paint, so that a quick typist's first key already lands in the form.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      dialog.current?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useLayoutEffect(() => {
    if (body.current) body.current.scrollTop = 0;
    const asked = body.current?.querySelector<HTMLElement>('[data-autofocus]');
    const first = body.current?.querySelector<HTMLElement>(
      '.block-input input:not([type=file]), .block-input textarea, .block-input button',
    );
    const target = asked ?? first ?? dialog.current;
    target?.focus();
  }, [view.id]);
  const focusError = (found: Record<string, string>) => {
    const first = view.blocks.find((block) => block.block_id in found);
    const field = first && body.current?.querySelector(`[data-block="${CSS.escape(first.block_id)}"]`);
    field?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  };

  const submit = async () => {
    if (busy || view.submit_disabled || !view.submit) return;
    setSending(true);
    setRefused(undefined);
    const values = draftsFor({ type: 'view', view_id: view.id }, view.blocks);
    const result = await act({ type: 'submit', view_id: view.id, values });
    setSending(false);
    if (result?.outcome === 'errors' && result.errors) {
      setRefused({ view: view.id, errors: result.errors });
      focusError(result.errors);
    }
  };
  const close = (all: boolean) =>
    void act({ type: 'close', view_id: view.id, ...(all ? { all: true } : {}) });
  const notice = snapshot.value?.notices.findLast((one) => one.view_id === view.id);
  const app = person(snapshot.value?.app.bot_user_id ?? '');
  const surface = {
    kind: 'modal' as const,
    container: { type: 'view' as const, view_id: view.id },
    blocks: view.blocks,
    values: view.values,
  };
  const hasInput = view.blocks.some((block) => block.type === 'input');
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-labelledby="modal-title"
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        close(false);
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header class="modal-head">
          {app && <Avatar person={app} size="small" />}
          <h2 id="modal-title">{view.title ? withEmoji(view.title) : ''}</h2>
          <button type="button" class="icon-button" aria-label={w.close} onClick={() => close(true)}>
            <IconClose />
          </button>
        </header>
        <TourHint />
        <div class="modal-body" ref={body} key={view.id}>
          <SurfaceContext.Provider value={surface}>
            <Blocks blocks={view.blocks} errors={errors} />
          </SurfaceContext.Provider>
        </div>
        {notice && (
          <div class="modal-notice" role="alert">
            <IconWarning />
            {noticeText(notice)}
          </div>
        )}
        <footer class="modal-foot">
          {errorCount > 0 && <span class="modal-errors">{w.fixErrors(errorCount)}</span>}
          <button type="button" class="button plain" onClick={() => close(false)}>
            {view.close ? withEmoji(view.close) : depth > 1 ? w.back : hasInput ? w.cancel : w.close}
          </button>
          {view.submit && (
            <button type="submit" class="button primary" aria-busy={busy} disabled={view.submit_disabled}>
              <span class="button-text">{withEmoji(view.submit)}</span>
              {busy && <span class="spinner" />}
            </button>
          )}
        </footer>
        <span class="visually-hidden" role="status">
          {busy ? w.sending : ''}
        </span>
      </form>
    </dialog>
  );
}
