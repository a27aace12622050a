import type { MessageInfo } from '../../protocol.js';
import { Avatar } from '../shell/avatar.js';
import { openThread } from '../state/route.js';
import { person, reader, words } from '../state/store.js';
import { formatBrief } from '../text/format-date.js';

/** "3 replies · Last reply 14:05" under a message. */
export function ThreadLink({ message }: { message: MessageInfo }) {
  const writers = message.reply_users.flatMap((id) => person(id) ?? []).slice(0, 4);
  return (
    <button type="button" class="thread-link" onClick={() => openThread(message.channel, message.ts)}>
      {writers.map((user) => (
        <Avatar key={user.id} person={user} size="small" />
      ))}
      <span class="thread-count">{words.value.replies(message.reply_count)}</span>
      {message.latest_reply && (
        <span class="quiet">
          {words.value.lastReply(formatBrief(Number(message.latest_reply) * 1000, reader.value))}
        </span>
      )}
    </button>
  );
}
