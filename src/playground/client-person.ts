import { blocksOf, findElement, findOption, type Named, type Seen, seen } from './client-find.js';
import { type Form, formOf } from './client-form.js';
import type { Acting, Matching, WaitOptions } from './client-types.js';
import type { Delivered, ElementState } from './protocol.js';
import { canSee, openDirect } from './server/conversations.js';
import { optionsOf } from './server/element-parts.js';
import type { Ground } from './server/ground.js';
import { str } from './server/plain.js';
import { channelInfo, messagePage, personInfo, threadPage, viewInfo } from './server/snapshot.js';
import type { Playground } from './server/start-playground.js';
import type { Channel } from './server/world.js';

const fits = (matching: Matching) => (one: Seen) =>
  typeof matching === 'function'
    ? matching(one)
    : typeof matching === 'string'
      ? one.shown.includes(matching) || one.text.includes(matching)
      : matching.test(one.shown) || matching.test(one.text);

/** One person's hands and eyes. Names are people's, channels' or ids. */
export function actingAs(given: {
  playground: Playground;
  /** The workspace they are in. */
  ground: Ground;
  id: string;
  idOf(name: string): string;
  waitFor<T>(
    look: () => T | undefined | false | null,
    options?: WaitOptions & { seen?: () => string },
  ): Promise<T>;
}): Acting {
  const { playground, ground, id, idOf, waitFor } = given;
  const { world } = ground;

  const channelOf = (name: string): Channel => {
    if (name === '@app') return openDirect(ground, [id, world.app.botUser]).channel;
    const found = idOf(name);
    const channel = world.channels.get(found) ?? openDirect(ground, [id, found]).channel;
    if (!canSee(world, channel, id)) throw new Error(`${name} is not there for ${id}`);
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
    const all = [...world.channels.values()]
      .filter((one) => canSee(world, one, id))
      .flatMap((one) => read(one));
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
    const chosen = option === undefined ? found.option : findOption(optionsOf(placed.element), option);
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
            title === undefined || (typeof title === 'string' ? top.title === title : title.test(top.title));
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
      wait(() => me.ephemerals().findLast(fits(matching)), `A message only for ${id}, ${matching}`, options),
    async press(what, options = {}) {
      const place = options.in ?? inFront(what);
      return 'press' in place ? place.press(what) : pressIn(place, what);
    },
    choose: async (what, option, options) => pressIn(options.in, what, option),
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
        .filter((one) => canSee(world, one, id))
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
    allow: async (url) => playground.consent({ user: id, url, allow: true }),
    cancel: async (url) => playground.consent({ user: id, url, allow: false }),
    notices: () => [...(world.notices.get(id) ?? [])],
    waitFor: (look, options) => wait(() => look(me), 'What was waited for', options),
    describe() {
      const lines = [`${id} sees:`];
      for (const view of stack()) {
        const form = formOf(host, view.id);
        lines.push(`  modal "${form.title}" ${JSON.stringify(form.errors)}: ${form.shown.slice(0, 400)}`);
      }
      for (const channel of world.channels.values()) {
        if (!canSee(world, channel, id)) continue;
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
