import type { ComponentChildren } from 'preact';
import type { FileInfo, MessageInfo } from '../../protocol.js';
import { Blocks } from '../blocks/blocks.js';
import { SurfaceContext } from '../blocks/surface.js';
import { Avatar } from '../shell/avatar.js';
import { IconEye, IconFile, IconPin } from '../shell/icons.js';
import { act } from '../state/act.js';
import { actingAs } from '../state/route.js';
import { me, person, reader, shownName, words } from '../state/store.js';
import { formatBrief, formatMoment, formatTime } from '../text/format-date.js';
import { Emoji, Mrkdwn, UserMention } from '../text/rich-text.js';
import { MessageTools } from './message-tools.js';
import { ThreadLink } from './thread-link.js';

/** Milliseconds of a message's `ts`. */
export function timeOf(ts: string): number {
  return Number(ts) * 1000;
}

/** One message. `compact` follows another of the same person; `inThread` hides what leads into the thread. */
export function Message(props: { message: MessageInfo; compact: boolean; inThread: boolean }) {
  const { message, compact, inThread } = props;
  if (message.subtype && message.subtype in words.value.system) return <SystemLine message={message} />;
  const author = person(message.user);
  const name = message.username ?? (author ? shownName(author) : message.user);
  const at = timeOf(message.ts);
  const mentioned = me.value !== undefined && message.text.includes(`<@${me.value.id}>`);
  const look = [
    'message',
    compact && 'is-compact',
    message.ephemeral && 'is-ephemeral',
    mentioned && 'is-mention',
  ];
  return (
    <article
      class={look.filter(Boolean).join(' ')}
      aria-label={`${name} ${formatBrief(at, reader.value)}`}
      data-ts={message.ts}
    >
      {message.ephemeral && (
        <div class="message-note">
          <IconEye />
          {words.value.onlyYou}
        </div>
      )}
      {message.pinned && (
        <div class="message-note">
          <IconPin />
          {words.value.pinned}
        </div>
      )}
      {message.broadcast && !inThread && <div class="message-note">{words.value.alsoSent}</div>}
      <div class="message-side">
        {compact ? (
          <time class="side-time" dateTime={new Date(at).toISOString()}>
            {formatTime(at, { ...reader.value, language: 'zh' })}
          </time>
        ) : message.icon_emoji ? (
          <span class="avatar size-large is-emoji">
            <Emoji name={message.icon_emoji.replaceAll(':', '')} />
          </span>
        ) : (
          author && <Avatar person={author} size="large" />
        )}
      </div>
      <div class="message-main">
        {!compact && (
          <div class="message-head">
            <strong class="message-author">{name}</strong>
            {message.bot && <span class="badge">{words.value.app}</span>}
            {author?.title && !message.bot && <span class="message-title">{author.title}</span>}
            <time
              class="message-time"
              dateTime={new Date(at).toISOString()}
              title={formatMoment(at, reader.value)}
            >
              {formatTime(at, reader.value)}
            </time>
          </div>
        )}
        <MessageBody message={message} />
        {message.reactions.length > 0 && (
          <div class="reactions">
            {message.reactions.map((reaction) => (
              <span class="reaction" key={reaction.name} title={reaction.users.map(nameOf).join(', ')}>
                <Emoji name={reaction.name} /> {reaction.users.length}
              </span>
            ))}
          </div>
        )}
        {!inThread && message.reply_count > 0 && <ThreadLink message={message} />}
        {message.ephemeral && (
          <button
            type="button"
            class="link-button quiet"
            onClick={() => void act({ type: 'dismiss', channel: message.channel, ts: message.ts })}
          >
            {words.value.dismiss}
          </button>
        )}
      </div>
      {!message.ephemeral && <MessageTools message={message} inThread={inThread} />}
    </article>
  );
}

function nameOf(id: string): string {
  const user = person(id);
  return user ? shownName(user) : id;
}

function MessageBody({ message }: { message: MessageInfo }) {
  const edited = message.edited && <span class="edited">{words.value.edited}</span>;
  const surface = {
    kind: 'message' as const,
    container: { type: 'message' as const, channel: message.channel, ts: message.ts },
    blocks: [...message.blocks, ...message.attachments.flatMap((one) => one.blocks ?? [])],
    values: message.values,
  };
  return (
    <SurfaceContext.Provider value={surface}>
      {message.blocks.length > 0 ? (
        <Blocks blocks={message.blocks} />
      ) : (
        message.text && (
          <div class="message-text">
            <Mrkdwn text={message.text} />
          </div>
        )
      )}
      {message.attachments.map((attachment, index) => (
        <Attachment key={index} color={attachment.color}>
          {attachment.blocks ? (
            <Blocks blocks={attachment.blocks} />
          ) : (
            <Mrkdwn text={attachment.text ?? attachment.fallback ?? ''} />
          )}
        </Attachment>
      ))}
      {message.files.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
      {edited}
    </SurfaceContext.Provider>
  );
}

function Attachment({ color, children }: { color?: string | undefined; children: ComponentChildren }) {
  const named: Record<string, string> = { good: '#2f9e69', warning: '#dca11d', danger: '#cf3f4f' };
  const tone = color ? (named[color] ?? (color.startsWith('#') ? color : `#${color}`)) : '';
  return (
    <div class="attachment" style={tone ? { '--tone': tone } : {}}>
      <div>{children}</div>
    </div>
  );
}

function FileView({ file }: { file: FileInfo }) {
  const joint = file.path.includes('?') ? '&' : '?';
  const address = `${file.path}${joint}as=${encodeURIComponent(actingAs.value ?? '')}`;
  if (file.mimetype.startsWith('image/')) {
    return (
      <a class="file-image" href={address} target="_blank" rel="noopener">
        <img src={address} alt={file.title || file.name} loading="lazy" />
      </a>
    );
  }
  const size = file.size < 1000 ? `${file.size} B` : `${Math.round(file.size / 1000)} kB`;
  return (
    <a class="file-card" href={address} download={file.name} title={words.value.download(file.name)}>
      <IconFile />
      <span>
        <strong>{file.title || file.name}</strong>
        <small>{size}</small>
      </span>
    </a>
  );
}

function SystemLine({ message }: { message: MessageInfo }) {
  return (
    <div class="message-system" data-ts={message.ts}>
      <UserMention id={message.user} /> {words.value.system[message.subtype ?? '']}
      {message.subtype === 'channel_topic' && message.text ? <>: {message.text}</> : null}
    </div>
  );
}
