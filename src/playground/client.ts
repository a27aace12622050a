/**
 * The workspace as people use it, for tests and stories: `const sam = slack.as('U_SAM')`, then
 * `await sam.command('#service', '/complaint')`, `const form = await sam.modal()`, `await form.fill({ … })`.
 * In the same process as the server: reading is immediate, waiting is woken by every change.
 */
import { blocksOf, findElement, findOption, type Named, type Seen, seen } from './client-find.js';
import { type Form, formOf } from './client-form.js';
import type {
  Action,
  ActionType,
  ChannelInfo,
  Delivered,
  ElementState,
  NoticeInfo,
  PersonInfo,
  ResultOf,
} from './protocol.js';
import { canSee, findChannel, openDirect } from './server/conversations.js';
import { elementsOf } from './server/inputs.js';
import { type Plain, str } from './server/plain.js';
import { channelInfo, messagePage, personInfo, threadPage, viewInfo } from './server/snapshot.js';
import type { Playground } from './server/start-playground.js';
import type { Channel } from './server/world.js';

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
  /** What Slack's client said to this person by itself: timeouts, failures. */
  notices(): NoticeInfo[];
  waitFor<T>(look: (person: Acting) => T | undefined | false | null, options?: WaitOptions): Promise<T>;
  /** What this person has before them, in words. */
  describe(): string;
}

export interface SlackClient {
  as(person: string): Acting;
  /** Comes true at once or after some change; woken by changes, never by a timer. */
  waitFor<T>(look: () => T | undefined | false | null, options?: WaitOptions): Promise<T>;
  /** Resolves when no request has been under way for `forMs` (default 25). */
  quiet(options?: { forMs?: number; timeoutMs?: number }): Promise<void>;
}

const fits = (matching: Matching) => (one: Seen) =>
  typeof matching === 'function'
    ? matching(one)
    : typeof matching === 'string'
      ? one.shown.includes(matching) || one.text.includes(matching)
      : matching.test(one.shown) || matching.test(one.text);

