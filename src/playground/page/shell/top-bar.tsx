import type { PersonInfo } from '../../protocol.js';
import { MenuButton } from '../elements/menu.js';
import { act } from '../state/act.js';
import { actors, elsewhere, language, me, shownName, words, workspaceName } from '../state/store.js';
import { toolWords } from '../state/tools.js';
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
        {self && <LanguageSwitch self={self} />}
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

/** What the person reads in Slack, as their profile there says; named in the other language, as on the first page. */
function LanguageSwitch({ self }: { self: PersonInfo }) {
  const isChinese = language.value === 'zh';
  const name = words.value.otherLanguage;
  const label = toolWords.value.switchLanguage(shownName(self));
  return (
    <button
      type="button"
      class="language-switch"
      lang={isChinese ? 'en' : 'zh-CN'}
      title={label}
      onClick={() => void act({ type: 'editProfile', profile: { locale: isChinese ? 'en-US' : 'zh-CN' } })}
    >
      {name}
      <span class="visually-hidden" lang={isChinese ? 'zh-CN' : 'en'}>
        {' '}
        ({label})
      </span>
    </button>
  );
}
