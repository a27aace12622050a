import { useEffect, useState } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.js';
import { SurfaceContext } from '../blocks/surface.js';
import { Composer } from '../conversation/composer.js';
import { MessageList } from '../conversation/message-list.js';
import { Notices } from '../conversation/notices.js';
import { goTo } from '../state/route.js';
import { appDm, person, snapshot, words } from '../state/store.js';
import { Avatar } from './avatar.js';
import { PaneHead } from './pane-head.js';

const patienceMs = 3000;

/** The app: its home tab and the direct message with it. */
export function AppHome({ tab }: { tab: 'home' | 'messages' }) {
  const state = snapshot.value;
  const w = words.value;
  if (!state) return null;
  const user = person(state.app.bot_user_id);
  const dm = appDm.value;
  const tabs = ['home', 'messages'] as const;
  return (
    <section class="conversation" aria-label={state.app.name}>
      <PaneHead
        title={
          <>
            {user && <Avatar person={user} size="small" />}
            {state.app.name} <span class="badge">{w.app}</span>
          </>
        }
      />
      <div class="tabs" role="tablist" aria-label={state.app.name}>
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={tab === one}
            aria-controls="app-panel"
            onClick={() => goTo({ home: one })}
          >
            {w[one]}
            {one === 'messages' && dm !== undefined && dm.unread > 0 && (
              <span class="count is-loud">{dm.unread}</span>
            )}
          </button>
        ))}
      </div>
      <div class="app-panel" id="app-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'home' ? (
          <HomeView />
        ) : (
          dm && (
            <>
              <MessageList />
              <Notices channelId={dm.id} />
              <Composer channelId={dm.id} />
            </>
          )
        )}
      </div>
    </section>
  );
}

function HomeView() {
  const state = snapshot.value;
  const view = state?.home;
  if (!state) return null;
  if (!view) return <EmptyHome app={state.app.name} />;
  const surface = {
    kind: 'home' as const,
    container: { type: 'view' as const, view_id: view.id },
    blocks: view.blocks,
    values: view.values,
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="home-view" aria-label={words.value.home} tabIndex={0}>
      <SurfaceContext.Provider value={surface}>
        <Blocks blocks={view.blocks} errors={view.errors} />
      </SurfaceContext.Provider>
      <Notices channelId={undefined} />
    </section>
  );
}

/** The app publishes its home when it hears that somebody opened it: only after a while is it empty. */
function EmptyHome({ app }: { app: string }) {
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="beginning" role="status">
      {patient ? (
        <>
          <span class="spinner" /> {words.value.loading}
        </>
      ) : (
        words.value.homeEmpty(app)
      )}
    </p>
  );
}
