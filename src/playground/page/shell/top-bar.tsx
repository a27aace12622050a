import { MenuButton } from '../elements/menu.js';
import { actors, elsewhere, me, shownName, words, workspaceName } from '../state/store.js';
import { Avatar } from './avatar.js';
import { ClockBar } from './clock-bar.js';
import { IconChevron } from './icons.js';
import { become } from './people-rail.js';
import { ToolButtons } from './tool-buttons.js';

/** Across the page: the company's clock in the middle, whom one acts as on the right. */
export function TopBar() {
  const w = words.value;
  const self = me.value;
  return (
    <header class="top-bar">
      <div class="brand">
        <img src="icon.svg" alt="" width="22" height="22" />
        <span>{w.playground}</span>
      </div>
      <ClockBar />
      <ToolButtons />
      <div class="who">
        {self && (
          <MenuButton
            label={`${w.actAs}: ${shownName(self)}`}
            selfNamed
            class="who-button"
            heading={w.actAsHint}
            align="end"
            items={[...actors.value, ...elsewhere.value.flatMap((one) => one.people)].map((user) => ({
              key: user.id,
              mark: <Avatar person={user} size="medium" />,
              label: (
                <>
                  {user.real_name || shownName(user)}
                  {user.id === self.id && <span class="quiet"> ({w.you})</span>}
                </>
              ),
              description: workspaceName(user) ?? user.title,
              onPick: () => become(user.id),
            }))}
          >
            <span class="visually-hidden">{w.actAs}: </span>
            <Avatar person={self} size="small" />
            <span class="who-words">
              <strong>{self.real_name || shownName(self)}</strong>
              <small>{self.title}</small>
            </span>
            <IconChevron />
          </MenuButton>
        )}
      </div>
    </header>
  );
}
