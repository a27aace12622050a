import { clearDrafts } from '../state/drafts.js';
import { actingAs, closeThread } from '../state/route.js';
import { actors, me, shownName, sidebarOpen, words } from '../state/store.js';
import { Avatar, nameParts } from './avatar.js';

/** Becomes somebody else; the conversation stays open when they may see it. */
export function become(id: string): void {
  if (actingAs.value === id) return;
  clearDrafts();
  closeThread();
  actingAs.value = id;
  sidebarOpen.value = false;
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
                  {nameParts(user.real_name || shownName(user)).short}
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
