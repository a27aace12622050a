import { canSee, findChannel, openDirect } from './conversations.js';
import type { Ground } from './ground.js';
import { type Plain, str } from './plain.js';
import { refuse } from './slack-refusal.js';
import { type Channel, isStranger } from './world.js';

/** A Web API method. https://docs.slack.dev/reference/methods/ */
export interface Method {
  /** The token needs one of these; none: any token does. */
  scopes?: readonly string[];
  /** `none`: called before there is a token. */
  token?: 'bot' | 'app' | 'none';
  run(ground: Ground, args: Plain, token: string): Plain;
}

/** Refuses with missing_scope, as Slack does per kind of conversation. */
export function needScope(ground: Ground, ...anyOf: string[]): void {
  const { scopes } = ground.world;
  if (anyOf.length > 0 && !anyOf.some((one) => scopes.includes(one))) {
    refuse('missing_scope', { needed: anyOf.join(','), provided: scopes.join(',') });
  }
}

/** Text arguments that must be there: invalid_arguments names them, as Slack does. */
export function needArgs(args: Plain, ...names: string[]): void {
  const messages = names
    .filter((name) => args[name] === undefined || args[name] === null || args[name] === '')
    .map((name) => `[ERROR] missing required field: ${name}`);
  if (messages.length > 0) refuse('invalid_arguments', { response_metadata: { messages } });
}

const SCOPE_PREFIX = { public: 'channels', private: 'groups', dm: 'im', group_dm: 'mpim' } as const;

/** `channels:read`, `groups:history` …: what this kind of conversation asks for. */
export function needKindScope(ground: Ground, channel: Channel, right: 'read' | 'history'): void {
  needScope(ground, `${SCOPE_PREFIX[channel.kind]}:${right}`);
}

/** A conversation the bot may know of. Private ones it is not in do not exist for it. */
export function needChannel(ground: Ground, given: unknown): Channel {
  const channel = findChannel(ground.world, str(given));
  if (!channel || !canSee(ground.world, channel, ground.world.app.botUser)) refuse('channel_not_found');
  return channel;
}

/**
 * Where the bot may post: a channel it is in, any public one with chat:write.public, a direct message;
 * a person's id means their direct message. https://docs.slack.dev/reference/methods/chat.postMessage#channels
 */
export function needPostable(ground: Ground, given: unknown): Channel {
  const { world, manifest } = ground;
  const id = str(given);
  const person = world.people.get(id);
  if (person) {
    if (person.is_app || person.is_bot) refuse('cannot_dm_bot');
    if (isStranger(world, person)) refuse('channel_not_found');
    if (person.deactivated) refuse('user_disabled');
    if (!manifest.messagesTab) refuse('messages_tab_disabled');
    return openDirect(ground, [id, world.app.botUser]).channel;
  }
  const channel = needChannel(ground, given);
  if (channel.archived) refuse('is_archived');
  if (channel.kind === 'dm') {
    if (!manifest.messagesTab) refuse('messages_tab_disabled');
    const other = [...channel.members].find((one) => one !== world.app.botUser);
    if (other && world.people.get(other)?.deactivated) refuse('user_disabled');
  }
  if (!channel.members.has(world.app.botUser)) {
    if (channel.kind !== 'public' || !world.scopes.includes('chat:write.public')) refuse('not_in_channel');
  }
  return channel;
}

/** Which part of so many things a cursor and limit mean. https://docs.slack.dev/apis/web-api/pagination */
export function pageOf(
  total: number,
  args: Plain,
  fallback: number,
  most = 1000,
): { from: number; to: number; next: string } {
  const limit = Math.min(most, Math.max(1, Number(args.limit ?? fallback) || fallback));
  const cursor = str(args.cursor);
  let from = 0;
  if (cursor !== '') {
    const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
    if (!found) refuse('invalid_cursor');
    from = Number(found[1]);
  }
  const to = Math.min(total, from + limit);
  return { from, to, next: to < total ? Buffer.from(`next:${to}`).toString('base64') : '' };
}

/** Cursor paging as Slack's collection methods have it. */
export function page<T>(
  all: readonly T[],
  args: Plain,
  fallback: number,
  most?: number,
): { items: T[]; next: string } {
  const { from, to, next } = pageOf(all.length, args, fallback, most);
  return { items: all.slice(from, to), next };
}
