import { useEffect, useState } from 'preact/hooks';
import type { Greeting } from '../../protocol.js';
import { getGreeting, isRefused, postBeside } from '../state/api.js';
import { actors, chosenLanguage, language, online, shownName, showToast, words } from '../state/store.js';
import { toolWords } from '../state/tools.js';
import { tours } from '../state/tours.js';
import { MrkdwnLine } from '../text/rich-text.js';
import { Avatar } from './avatar.js';
import { OwnData } from './own-data.js';
import { become } from './people-rail.js';
import { Toast } from './toast.js';
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
        <h2>{tours.value.length > 0 ? w.beSomebody : w.actAsSomebody}</h2>
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
      {greeting?.beside && <Beside offer={greeting.beside} />}
      <Toast />
    </main>
  );
}

/** Another local Slack, opened when somebody wants to go there. */
function Beside({ offer }: { offer: NonNullable<Greeting['beside']> }) {
  const [opening, setOpening] = useState(false);
  const go = async () => {
    setOpening(true);
    try {
      location.assign((await postBeside({ reads: language.value })).url);
    } catch (error) {
      if (!isRefused(error)) throw error;
      showToast(words.value.refusals[error.refusal.error] ?? error.refusal.message);
      setOpening(false);
    }
  };
  return (
    <section class="welcome-part">
      <h2>{offer.title[language.value]}</h2>
      <p>
        <MrkdwnLine text={offer.about[language.value]} />
      </p>
      <button
        type="button"
        class="button plain welcome-beside"
        disabled={opening}
        aria-busy={opening}
        onClick={() => void go()}
      >
        {opening && <span class="spinner" />} {offer.button[language.value]}
      </button>
    </section>
  );
}
