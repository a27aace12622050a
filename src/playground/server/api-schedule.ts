/** Messages for later: https://docs.slack.dev/reference/methods/chat.scheduleMessage */
import { postMessage } from './api-chat.js';
import { type Method, needArgs, needChannel, needPostable, page } from './api-method.js';
import type { Ground } from './ground.js';
import { type Plain, str } from './plain.js';
import { refuse, SlackRefusal } from './slack-refusal.js';
import { acceptMessage } from './validate-message.js';
import { nextId, type Scheduled } from './world.js';

const MOST_AHEAD_SECONDS = 120 * 24 * 60 * 60;
/** So many in one channel within five minutes. */
const MOST_TOGETHER = 30;
const TOGETHER_SECONDS = 5 * 60;
/** From then on it is as good as posted. */
const TOO_LATE_SECONDS = 60;

const now = (ground: Ground) => Math.floor(ground.messageTime() / 1000);

/** Posts what is due by the clock that dates messages, which its host may move; looks again while more is to come. */
function watch(ground: Ground): void {
  const { scheduled } = ground.world;
  const timer = setInterval(() => {
    for (const one of [...scheduled.values()].sort((a, b) => a.postAt - b.postAt)) {
      if (one.postAt > now(ground)) continue;
      scheduled.delete(one.id);
      try {
        postMessage.run(ground, one.args, '');
      } catch (error) {
        // Archived or left meanwhile: Slack lets it fall, too.
        if (!(error instanceof SlackRefusal)) throw error;
        ground.log(`a scheduled message was not posted: ${error.code}`);
      }
    }
    if (scheduled.size === 0) clearInterval(timer);
  }, ground.timings.scheduleMs);
  timer.unref();
  ground.onClose(() => clearInterval(timer));
}

const schedule: Method = {
  scopes: ['chat:write'],
  run(ground, args) {
    needArgs(args, 'channel', 'post_at');
    const { scheduled } = ground.world;
    const channel = needPostable(ground, args.channel);
    const content = acceptMessage(args);
    const postAt = Number(args.post_at);
    if (!Number.isInteger(postAt) || postAt <= 0) refuse('invalid_time');
    if (postAt <= now(ground)) refuse('time_in_past');
    if (postAt > now(ground) + MOST_AHEAD_SECONDS) refuse('time_too_far');
    const near = [...scheduled.values()].filter(
      (one) => one.channel === channel.id && Math.abs(one.postAt - postAt) < TOGETHER_SECONDS,
    );
    if (near.length >= MOST_TOGETHER) refuse('restricted_too_many');
    const { post_at: _at, ...rest } = args;
    const id = nextId(ground.world, 'Q');
    const one: Scheduled = { id, channel: channel.id, postAt, createdAt: now(ground), args: rest };
    if (scheduled.size === 0) watch(ground);
    scheduled.set(id, one);
    const { botId } = ground.world.app;
    const message: Plain = { type: 'delayed_message', text: content.text, bot_id: botId };
    return { channel: channel.id, scheduled_message_id: id, post_at: postAt, message };
  },
};

const remove: Method = {
  scopes: ['chat:write'],
  run(ground, args) {
    needArgs(args, 'channel', 'scheduled_message_id');
    const channel = needChannel(ground, args.channel);
    const one = ground.world.scheduled.get(str(args.scheduled_message_id));
    if (one?.channel !== channel.id || one.postAt - now(ground) < TOO_LATE_SECONDS) {
      refuse('invalid_scheduled_message_id');
    }
    ground.world.scheduled.delete(one.id);
    return {};
  },
};

const list: Method = {
  run(ground, args) {
    const wanted = str(args.channel);
    if (wanted !== '') needChannel(ground, wanted);
    const all = [...ground.world.scheduled.values()]
      .filter((one) => wanted === '' || one.channel === wanted)
      .sort((a, b) => a.postAt - b.postAt);
    const { items, next } = page(all, args, 100);
    return {
      scheduled_messages: items.map((one) => ({
        id: one.id,
        channel_id: one.channel,
        post_at: one.postAt,
        date_created: one.createdAt,
        text: str(one.args.text),
      })),
      response_metadata: { next_cursor: next },
    };
  },
};

export const scheduleMethods: Record<string, Method> = {
  'chat.scheduleMessage': schedule,
  'chat.deleteScheduledMessage': remove,
  'chat.scheduledMessages.list': list,
};
