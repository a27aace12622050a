import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PersonInfo } from '../../protocol.js';
import { Growing } from '../elements/growing.js';
import { Avatar } from '../shell/avatar.js';
import { IconSend } from '../shell/icons.js';
import { act } from '../state/act.js';
import { channel, shownName, snapshot, words } from '../state/store.js';
import { composerText } from './composer-text.js';
import { ShortcutsButton } from './shortcuts-button.js';

type Suggestion = {
  key: string;
  insert: string;
  title: string;
  hint?: string;
  about?: string;
  person?: PersonInfo;
};

/** What could stand at the caret: a command at the start of the box, a person or channel after @ or #. */
function suggestionsFor(
  text: string,
  caret: number,
  inThread: boolean,
): { from: number; list: Suggestion[] } {
  const state = snapshot.value;
  const before = text.slice(0, caret);
  if (!state) return { from: 0, list: [] };
  if (!inThread && /^\/\S*$/.test(before)) {
    const list = state.commands
      .filter((one) => one.command.startsWith(before.toLowerCase()))
      .map((one) => ({
        key: one.command,
        insert: `${one.command} `,
        title: one.command,
        hint: one.usage_hint,
        about: one.description,
      }));
    return { from: 0, list };
  }
  const typed = /(?:^|[\s(（，。、])([@#])([^\s@#]*)$/u.exec(before);
  if (!typed) return { from: 0, list: [] };
  const from = before.length - (typed[2]?.length ?? 0) - 1;
  const wanted = (typed[2] ?? '').toLowerCase();
  if (typed[1] === '#') {
    const list = state.channels
      .filter((one) => (one.kind === 'public' || one.kind === 'private') && one.name.includes(wanted))
      .slice(0, 8)
      .map((one) => ({ key: one.id, insert: `#${one.name} `, title: `#${one.name}`, about: one.topic }));
    return { from, list };
  }
  const list = state.users
    .filter(
      (one) =>
        !one.deactivated && `${one.name} ${one.real_name} ${one.display_name}`.toLowerCase().includes(wanted),
    )
    .slice(0, 8)
    .map((one) => ({
      key: one.id,
      insert: `@${one.name} `,
      title: shownName(one),
      about: one.title,
      person: one,
    }));
  return { from, list };
}

/** The box to write in: Enter sends, Shift+Enter breaks the line, `/` lists the commands. */
export function Composer({ channelId, threadTs }: { channelId: string; threadTs?: string }) {
  const key = `${channelId} ${threadTs ?? ''}`;
  const text = composerText.value[key] ?? '';
  const [caret, setCaret] = useState(0);
  const [hidden, setHidden] = useState(false);
  const [moved, setMoved] = useState({ on: '', to: 0 });
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = `suggestions-${threadTs ?? 'channel'}`;
  const info = channel(channelId);
  const w = words.value;
  const setText = (next: string) => {
    composerText.value = { ...composerText.value, [key]: next };
  };
  const { from, list } = useMemo(
    () => suggestionsFor(text, caret, threadTs !== undefined),
    [text, caret, threadTs, snapshot.value],
  );
  const open = !hidden && list.length > 0;
  const active = moved.on === text ? moved.to : 0;
  const setActive = (to: number) => setMoved({ on: text, to });
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, [key]);

  const insert = (suggestion: Suggestion) => {
    const rest = text.slice(caret);
    const next = text.slice(0, from) + suggestion.insert + rest.replace(/^ /, '');
    setText(next);
    const at = from + suggestion.insert.length;
    queueMicrotask(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at, at);
      setCaret(at);
    });
  };
  const send = async () => {
    const typed = text.trim();
    if (typed === '' || sending) return;
    setSending(true);
    setText('');
    const thread = threadTs ? { thread_ts: threadTs } : {};
    const isCommand = typed.startsWith('/');
    const result = isCommand
      ? await act({ type: 'command', channel: channelId, text: typed, ...thread })
      : await act({ type: 'message', channel: channelId, text: typed, ...thread });
    setSending(false);
    // A refused text comes back, so that nobody types it twice.
    if (!result && (composerText.value[key] ?? '') === '') setText(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (open) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        setActive((active + (event.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length);
        return;
      }
      const chosen = list[active];
      const complete = chosen !== undefined && text.slice(from, caret) === chosen.insert.trim();
      if (chosen && !complete && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
        event.preventDefault();
        insert(chosen);
        return;
      }
      if (event.key === 'Escape') {
        event.preventDefault();
        setHidden(true);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };
  const place = (target: HTMLTextAreaElement) => setCaret(target.selectionStart);
  const name = !info ? '' : info.kind === 'dm' ? info.name : `#${info.name}`;
  const usage = usageOf(text);
  return (
    <div class="composer">
      {open && (
        <div
          class="suggestions"
          role="listbox"
          id={listId}
          aria-label={from === 0 && text.startsWith('/') ? w.commands : w.people}
        >
          {list.map((one, index) => (
            <div
              key={one.key}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              class={`suggestion${index === active ? ' is-active' : ''}`}
              onMouseMove={(event) => {
                if (event.movementX !== 0 || event.movementY !== 0) setActive(index);
              }}
              onMouseDown={(event) => {
                event.preventDefault();
                insert(one);
              }}
            >
              {one.person && <Avatar person={one.person} size="small" />}
              <span class="suggestion-title">{one.title}</span>
              {one.hint && <span class="suggestion-hint">{one.hint}</span>}
              {one.about && <span class="suggestion-about">{one.about}</span>}
            </div>
          ))}
        </div>
      )}
      <div class="composer-box">
        <Growing
          fieldRef={field}
          class="composer-field"
          value={text}
          minRows={1}
          maxRows={10}
          placeholder={threadTs ? w.replyPlaceholder : w.messageTo(name)}
          aria-label={threadTs ? w.replyInThread : w.messageTo(name)}
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open ? `${listId}-${active}` : undefined}
          onText={(next, target) => {
            setText(next);
            setHidden(false);
            place(target);
          }}
          onKeyDown={onKeyDown}
          onKeyUp={(event) => place(event.currentTarget)}
          onClick={(event) => place(event.currentTarget)}
          onBlur={() => setHidden(true)}
        />
        <div class="composer-bar">
          {!threadTs && (
            <ShortcutsButton
              onCommand={(command) => {
                setText(`${command} `);
                field.current?.focus();
                setCaret(command.length + 1);
              }}
            />
          )}
          <span class="composer-usage">{usage}</span>
          <button
            type="button"
            class={`send${text.trim() ? ' is-ready' : ''}`}
            aria-label={w.send}
            title={w.send}
            aria-busy={sending}
            onClick={() => void send()}
          >
            {sending ? <span class="spinner" /> : <IconSend />}
          </button>
        </div>
      </div>
    </div>
  );
}

/** The usage hint of the command that stands in the box. */
function usageOf(text: string): string {
  const name = /^(\/\S+)\s/.exec(text)?.[1];
  const found = name && snapshot.value?.commands.find((one) => one.command === name);
  return found ? `${found.command} ${found.usage_hint}` : '';
}
