import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { IconClose } from '../shell/icons.js';
import { closeThread } from '../state/route.js';
import { channel, openThreadTs, thread, words } from '../state/store.js';
import { Composer } from './composer.js';
import { Message } from './message.js';

/** A message and its replies, beside the conversation (over it on a narrow screen). */
export function ThreadPane({ channelId }: { channelId: string }) {
  const ts = openThreadTs.value;
  const list = useRef<HTMLDivElement>(null);
  const w = words.value;
  const messages = thread.value && thread.value.ts === ts ? thread.value.messages : [];
  const [parent, ...replies] = messages;
  const name = channel(channelId)?.name ?? '';
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [messages.length]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy = document.querySelector('dialog[open]') ?? document.querySelector('.floating');
      if (event.key === 'Escape' && !event.defaultPrevented && !busy) closeThread();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (!ts) return null;
  return (
    <aside class="thread-pane" aria-label={w.thread}>
      <header class="pane-head">
        <h2>
          {w.thread} <span class="quiet">#{name}</span>
        </h2>
        <button type="button" class="icon-button" aria-label={w.close} onClick={closeThread}>
          <IconClose />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="thread-list" ref={list} role="log" aria-label={w.thread} tabIndex={0}>
        {parent && <Message message={parent} compact={false} inThread />}
        {parent && (
          <div class="reply-line">
            <span>{replies.length === 0 ? w.noReplies : w.replies(replies.length)}</span>
          </div>
        )}
        {replies.map((message) => (
          <Message key={message.ts} message={message} compact={false} inThread />
        ))}
      </div>
      <Composer channelId={channelId} threadTs={ts} />
    </aside>
  );
}
