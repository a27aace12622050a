import { useEffect, useState } from 'preact/hooks';
import type { Greeting } from '../../protocol.js';
import { getGreeting } from '../state/api.js';
import { actors, chosenLanguage, language, online, shownName, words } from '../state/store.js';
import { toolWords } from '../state/tools.js';
import { tours } from '../state/tours.js';
import { MrkdwnLine } from '../text/rich-text.js';
import { Avatar } from './avatar.js';
import { OwnData } from './own-data.js';
import { become } from './people-rail.js';
import { StoryButtons } from './tour-panel.js';

/** Before anybody was chosen: what this is, and what to do first. */
export function Welcome() {
  const w = words.value;
  const t = toolWords.value;
  const [greeting, setGreeting] = useState<Greeting | null>(null);
  useEffect(() => {
    getGreeting().then(setGreeting, () => undefined);
  }, []);
  return (
    <main class="welcome" lang={language.value === 'zh' ? 'zh-CN' : 'en'}>
      <header class="welcome-head">
        <img src="icon.svg" alt="" width="40" height="40" />
        <button
          type="button"
          class="button plain"
          lang={language.value === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => {
            chosenLanguage.value = language.value === 'zh' ? 'en' : 'zh';
          }}
        >
          {w.otherLanguage}
        </button>
      </header>
      <h1>{greeting ? greeting.title[language.value] : w.welcome}</h1>
      {greeting && (
        <p class="welcome-about">
          <MrkdwnLine text={greeting.about[language.value]} />
        </p>
      )}
      {!online.value && (
        <p class="band" role="alert">
          {w.connectionLost}
        </p>
      )}
      {tours.value.length > 0 && (
        <section class="welcome-part">
          <h2>{t.begin}</h2>
          <p>{t.beginHint}</p>
          <StoryButtons />
        </section>
      )}
      <section class="welcome-part">
        <h2>{w.beSomebody}</h2>
        <p>{w.welcomeHint}</p>
        <ul class="welcome-people">
          {actors.value.map((user) => (
            <li key={user.id}>
              <button type="button" class="person-card" data-person={user.id} onClick={() => become(user.id)}>
                <Avatar person={user} size="medium" />
                <span>
                  <strong>{user.real_name || shownName(user)}</strong>
                  <small>{user.title}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <OwnData />
    </main>
  );
}
