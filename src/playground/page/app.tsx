import { effect } from '@preact/signals';
import { Conversation } from './conversation/conversation.js';
import { ThreadPane } from './conversation/thread-pane.js';
import { ConfirmDialog } from './modal/confirm-dialog.js';
import { ModalStack } from './modal/modal-stack.js';
import { AppHome } from './shell/home.js';
import { Inspector } from './shell/inspector.js';
import { PeopleRail } from './shell/people-rail.js';
import { Sidebar } from './shell/sidebar.js';
import { Toast } from './shell/toast.js';
import { TopBar } from './shell/top-bar.js';
import { TourPanel } from './shell/tour-panel.js';
import { TroublePanel } from './shell/trouble-panel.js';
import { Welcome } from './shell/welcome.js';
import { actingAs, place } from './state/route.js';
import {
  language,
  me,
  online,
  openThreadTs,
  shownName,
  sidebarOpen,
  snapshot,
  words,
} from './state/store.js';
import { inspectorOpen, sidePanel } from './state/tools.js';
import { tours } from './state/tours.js';

/** The title and language of the document follow the person. */
export function followPerson(): void {
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    const name = me.value ? shownName(me.value) : '';
    const team = snapshot.value?.team.name ?? 'Playground';
    const unread = (snapshot.value?.channels ?? []).some(
      (one) => one.member && (one.mentions > 0 || (one.kind === 'dm' && one.unread > 0)),
    );
    document.title = `${unread ? '• ' : ''}${name ? `${name} · ` : ''}${team}`;
  });
}

export function App() {
  if (!actingAs.value) return <Welcome />;
  const where = place.value;
  const threadOpen = where && 'channel' in where && openThreadTs.value !== undefined;
  return (
    <div class={`page${sidebarOpen.value ? ' sidebar-is-open' : ''}${threadOpen ? ' thread-is-open' : ''}`}>
      <TopBar />
      <div class="left">
        <PeopleRail />
        <Sidebar />
      </div>
      <button
        type="button"
        class="left-shade"
        aria-label={words.value.closeSidebar}
        tabIndex={sidebarOpen.value ? 0 : -1}
        onClick={() => {
          sidebarOpen.value = false;
        }}
      />
      <main class="main">
        {!online.value && (
          <div class="band is-warning" role="alert">
            {words.value.connectionLost}
          </div>
        )}
        {where && 'channel' in where && <Conversation key={where.channel} channelId={where.channel} />}
        {where && 'home' in where && <AppHome tab={where.home} />}
      </main>
      {threadOpen && where && 'channel' in where && <ThreadPane channelId={where.channel} />}
      {sidePanel.value === 'tour' && tours.value.length > 0 && <TourPanel />}
      {sidePanel.value === 'trouble' && <TroublePanel />}
      {inspectorOpen.value && <Inspector />}
      <ModalStack />
      <ConfirmDialog />
      <Toast />
    </div>
  );
}
