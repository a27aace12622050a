import type { Named, Seen } from './client-find.js';
import type { Form } from './client-form.js';
import type {
  Action,
  ActionType,
  ChannelInfo,
  Delivered,
  NoticeInfo,
  PersonInfo,
  ResultOf,
} from './protocol.js';

export interface WaitOptions {
  /** Default 5,000. */
  timeoutMs?: number;
  /** Said when it does not come true. */
  what?: string;
}

/** A message by text: part of what it shows, or a pattern. */
export type Matching = string | RegExp | ((message: Seen) => boolean);

export interface Acting {
  readonly id: string;
  readonly info: PersonInfo;
  act<T extends ActionType>(action: Extract<Action, { type: T }>): Promise<ResultOf<T>>;
  /** `channel`: `#name`, an id, or `@app` for the app's direct message. */
  command(channel: string, text: string): Promise<Delivered>;
  say(channel: string, text: string, thread?: { ts: string }): Promise<Seen>;
  /**
   * The top modal; waits for one, with this title if given. After a command, a shortcut or a press in a
   * message it waits for the modal that this opens, whatever was open before.
   */
  modal(options?: WaitOptions & { title?: string | RegExp }): Promise<Form>;
  /** The top modal, if there is one now. */
  topModal(): Form | undefined;
  /** How many modals lie on each other. */
  readonly depth: number;
  openHome(): Promise<void>;
  /** The home tab; waits until the app has published one. */
  home(options?: WaitOptions): Promise<Form>;
  /** The newest `limit` (default 100) messages of a channel, oldest first, own ephemeral ones among them. */
  messages(channel: string, limit?: number): Seen[];
  /** A parent and its replies. */
  thread(parent: { channel: string; ts: string }): Seen[];
  /** The newest message that fits; waits for it. */
  message(channel: string, matching: Matching, options?: WaitOptions): Promise<Seen>;
  /** Everything in the direct message with the app. */
  dms(): Seen[];
  /** The newest direct message from the app that fits; waits for it. */
  dm(matching: Matching, options?: WaitOptions): Promise<Seen>;
  /** Messages only this person sees, in one channel or everywhere, oldest first. */
  ephemerals(channel?: string): Seen[];
  ephemeral(matching: Matching, options?: WaitOptions): Promise<Seen>;
  /** Presses a button (or chooses an overflow option) of a message, form, or what is in front. */
  press(what: Named, options?: { in?: Seen | Form }): Promise<Delivered>;
  /** Chooses in a select of a message. */
  choose(what: Named, option: string, options: { in: Seen }): Promise<Delivered>;
  shortcut(nameOrId: string): Promise<Delivered>;
  messageShortcut(nameOrId: string, message: { channel: string; ts: string }): Promise<Delivered>;
  channels(): ChannelInfo[];
  join(channel: string): Promise<void>;
  leave(channel: string): Promise<void>;
  inviteBot(channel: string): Promise<void>;
  removeBot(channel: string): Promise<void>;
  /**
   * Opens the page that an app sends people to who want to install it, and presses Allow. Gives the address
   * that Slack sends the browser back to. Rejects with the code of Slack's error page.
   */
  allow(authorizeUrl: string): Promise<string>;
  /** The same, pressing Cancel. */
  cancel(authorizeUrl: string): Promise<string>;
  /** What Slack's client said to this person by itself: timeouts, failures. */
  notices(): NoticeInfo[];
  waitFor<T>(look: (person: Acting) => T | undefined | false | null, options?: WaitOptions): Promise<T>;
  /** What this person has before them, in words. */
  describe(): string;
}

export interface SlackClient {
  /** By id, handle or name; an id is found in every workspace, a name only in this one. */
  as(person: string): Acting;
  /** The same hands and eyes in another workspace, where names mean its own people and channels. */
  workspace(team: string): SlackClient;
  /** Comes true at once or after some change; woken by changes, never by a timer. */
  waitFor<T>(look: () => T | undefined | false | null, options?: WaitOptions): Promise<T>;
  /** Resolves when no request has been under way for `forMs` (default 25). */
  quiet(options?: { forMs?: number; timeoutMs?: number }): Promise<void>;
}
