import type { PersonInfo } from '../../protocol.js';
import { clearDrafts } from '../state/drafts.js';
import { actingAs, closeThread } from '../state/route.js';
import { actors, me, shownName, sidebarOpen, words } from '../state/store.js';
import { Avatar } from './avatar.js';

/** Becomes somebody else; the conversation stays open when they may see it. */
export function become(id: string): void {
  if (actingAs.value === id) return;
  clearDrafts();
  closeThread();
  actingAs.value = id;
  sidebarOpen.value = false;
}

/** A name that fits under an avatar: the whole one when it is short or Chinese, else its first word. */
function shortName(user: PersonInfo): string {
  const name = user.real_name || shownName(user);
  return name.length <= 8 || /\p{Script=Han}/u.test(name) ? name : (name.split(' ')[0] ?? name);
}

/** Everybody, one click each. */
export function PeopleRail() {
  const w = words.value;
  return (
    <nav class="rail" aria-label={w.actAs}>
      <div class="rail-title" title={w.actAsHint}>
        {w.actAs}
      </div>
      <ul>
        {actors.value.map((user) => {
          const current = user.id === me.value?.id;
          return (
            <li key={user.id}>
              <button
                type="button"
                class={`rail-person${current ? ' is-me' : ''}`}
                aria-pressed={current}
                title={`${user.real_name}\n${user.title}`}
                data-person={user.id}
                onClick={() => become(user.id)}
              >
                <Avatar person={user} size="medium" />
                <span class="rail-name" aria-hidden="true">
                  {shortName(user)}
                </span>
                <span class="visually-hidden">
                  {shownName(user)}
                  {user.title && `, ${user.title}`}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
