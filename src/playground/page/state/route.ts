import { effect, signal } from '@preact/signals';

/** What is shown: a conversation (with or without a thread beside it) or the app's home. */
export type Place = { channel: string; thread?: string } | { home: 'home' | 'messages' } | undefined;

/** Whom the page acts as; undefined until somebody was chosen. */
export const actingAs = signal<string | undefined>(undefined);

export const place = signal<Place>(undefined);

function read(): void {
  const search = new URLSearchParams(location.search);
  actingAs.value = search.get('as') ?? undefined;
  const channel = search.get('in');
  const home = search.get('home');
  const thread = search.get('thread');
  if (channel) place.value = { channel, ...(thread ? { thread } : {}) };
  else if (home) place.value = { home: home === 'messages' ? 'messages' : 'home' };
  else place.value = undefined;
}

function addressOf(as: string | undefined, where: Place): string {
  const search = new URLSearchParams();
  if (as) search.set('as', as);
  if (where && 'channel' in where) {
    search.set('in', where.channel);
    if (where.thread) search.set('thread', where.thread);
  } else if (where) search.set('home', where.home);
  return `${location.pathname}${search.size > 0 ? `?${search}` : ''}`;
}

/** Keeps the address bar and the two signals alike, both ways. */
export function bindRoute(): void {
  read();
  addEventListener('popstate', read);
  let last = addressOf(actingAs.value, place.value);
  effect(() => {
    const address = addressOf(actingAs.value, place.value);
    if (address === last) return;
    last = address;
    if (address !== location.pathname + location.search) history.pushState(null, '', address);
  });
}

export function goTo(where: Place): void {
  place.value = where;
}

export function openThread(channel: string, thread: string): void {
  place.value = { channel, thread };
}

export function closeThread(): void {
  const where = place.value;
  if (where && 'channel' in where) place.value = { channel: where.channel };
}
