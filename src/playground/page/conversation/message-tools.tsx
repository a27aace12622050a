import { useState } from 'preact/hooks';
import type { MessageInfo } from '../../protocol.js';
import { MenuButton } from '../elements/menu.js';
import { IconMore, IconReply } from '../shell/icons.js';
import { act } from '../state/act.js';
import { openThread } from '../state/route.js';
import { snapshot, words } from '../state/store.js';

/** What can be done with a message; appears on hover and on focus, stays open with its menu. */
export function MessageTools({ message, inThread }: { message: MessageInfo; inThread: boolean }) {
  const [open, setOpen] = useState(false);
  const w = words.value;
  const app = snapshot.value?.app.name ?? '';
  const shortcuts = (snapshot.value?.shortcuts ?? []).filter((one) => one.type === 'message');
  return (
    <div class={`message-tools${open ? ' is-open' : ''}`}>
      {!inThread && (
        <button
          type="button"
          class="icon-button"
          aria-label={w.replyInThread}
          title={w.replyInThread}
          onClick={() => openThread(message.channel, message.thread_ts ?? message.ts)}
        >
          <IconReply />
        </button>
      )}
      <MenuButton
        label={w.messageActions}
        class="icon-button"
        align="end"
        onOpen={setOpen}
        items={[
          ...shortcuts.map((one) => ({
            key: one.callback_id,
            label: one.name,
            description: app,
            onPick: () =>
              void act({
                type: 'messageShortcut',
                callback_id: one.callback_id,
                channel: message.channel,
                ts: message.ts,
              }),
          })),
          ...(inThread
            ? []
            : [
                {
                  key: ' reply',
                  label: w.replyInThread,
                  onPick: () => openThread(message.channel, message.thread_ts ?? message.ts),
                },
              ]),
          {
            key: ' copy',
            label: w.copyText,
            onPick: () => void navigator.clipboard?.writeText(message.text).catch(() => undefined),
          },
        ]}
      >
        <IconMore />
      </MenuButton>
    </div>
  );
}
