import type { PersonInfo } from '../../protocol.js';
import { clearDrafts } from '../state/drafts.js';
import { actingAs, closeThread } from '../state/route.js';
import { actors, elsewhere, me, shownName, sidebarOpen, words } from '../state/store.js';
import { Avatar, nameParts } from './avatar.js';

/** Becomes somebody else; the conversation stays open when they may see it. */
export function become(id: string): void {
  if (actingAs.value === id) return;
  clearDrafts();
  closeThread();
  actingAs.value = id;
  sidebarOpen.value = false;
}

function RailPerson({ user }: { user: PersonInfo }) {
  const current = user.id === me.value?.id;
  return (
    <li>
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
}

/** Everybody, one click each; people of other workspaces, if there are any, below the own ones. */
export function PeopleRail() {
  const w = words.value;
  const groups = [{ id: '', name: w.actAs, people: actors.value }, ...elsewhere.value];
  return (
    <nav class="rail" aria-label={w.actAs}>
      {groups.map((group) => (
        <div key={group.id}>
          <div class="rail-title" title={group.id ? group.name : w.actAsHint}>
            {group.name}
          </div>
          <ul>
            {group.people.map((user) => (
              <RailPerson key={user.id} user={user} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
