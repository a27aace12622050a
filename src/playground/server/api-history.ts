/** What was said: https://docs.slack.dev/reference/methods/conversations.history */
import { type Method, needArgs, needChannel, needKindScope, pageOf } from './api-method.js';
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

/** Where the part of a list, sorted by ts, begins and ends that `oldest`, `latest` and `inclusive` mean. */
function between(list: readonly Message[], args: Plain): { from: number; to: number } {
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
  return { from, to: Math.max(from, to) };
}

const history: Method = {
  run(ground, args) {
    const channel = readable(ground, args);
    const { from, to } = between(channel.timeline, args);
    // The newest come first; only those of the page are looked at.
    const part = pageOf(to - from, args, 100, 999);
    const items = channel.timeline.slice(to - part.to, to - part.from).reverse();
    const { next } = part;
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
    const all = channel.threads.get(parent.ts) ?? [];
    const { from, to } = between(all, args);
    const part = pageOf(to - from, args, 1000);
    const items = all.slice(from + part.from, from + part.to);
    const { next } = part;
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
