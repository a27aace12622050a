import { actors, language, online, shownName, words } from '../state/store.js';
import { toolWords } from '../state/tools.js';
import { tours } from '../state/tours.js';
import { Avatar } from './avatar.js';
import { become } from './people-rail.js';
import { StoryButtons } from './tour-panel.js';

/** Before anybody was chosen: who would you like to be? */
export function Welcome() {
  const w = words.value;
  const choices = actors.value;
  return (
    <main class="welcome" lang={language.value === 'zh' ? 'zh-CN' : 'en'}>
      <h1>{w.welcome}</h1>
      <p>{w.welcomeHint}</p>
      {!online.value && (
        <p class="band" role="alert">
          {w.connectionLost}
        </p>
      )}
      <ul class="welcome-people">
        {choices.map((user) => (
          <li key={user.id}>
            <button type="button" class="person-card" data-person={user.id} onClick={() => become(user.id)}>
              <Avatar person={user} size="large" />
              <span>
                <strong>{user.real_name || shownName(user)}</strong>
                <small>{user.title}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {tours.value.length > 0 && (
        <section class="welcome-stories">
          <h2>{toolWords.value.orTour}</h2>
          <StoryButtons />
        </section>
      )}
    </main>
  );
}
