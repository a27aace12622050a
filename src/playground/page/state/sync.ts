import { effect, untracked } from '@preact/signals';
import type { Ping } from '../../protocol.js';
import { getClock, getMessages, getPeople, getSnapshot, getThread, isRefused, postAct } from './api.js';
import { actingAs, place } from './route.js';
import {
  appDm,
  clock,
  clockMoving,
  heartbeat,
  online,
  openChannel,
  openThreadTs,
  people,
  snapshot,
  thread,
  timeline,
  unreadFrom,
} from './store.js';
import { refreshTours } from './tours.js';

const pageSize = 50;

/** Runs a refresh at once; calls that come meanwhile become one more run afterwards. */
function coalesced(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again: Promise<void> | undefined;
  const start = () => {
    running = run()
      .catch((error: unknown) => {
        if (isRefused(error, 'unreachable')) online.value = false;
        else if (!isRefused(error)) throw error;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return () => {
    if (!running) return start();
    again ??= running.then(() => {
      again = undefined;
      return start();
    });
    return again;
  };
}

export const refreshState = coalesced(async () => {
  const as = actingAs.value;
  if (!as) return;
  try {
    const fresh = await getSnapshot(as);
    if (actingAs.value === as) snapshot.value = fresh;
  } catch (error) {
    if (!isRefused(error) || isRefused(error, 'unreachable')) throw error;
    // The person is unknown here (another data folder, a mistyped address): choose anew.
    snapshot.value = undefined;
    actingAs.value = undefined;
  }
});

export const refreshMessages = coalesced(async () => {
  const as = actingAs.value;
  const channel = openChannel.value;
  if (!as || !channel) return;
  const known = timeline.value?.channel === channel ? timeline.value : undefined;
  const page = await getMessages({ as, channel, limit: Math.max(pageSize, known?.messages.length ?? 0) });
  if (actingAs.value !== as || openChannel.value !== channel) return;
  timeline.value = { channel, messages: page.messages, hasMore: page.has_more };
  noteUnread(channel);
});

export const refreshThread = coalesced(async () => {
  const as = actingAs.value;
  const channel = openChannel.value;
  const ts = openThreadTs.value;
  if (!as || !channel || !ts) return;
  const page = await getThread({ as, channel, ts });
  if (actingAs.value === as && openThreadTs.value === ts)
    thread.value = { channel, ts, messages: page.messages };
});

export const refreshClock = coalesced(async () => {
  if (clockMoving.value) return;
  try {
    clock.value = { info: await getClock(), fetchedAt: Date.now() };
  } catch (error) {
    if (isRefused(error, 'unreachable')) throw error;
    clock.value = undefined;
  }
});

/** Fetches the page of messages before the oldest one shown. */
export async function loadOlder(): Promise<void> {
  const as = actingAs.value;
  const known = timeline.value;
  const before = known?.messages[0]?.ts;
  if (!as || !known || !before) return;
  const page = await getMessages({ as, channel: known.channel, before, limit: pageSize });
  if (timeline.value?.channel !== known.channel) return;
  timeline.value = {
    channel: known.channel,
    messages: [...page.messages, ...timeline.value.messages],
    hasMore: page.has_more,
  };
}

/** Remembers where the unread ones begin, then tells the server that they were read. */
function noteUnread(channel: string): void {
  const as = actingAs.value;
  const info = snapshot.value?.channels.find((one) => one.id === channel);
  if (!as || !info || info.unread === 0 || document.visibilityState === 'hidden') return;
  if (unreadFrom.value?.channel !== channel) {
    const countable = (timeline.value?.messages ?? []).filter((one) => !one.ephemeral && one.user !== as);
    const first = countable[Math.max(0, countable.length - info.unread)];
    unreadFrom.value = first ? { channel, ts: first.ts } : undefined;
  }
  if (info.member) postAct(as, { type: 'markRead', channel }).then(refreshState, () => undefined);
}

function onPing(ping: Ping): void {
  if (ping.what === 'clock' || ping.what === 'all') void refreshClock();
  if (ping.what === 'tours' || ping.what === 'all') void refreshTours();
  if (ping.what === 'messages' || ping.what === 'all') {
    if (!ping.channel || ping.channel === openChannel.value) {
      void refreshMessages();
      if (openThreadTs.value) void refreshThread();
    }
  }
  if (ping.revision > (snapshot.value?.revision ?? -1)) void refreshState();
}

function listen(as: string): () => void {
  const source = new EventSource(`/playground/events?as=${encodeURIComponent(as)}`);
  source.onopen = () => {
    // Whatever happened while nobody listened is fetched once.
    online.value = true;
    void refreshState();
    void refreshMessages();
    void refreshThread();
    void refreshClock();
  };
  source.onmessage = (event: MessageEvent<string>) => onPing(JSON.parse(event.data) as Ping);
  source.onerror = () => {
    online.value = false;
  };
  return () => source.close();
}

/** Opens the conversation that a person most likely wants: the last open one they may see, else the first. */
function choosePlace(): void {
  const state = snapshot.value;
  if (!state) return;
  const where = untracked(() => place.value);
  const visible =
    where && 'channel' in where ? state.channels.some((one) => one.id === where.channel) : where;
  if (visible) return;
  const joined = state.channels.filter((one) => one.member && !one.archived && one.kind !== 'dm');
  const first = joined.find((one) => one.mentions > 0) ?? joined.find((one) => one.unread > 0) ?? joined[0];
  place.value = first ? { channel: first.id } : { home: 'home' };
}

/** Starts everything that keeps the page and the server alike. */
export function startSync(): void {
  let acting: string | undefined;
  effect(() => {
    const as = actingAs.value;
    if (as !== acting) {
      acting = as;
      timeline.value = undefined;
      thread.value = undefined;
      unreadFrom.value = undefined;
    }
    if (!as) {
      snapshot.value = undefined;
      void untracked(refreshTours);
      void getPeople().then(
        (found) => {
          people.value = found;
        },
        () => {
          online.value = false;
        },
      );
      return undefined;
    }
    void untracked(refreshState);
    return untracked(() => listen(as));
  });
  effect(() => {
    // Who is elsewhere is asked for only where there is an elsewhere.
    if ((snapshot.value?.workspaces.length ?? 0) < 2 || people.value.length > 0) return;
    void getPeople().then(
      (found) => {
        people.value = found;
      },
      () => {
        online.value = false;
      },
    );
  });
  effect(choosePlace);
  effect(() => {
    const channel = openChannel.value;
    if (!actingAs.value || !channel) return;
    untracked(() => {
      if (timeline.value?.channel !== channel) timeline.value = undefined;
      if (unreadFrom.value?.channel !== channel) unreadFrom.value = undefined;
      void refreshMessages();
    });
  });
  effect(() => {
    const ts = openThreadTs.value;
    if (!ts || !actingAs.value) {
      thread.value = undefined;
      return;
    }
    untracked(() => {
      if (thread.value?.ts !== ts) thread.value = undefined;
      void refreshThread();
    });
  });
  effect(openHomeOnce);
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && openChannel.value) noteUnread(openChannel.value);
  });
  setInterval(() => {
    heartbeat.value = Date.now();
  }, 5_000);
}

let homeKey = '';

/** Tells the app that its home was opened, once per visit and person. */
function openHomeOnce(): void {
  const as = actingAs.value;
  const where = place.value;
  const known = snapshot.value?.me.id;
  const bot = snapshot.value?.app.bot_user_id;
  const needsDm = appDm.value === undefined;
  if (!as || known !== as || !where || !('home' in where) || !bot) {
    if (!where || !('home' in where)) homeKey = '';
    return;
  }
  const key = `${as} ${where.home}`;
  if (key === homeKey) return;
  homeKey = key;
  void untracked(async () => {
    if (where.home === 'messages' && needsDm) await postAct(as, { type: 'openDm', user: bot });
    await postAct(as, { type: 'openHome', tab: where.home });
    await refreshState();
  }).catch(() => undefined);
}
