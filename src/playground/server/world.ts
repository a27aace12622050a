import type { FileInfo, NoticeInfo, StateValues } from '../protocol.js';
import type { Plain } from './plain.js';

/** A person as given at start. Everything but the id and the name has a default. */
export interface PersonSeed {
  id: string;
  name: string;
  real_name?: string;
  display_name?: string;
  title?: string;
  email?: string;
  /** `en-US`, `zh-CN` … */
  locale?: string;
  tz?: string;
  is_admin?: boolean;
  is_owner?: boolean;
  /** A guest: sees only the channels they are in. */
  is_restricted?: boolean;
  /** A guest who may be in one channel only. */
  is_ultra_restricted?: boolean;
  /** Another company's workspace: somebody who comes through Slack Connect. */
  team_id?: string;
  is_bot?: boolean;
  deactivated?: boolean;
  color?: string;
}

export interface ChannelSeed {
  id: string;
  name: string;
  private?: boolean;
  archived?: boolean;
  topic?: string;
  /** Ids of people. */
  members?: readonly string[];
  /** Whether the app's bot user is in it from the start. */
  bot?: boolean;
}

export interface UsergroupSeed {
  id: string;
  name: string;
  handle: string;
  users: readonly string[];
}

/** A workspace as given at start. */
export interface WorkspaceSeed {
  users: readonly PersonSeed[];
  channels: readonly ChannelSeed[];
  usergroups?: readonly UsergroupSeed[];
  team?: { id?: string; name?: string; domain?: string };
  /** With it the app is installed from the start, with all scopes of its manifest; else somebody installs it. */
  botToken?: string | undefined;
}

export interface Person extends Required<Omit<PersonSeed, 'deactivated'>> {
  deactivated: boolean;
  is_app: boolean;
  updated: number;
}

export interface Message {
  ts: string;
  user: string;
  bot: boolean;
  username?: string;
  icon_emoji?: string;
  subtype?: string;
  text: string;
  blocks: Plain[];
  attachments: Plain[];
  files: FileInfo[];
  metadata?: unknown;
  thread_ts?: string;
  broadcast: boolean;
  edited?: { user: string; ts: string };
  /** Set: only this person sees it. */
  ephemeralTo?: string;
  pinned: boolean;
  reactions: Map<string, Set<string>>;
  /** Per person: what they hold in the message's inputs and selects. */
  held: Map<string, StateValues>;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'dm' | 'group_dm';
  archived: boolean;
  topic: string;
  purpose: string;
  creator: string;
  /** Unix seconds. */
  created: number;
  members: Set<string>;
  /** What stands in the channel itself, oldest first; replies only when also sent to the channel. */
  timeline: Message[];
  byTs: Map<string, Message>;
  /** The ts of pinned messages. */
  pins: Set<string>;
  /** Replies by the parent's ts, oldest first. */
  threads: Map<string, Message[]>;
  /** Messages for one person only, by that person. */
  ephemerals: Map<string, Message[]>;
  lastRead: Map<string, string>;
  bookmarks: Plain[];
}

export interface OpenView {
  id: string;
  user: string;
  type: 'modal' | 'home';
  /** As accepted, with ids filled in. */
  source: Plain;
  hash: string;
  root: string;
  previous: string | null;
  values: StateValues;
  errors: Record<string, string>;
  busy: boolean;
  /** Where the interaction began, for `default_to_current_conversation` and `response_urls`. */
  channel?: string;
}

export interface Trigger {
  id: string;
  user: string;
  /** Milliseconds. */
  at: number;
  used: boolean;
  /** The modal it was pressed in, for views.push. */
  view?: string;
  channel?: string;
}

export interface ResponseUrl {
  id: string;
  user: string;
  channel: string;
  at: number;
  uses: number;
  /** The message it came from, or the first one posted through it: what replace_original means. */
  original?: string;
  thread_ts?: string;
}

export interface StoredFile extends FileInfo {
  user: string;
  content: Buffer | null;
  channels: Set<string>;
}

/** A message for later. Times in Unix seconds. */
export interface Scheduled {
  id: string;
  channel: string;
  postAt: number;
  createdAt: number;
  /** What it is to be posted with. */
  args: Plain;
}

/** Everything that exists in the workspace. Plain data; the rules stand in the files that change it. */
export interface World {
  team: { id: string; name: string; domain: string };
  app: { id: string; name: string; botId: string; botUser: string };
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  usergroups: UsergroupSeed[];
  /** Modal stacks by person, bottom first. */
  stacks: Map<string, OpenView[]>;
  homes: Map<string, OpenView>;
  notices: Map<string, NoticeInfo[]>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, StoredFile>;
  scheduled: Map<string, Scheduled>;
  /** What an external select last offered: `user|view or message|block|action` → options. */
  offered: Map<string, Plain[]>;
  /** Whether the workspace has the app, and what it may do there. */
  installed: boolean;
  scopes: readonly string[];
  /** Ids of the channels that the bot user was in before it was made to go. */
  left: readonly string[];
  revision: number;
  counter: number;
  lastTs: number;
}

/** Somebody of another company, here through Slack Connect. */
export function isStranger(world: World, person: Person): boolean {
  return person.team_id !== world.team.id;
}

/** An id that is the same in every run: `V0000001A`. */
export function nextId(world: World, prefix: string): string {
  world.counter += 1;
  return `${prefix}${world.counter.toString(36).toUpperCase().padStart(9, '0')}`;
}

/** A message's ts: unique and growing, whatever the clock does. `at` in milliseconds. */
export function nextTs(world: World, at: number): string {
  world.lastTs = Math.max(world.lastTs + 1, Math.floor(at) * 1000);
  const micros = world.lastTs;
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
