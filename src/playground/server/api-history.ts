/** What was said: https://docs.slack.dev/reference/methods/conversations.history */
import { type Method, needArgs, needChannel, needKindScope, page } from './api-method.js';
import { firstFrom } from './first-from.js';
import type { Ground } from './ground.js';
import { messageJson, parentJson } from './payloads.js';
import { type Plain, str, yes } from './plain.js';
import { refuse } from './slack-refusal.js';
import type { Channel, Message } from './world.js';

function readable(ground: Ground, args: Plain): Channel {
  needArgs(args, 'channel');
  const channel = needChannel(ground, args.channel);
  needKindScope(ground, channel, 'history');
  if (!channel.members.has(ground.world.app.botUser)) refuse('not_in_channel');
  return channel;
}

/** The part of a list, sorted by ts, that `oldest`, `latest` and `inclusive` mean. */
function between(list: readonly Message[], args: Plain): readonly Message[] {
  const inclusive = yes(args.inclusive);
  // A ts has six decimals; whoever asks may give fewer, or a number.
  const edge = (given: unknown, after: boolean) => {
    const [seconds = '0', micros = ''] = String(given).split('.');
    const ts = `${seconds.padStart(10, '0')}.${micros.padEnd(6, '0')}`;
    const at = firstFrom(list, ts);
    return after && list[at]?.ts === ts ? at + 1 : at;
  };
  const none = (given: unknown) => given === undefined || given === '';
  const from = none(args.oldest) ? 0 : edge(args.oldest, !inclusive);
  const to = none(args.latest) ? list.length : edge(args.latest, inclusive);
  return list.slice(from, Math.max(from, to));
}

const history: Method = {
  run(ground, args) {
    const channel = readable(ground, args);
    const fits = between(channel.timeline, args).toReversed();
    const { items, next } = page(fits, args, 100, 999);
    return {
      messages: items.map((one) => parentJson(ground, channel, one)),
      has_more: next !== '',
      pin_count: channel.pins.size,
      ...(next && { response_metadata: { next_cursor: next } }),
    };
  },
};

const replies: Method = {
  run(ground, args) {
    const channel = readable(ground, args);
    needArgs(args, 'ts');
    const named = channel.byTs.get(str(args.ts));
    const parent = named?.thread_ts ? channel.byTs.get(named.thread_ts) : named;
    if (!parent) refuse('thread_not_found');
    const own = between(channel.threads.get(parent.ts) ?? [], args);
    const { items, next } = page(own, args, 1000);
    return {
      messages: [parentJson(ground, channel, parent), ...items.map((one) => messageJson(ground, one))],
      has_more: next !== '',
      ...(next && { response_metadata: { next_cursor: next } }),
    };
  },
};

export const historyMethods: Record<string, Method> = {
  'conversations.history': history,
  'conversations.replies': replies,
};
