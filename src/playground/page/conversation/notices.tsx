import type { NoticeInfo } from '../../protocol.js';
import { IconClose, IconWarning } from '../shell/icons.js';
import { act } from '../state/act.js';
import { language, snapshot, words } from '../state/store.js';

/** What Slack itself would say, in the reader's language. */
export function noticeText(notice: NoticeInfo): string {
  if (language.value === 'en') return notice.text;
  const w = words.value;
  const what = /^(\/\S+)/.exec(notice.text)?.[1] ?? w.thisAction;
  if (notice.kind === 'timeout') return w.timeNotice(`${what} `.replace(/^([^/].*) $/, '$1'));
  if (notice.kind === 'view_error') return w.viewNotice;
  if (notice.kind === 'options_failed') return w.optionsFailed;
  return w.failedNotice(`${what} `.replace(/^([^/].*) $/, '$1'));
}

/** Notices of this conversation (or of none), above the box; only this person sees them. */
export function Notices({ channelId }: { channelId: string | undefined }) {
  const own = (snapshot.value?.notices ?? []).filter(
    (notice) => !notice.view_id && (!notice.channel || notice.channel === channelId),
  );
  if (own.length === 0) return null;
  return (
    <div class="notices" role="status">
      {own.slice(-3).map((notice) => (
        <div class="notice" key={notice.id}>
          <IconWarning />
          <span>
            <small>{words.value.onlyYou}</small>
            {noticeText(notice)}
          </span>
          <button
            type="button"
            class="icon-button"
            aria-label={words.value.dismiss}
            onClick={() => void act({ type: 'dismissNotice', id: notice.id })}
          >
            <IconClose />
          </button>
        </div>
      ))}
    </div>
  );
}
