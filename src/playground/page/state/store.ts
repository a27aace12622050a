import { computed, signal } from '@preact/signals';
import type { ChannelInfo, ClockInfo, MessageInfo, PersonInfo, Snapshot } from '../../protocol.js';
import type { Language, Reader } from '../text/format-date.js';
import { wordsIn } from '../words.js';
import { actingAs, place } from './route.js';

/** What the person may see, as last fetched. */
export const snapshot = signal<Snapshot | undefined>(undefined);

/** People to choose from before anybody is chosen. */
export const people = signal<PersonInfo[]>([]);

/** Messages of the conversation that is open. */
export type Timeline = { channel: string; messages: MessageInfo[]; hasMore: boolean };
export const timeline = signal<Timeline | undefined>(undefined);
export const thread = signal<{ channel: string; ts: string; messages: MessageInfo[] } | undefined>(undefined);

/** Where the "New" line stands: the first message that was unread when the conversation was opened. */
export const unreadFrom = signal<{ channel: string; ts: string } | undefined>(undefined);

export const clock = signal<{ info: ClockInfo; fetchedAt: number } | undefined>(undefined);
/** Grows every few seconds, so that times move on. */
export const heartbeat = signal(Date.now());
export const clockMoving = signal(false);

export const online = signal(true);
export const sidebarOpen = signal(false);

/** A short message from the page itself, e.g. why something was refused. */
export const toast = signal<{ id: number; text: string } | undefined>(undefined);

export const me = computed(() => snapshot.value?.me);

/** What somebody chose before they chose whom to be; without it the browser's. */
export const chosenLanguage = signal<Language | undefined>(undefined);

/** The person's, as each of them has their own. */
export const language = computed<Language>(() => {
  if (!me.value && chosenLanguage.value) return chosenLanguage.value;
  const locale = me.value?.locale ?? (typeof navigator === 'undefined' ? 'en' : navigator.language);
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
});

export const words = computed(() => wordsIn(language.value));

/** Milliseconds on the company's clock. */
export const now = computed(() => {
  const beat = heartbeat.value;
  const known = clock.value;
  if (!known) return beat;
  return Date.parse(known.info.now) + Math.max(0, beat - known.fetchedAt);
});

/** Minute by minute: what is shown does not change in between. */
const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);

export const reader = computed<Reader>(() => ({
  language: language.value,
  timeZone: me.value?.tz || Intl.DateTimeFormat().resolvedOptions().timeZone,
  now: minute.value,
}));

const peopleById = computed(
  () => new Map((snapshot.value?.users ?? people.value).map((user) => [user.id, user])),
);
const channelsById = computed(
  () => new Map((snapshot.value?.channels ?? []).map((channel) => [channel.id, channel])),
);

export function person(id: string): PersonInfo | undefined {
  return peopleById.value.get(id);
}

export function channel(id: string): ChannelInfo | undefined {
  return channelsById.value.get(id);
}

/** The name people see. */
export function shownName(user: PersonInfo): string {
  return user.display_name || user.real_name || user.name;
}

/** Everybody with an open account, guests included. */
export const everybody = computed(() =>
  (snapshot.value?.users ?? people.value).filter((user) => !user.is_bot && !user.deactivated),
);

/** Everybody who can be acted as: the workspace's own people. */
export const actors = computed(() => everybody.value.filter((user) => !user.is_restricted));

/** The other workspaces of this local Slack with their people; mostly there are none. */
export const elsewhere = computed(() =>
  (snapshot.value?.workspaces ?? [])
    .filter(({ id }) => id !== snapshot.value?.team.id)
    .map(({ id, name }) => ({ id, name, people: people.value.filter((user) => user.team_id === id) })),
);

/** What the workspace of somebody from elsewhere is called; undefined for the own one. */
export function workspaceName(user: PersonInfo): string | undefined {
  return elsewhere.value.find(({ id }) => id === user.team_id)?.name;
}

/** The direct message with the app, if there is one yet. */
export const appDm = computed(() => {
  // Right after a change of person the state is still the other's.
  if (snapshot.value?.me.id !== actingAs.value) return undefined;
  const bot = snapshot.value?.app.bot_user_id;
  return snapshot.value?.channels.find((one) => one.kind === 'dm' && one.user === bot);
});

/** The conversation whose messages are shown, be it by the list or by the app's message tab. */
export const openChannel = computed<string | undefined>(() => {
  const where = place.value;
  if (!where) return undefined;
  if ('channel' in where) return where.channel;
  return where.home === 'messages' ? appDm.value?.id : undefined;
});

export const openThreadTs = computed<string | undefined>(() => {
  const where = place.value;
  return where && 'channel' in where ? where.thread : undefined;
});

let toasts = 0;

export function showToast(text: string): void {
  toasts += 1;
  toast.value = { id: toasts, text };
}
