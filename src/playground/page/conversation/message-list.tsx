import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageInfo } from '../../protocol.js';
import { IconChevron } from '../shell/icons.js';
import { channel, openChannel, reader, timeline, unreadFrom, words } from '../state/store.js';
import { loadOlder } from '../state/sync.js';
import { dayKey, formatDay } from '../text/format-date.js';
import { Message, timeOf } from './message.js';

const groupingMs = 5 * 60_000;

/** Whether a message continues the one before it. */
function continues(before: MessageInfo | undefined, message: MessageInfo): boolean {
  return (
    before !== undefined &&
    before.user === message.user &&
    before.username === message.username &&
    !before.subtype &&
    // Cards stand by themselves, so that one sees where each begins.
    before.blocks.length + message.blocks.length === 0 &&
    !before.ephemeral &&
    !message.ephemeral &&
    !message.broadcast &&
    !message.pinned &&
    timeOf(message.ts) - timeOf(before.ts) < groupingMs
  );
}

/** The conversation: days, the line above what is new, grouped messages; stays at the end while one is there. */
export function MessageList() {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const opened = useRef<string | undefined>(undefined);
  const anchor = useRef<{ height: number } | undefined>(undefined);
  const [far, setFar] = useState(false);
  const shown = timeline.value;
  const id = openChannel.value;
  const info = id ? channel(id) : undefined;
  const w = words.value;

  useLayoutEffect(() => {
    const list = box.current;
    if (!list || !shown) return;
    if (opened.current !== shown.channel) {
      opened.current = shown.channel;
      atEnd.current = true;
    }
    if (anchor.current) {
      list.scrollTop += list.scrollHeight - anchor.current.height;
      anchor.current = undefined;
    } else if (atEnd.current) list.scrollTop = list.scrollHeight;
  });
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return undefined;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) list.scrollTop = list.scrollHeight;
    });
    watch.observe(list);
    if (list.firstElementChild) watch.observe(list.firstElementChild);
    return () => watch.disconnect();
  }, []);

  const onScroll = () => {
    const list = box.current;
    if (!list) return;
    const distance = list.scrollHeight - list.scrollTop - list.clientHeight;
    // Content that grows also moves the distance: only a person who scrolls up leaves the end.
    if (distance < 60) atEnd.current = true;
    else if (list.scrollTop < lastTop.current - 2) atEnd.current = false;
    lastTop.current = list.scrollTop;
    setFar(distance > 400);
  };
  const older = async () => {
    anchor.current = { height: box.current?.scrollHeight ?? 0 };
    await loadOlder();
  };
  const messages = shown?.channel === id ? (shown?.messages ?? []) : [];
  return (
    <div class="message-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div class="message-list" ref={box} onScroll={onScroll} role="log" aria-label={w.messages} tabIndex={0}>
        <div class="message-column">
          {shown?.hasMore ? (
            <button type="button" class="button plain older" onClick={() => void older()}>
              {w.older}
            </button>
          ) : (
            shown &&
            info && (
              <p class="beginning">
                {info.kind === 'dm' ? w.beginningDm(info.name) : w.beginning(info.name)}
                {info.topic && <span>{info.topic}</span>}
              </p>
            )
          )}
          {messages.map((message, index) => (
            <Row key={message.ts} message={message} before={messages[index - 1]} />
          ))}
        </div>
      </div>
      {far && (
        <button
          type="button"
          class="jump"
          onClick={() => {
            if (box.current) box.current.scrollTop = box.current.scrollHeight;
          }}
        >
          <IconChevron /> {w.jumpToLatest}
        </button>
      )}
    </div>
  );
}

function Row({ message, before }: { message: MessageInfo; before: MessageInfo | undefined }) {
  const zone = reader.value.timeZone;
  const at = timeOf(message.ts);
  const newDay = !before || dayKey(timeOf(before.ts), zone) !== dayKey(at, zone);
  const firstUnread = unreadFrom.value?.ts === message.ts;
  return (
    <>
      {newDay && (
        <div class="day-line">
          <span>{formatDay(at, reader.value)}</span>
        </div>
      )}
      {firstUnread && (
        <div class="new-line">
          <span>{words.value.newMessages}</span>
        </div>
      )}
      <Message
        message={message}
        compact={!newDay && !firstUnread && continues(before, message)}
        inThread={false}
      />
    </>
  );
}
