import { Avatar } from '../shell/avatar.js';
import { IconHash, IconLock } from '../shell/icons.js';
import { PaneHead } from '../shell/pane-head.js';
import { act } from '../state/act.js';
import { channel, person, snapshot, words } from '../state/store.js';
import { Composer } from './composer.js';
import { Members } from './members.js';
import { MessageList } from './message-list.js';
import { Notices } from './notices.js';

/** A channel or direct message: head, messages, and the box to write in (or why there is none). */
export function Conversation({ channelId }: { channelId: string }) {
  const info = channel(channelId);
  const w = words.value;
  const app = snapshot.value?.app;
  if (!info) return <div class="conversation" />;
  const other = info.user ? person(info.user) : undefined;
  const room = info.kind === 'public' || info.kind === 'private';
  return (
    <section class="conversation" aria-label={info.name}>
      <PaneHead
        title={
          <>
            {other ? (
              <Avatar person={other} size="small" />
            ) : info.kind === 'private' ? (
              <IconLock />
            ) : (
              <IconHash />
            )}
            {info.name}
          </>
        }
        aside={
          <>
            <span class="quiet topic">{other ? other.title : info.topic}</span>
            {room && <Members info={info} />}
          </>
        }
      />
      {room && app && info.member && !info.bot_member && !info.archived && (
        <div class="band">
          {w.appMissing(app.name)}
          <button
            type="button"
            class="button plain"
            onClick={() => void act({ type: 'inviteBot', channel: channelId })}
          >
            {w.inviteApp(app.name)}
          </button>
        </div>
      )}
      <MessageList />
      <Notices channelId={channelId} />
      {info.archived ? (
        <div class="band at-foot">{w.archived}</div>
      ) : info.member || info.kind === 'dm' ? (
        <Composer channelId={channelId} />
      ) : (
        <div class="band at-foot">
          {w.notMember(info.name)}
          <button
            type="button"
            class="button primary"
            onClick={() => void act({ type: 'joinChannel', channel: channelId })}
          >
            {w.join}
          </button>
        </div>
      )}
    </section>
  );
}