export function playgroundClient(playground: Playground): SlackClient {
  const { ground } = playground;
  const { world } = ground;

  function waitFor<T>(
    look: () => T | undefined | false | null,
    options: WaitOptions & { seen?: () => string } = {},
  ) {
    const { timeoutMs = 5000, what = 'what was waited for' } = options;
    let last: unknown;
    const attempt = (): T | undefined => {
      try {
        last = undefined;
        return look() || undefined;
      } catch (error) {
        last = error;
        return undefined;
      }
    };
    const now = attempt();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise<T>((resolve, reject) => {
      let woken = false;
      const stop = playground.onChange(() => {
        // Changes come in bursts, in the middle of which the world is half done: look once, after each.
        if (woken) return;
        woken = true;
        queueMicrotask(() => {
          woken = false;
          const found = attempt();
          if (found === undefined) return;
          clearTimeout(timer);
          stop();
          resolve(found);
        });
      });
      const timer = setTimeout(() => {
        stop();
        const why = last instanceof Error ? ` (${last.message})` : '';
        reject(new Error(`${what} did not come within ${timeoutMs} ms${why}.\n${options.seen?.() ?? ''}`));
      }, timeoutMs);
    });
  }

  function idOf(name: string): string {
    if (world.people.has(name) || world.channels.has(name)) return name;
    const bare = name.replace(/^[@#]/, '');
    if (name.startsWith('@') || !name.startsWith('#')) {
      for (const one of world.people.values()) {
        if ([one.name, one.display_name, one.real_name].includes(bare)) return one.id;
      }
    }
    const channel = findChannel(world, bare);
    if (channel) return channel.id;
    throw new Error(`There is nobody and no channel called ${name}`);
  }

  function acting(id: string): Acting {
    const channelOf = (name: string): Channel => {
      if (name === '@app') return openDirect(ground, [id, world.app.botUser]).channel;
      const found = idOf(name);
      const channel = world.channels.get(found) ?? openDirect(ground, [id, found]).channel;
      if (!canSee(channel, id)) throw new Error(`${name} is not there for ${id}`);
      return channel;
    };
    // A modal that was open before a new interaction is not the one that the interaction opens.
    let stale: string | undefined;
    const act: Acting['act'] = (action) => {
      if (['command', 'shortcut', 'messageShortcut', 'press'].includes(action.type)) {
        const inView = 'container' in action && action.container.type === 'view';
        stale = inView ? undefined : stack().at(-1)?.id;
      }
      return playground.act(id, action);
    };
    const stack = () => world.stacks.get(id) ?? [];
    const host = {
      act,
      idOf,
      find(viewId: string) {
        const view = [...stack(), world.homes.get(id)].find((one) => one?.id === viewId);
        return view && viewInfo(view);
      },
    };
    const read = (channel: Channel, limit = 100) => messagePage(channel, id, { limit }).messages.map(seen);
    const wait = <T>(look: () => T | undefined | false | null, what: string, options: WaitOptions = {}) =>
      waitFor(look, { what, seen: me.describe, ...options });
    const shortcutId = (nameOrId: string, type: 'global' | 'message') =>
      ground.manifest.shortcuts.find(
        (one) => one.type === type && [one.name, one.callback_id].includes(nameOrId),
      )?.callback_id ?? nameOrId;

    /** Where an unplaced press goes: the top modal, else the newest message with such an element. */
    function inFront(what: Named): Seen | Form {
      const top = me.topModal();
      if (top) return top;
      const all = [...world.channels.values()].filter((one) => canSee(one, id)).flatMap((one) => read(one));
      all.sort((a, b) => (a.ts < b.ts ? 1 : -1));
      for (const message of all) {
        try {
          findElement(blocksOf(message), what);
          return message;
        } catch {
          // Not this one.
        }
      }
      throw new Error(`${id} sees no ${JSON.stringify(what)} anywhere.\n${me.describe()}`);
    }

    async function pressIn(message: Seen, what: Named, option?: string): Promise<Delivered> {
      const found = findElement(blocksOf(message), what);
      const { placed } = found;
      const chosen = option === undefined ? found.option : findOption(elementOptions(placed.element), option);
      const type = str(placed.element.type);
      return act<'press'>({
        type: 'press',
        container: { type: 'message', channel: message.channel, ts: message.ts },
        block_id: placed.blockId,
        action_id: placed.actionId,
        ...(chosen && { state: { type, selected_option: chosen } as unknown as ElementState }),
      });
    }

    const me: Acting = {
      id,
      get info() {
        const person = world.people.get(id);
        if (!person) throw new Error(`There is no ${id}`);
        return personInfo(person);
      },
      act,
      command: async (channel, text) =>
        act<'command'>({ type: 'command', channel: channelOf(channel).id, text }),
      async say(channel, text, thread) {
        const to = channelOf(channel);
        const { ts } = await act<'message'>({
          type: 'message',
          channel: to.id,
          text,
          ...(thread && { thread_ts: thread.ts }),
        });
        const all = thread ? threadPage(to, id, thread.ts).messages : messagePage(to, id).messages;
        return seen(all.find((one) => one.ts === ts) as Seen);
      },
      modal: (options = {}) =>
        wait(
          () => {
            const top = me.topModal();
            if (!top || top.id === stale || top.info.busy) return undefined;
            const { title } = options;
            const right =
              title === undefined ||
              (typeof title === 'string' ? top.title === title : title.test(top.title));
            return right && top;
          },
          `A modal${options.title ? ` called ${options.title}` : ''}`,
          options,
        ),
      topModal() {
        const top = stack().at(-1);
        return top && formOf(host, top.id);
      },
      get depth() {
        return stack().length;
      },
      async openHome() {
        await act<'openHome'>({ type: 'openHome' });
      },
      home: (options) =>
        wait(
          () => {
            const home = world.homes.get(id);
            return home && formOf(host, home.id);
          },
          'The home tab',
          options,
        ),
      messages: (channel, limit) => read(channelOf(channel), limit),
      thread: (parent) => threadPage(channelOf(parent.channel), id, parent.ts).messages.map(seen),
      message: (channel, matching, options) =>
        wait(
          () => read(channelOf(channel)).findLast(fits(matching)),
          `A message ${matching} in ${channel}`,
          options,
        ),
      dms: () => read(channelOf('@app')),
      dm: (matching, options) =>
        wait(
          () => me.dms().findLast((one) => one.bot && fits(matching)(one)),
          `A direct message ${matching}`,
          options,
        ),
      ephemerals(channel) {
        const where = channel ? [channelOf(channel)] : [...world.channels.values()];
        return where
          .flatMap((one) => {
            const own = one.ephemerals.get(id) ?? [];
            const threads = [...new Set(own.map((message) => message.thread_ts))];
            return threads.flatMap(
              (ts) => (ts ? threadPage(one, id, ts) : messagePage(one, id, { limit: 1000 })).messages,
            );
          })
          .filter((one) => one.ephemeral)
          .map(seen)
          .sort((a, b) => (a.ts < b.ts ? -1 : 1));
      },
      ephemeral: (matching, options) =>
        wait(
          () => me.ephemerals().findLast(fits(matching)),
          `A message only for ${id}, ${matching}`,
          options,
        ),
      press(what, options = {}) {
        const place = options.in ?? inFront(what);
        return 'press' in place ? place.press(what) : pressIn(place, what);
      },
      choose: (what, option, options) => pressIn(options.in, what, option),
      shortcut: (name) => act<'shortcut'>({ type: 'shortcut', callback_id: shortcutId(name, 'global') }),
      messageShortcut: (name, message) =>
        act<'messageShortcut'>({
          type: 'messageShortcut',
          callback_id: shortcutId(name, 'message'),
          channel: message.channel,
          ts: message.ts,
        }),
      channels: () =>
        [...world.channels.values()]
          .filter((one) => canSee(one, id))
          .map((one) => channelInfo(ground, one, id)),
      async join(channel) {
        await act<'joinChannel'>({ type: 'joinChannel', channel: channelOf(channel).id });
      },
      async leave(channel) {
        await act<'leaveChannel'>({ type: 'leaveChannel', channel: channelOf(channel).id });
      },
      async inviteBot(channel) {
        await act<'inviteBot'>({ type: 'inviteBot', channel: channelOf(channel).id });
      },
      async removeBot(channel) {
        await act<'removeBot'>({ type: 'removeBot', channel: channelOf(channel).id });
      },
      notices: () => [...(world.notices.get(id) ?? [])],
      waitFor: (look, options) => wait(() => look(me), 'What was waited for', options),
      describe() {
        const lines = [`${id} sees:`];
        for (const view of stack()) {
          const form = formOf(host, view.id);
          lines.push(`  modal "${form.title}" ${JSON.stringify(form.errors)}: ${form.shown.slice(0, 400)}`);
        }
        for (const channel of world.channels.values()) {
          if (!canSee(channel, id)) continue;
          for (const one of read(channel, 5)) {
            const mark = one.ephemeral ? ' (only for them)' : '';
            lines.push(
              `  ${channelInfo(ground, channel, id).name}${mark}: ${one.shown.slice(0, 200)} [${one.buttons.join(' | ')}]`,
            );
          }
        }
        for (const notice of world.notices.get(id) ?? []) lines.push(`  notice: ${notice.text}`);
        return lines.join('\n');
      },
    };
    return me;
  }

  return {
    as: (person) => {
      const id = idOf(person);
      if (!world.people.has(id)) throw new Error(`There is nobody called ${person}`);
      return acting(id);
    },
    waitFor: (look, options) => waitFor(look, options),
    quiet({ forMs = 25, timeoutMs = 10_000 } = {}) {
      return new Promise((resolve, reject) => {
        let calm: ReturnType<typeof setTimeout> | undefined;
        const end = () => {
          clearTimeout(calm);
          clearTimeout(limit);
          stop();
        };
        const look = () => {
          clearTimeout(calm);
          if (playground.inFlight > 0) return;
          calm = setTimeout(() => {
            end();
            resolve();
          }, forMs);
        };
        const stop = playground.onChange(look);
        const limit = setTimeout(() => {
          end();
          reject(new Error(`Requests are still under way after ${timeoutMs} ms`));
        }, timeoutMs);
        look();
      });
    },
  };
}

function elementOptions(element: Plain): Plain[] {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Plain[]) : [];
  return [
    ...((element.options as Plain[] | undefined) ?? []),
    ...groups.flatMap((one) => (one.options as Plain[]) ?? []),
  ];
}

/** Every interactive element of a message, for tests that look closer. */
export function elementsIn(message: Seen): { action_id: string; type: string }[] {
  return elementsOf(blocksOf(message)).map((one) => ({
    action_id: one.actionId,
    type: str(one.element.type),
  }));
}
