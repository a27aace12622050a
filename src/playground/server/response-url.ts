/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from './body.js';
import { limits } from './check.js';
import type { Ground } from './ground.js';
import { addMessage, editMessage, findMessage, newMessage, removeMessage } from './messages.js';
import { isPlain, type Plain, parseJson, yes } from './plain.js';
import { refuse, SlackRefusal } from './slack-refusal.js';
import { acceptMessage } from './validate-message.js';
import type { Channel, Message, ResponseUrl } from './world.js';

/** A URL that lets the app answer in this channel, even where its bot user is not a member. */
export function makeResponseUrl(
  ground: Ground,
  input: { user: string; channel: Channel; original?: string; thread_ts?: string },
): { url: string; entry: ResponseUrl } {
  const id = randomBytes(12).toString('hex');
  const { user, channel, original, thread_ts } = input;
  const entry: ResponseUrl = {
    id,
    user,
    channel: channel.id,
    at: Date.now(),
    uses: 0,
    ...(original && { original }),
    ...(thread_ts && { thread_ts }),
  };
  const { responseUrls } = ground.world;
  for (const [old, one] of responseUrls) {
    if (entry.at - one.at <= ground.timings.responseUrlMs) break;
    responseUrls.delete(old);
  }
  responseUrls.set(id, entry);
  return { url: `${ground.origin()}/respond/${ground.world.team.id}/${id}`, entry };
}

/** Posts what an app answered: to the asker alone unless `response_type: in_channel`. */
export function postResponse(ground: Ground, entry: ResponseUrl, body: Plain): Message | undefined {
  const { world } = ground;
  const channel = world.channels.get(entry.channel);
  if (!channel) refuse('channel_not_found');
  if (channel.archived) refuse('is_archived');
  const original = entry.original ? findMessage(channel, entry.original, entry.user) : undefined;
  if (yes(body.delete_original)) {
    if (original) removeMessage(ground, channel, original);
    return undefined;
  }
  const content = acceptMessage(body);
  if (yes(body.replace_original) && original) {
    editMessage(ground, channel, original, {
      by: world.app.botUser,
      text: content.text,
      blocks: content.blocks ?? [],
      attachments: content.attachments ?? [],
    });
    return original;
  }
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : entry.thread_ts;
  const message = newMessage(ground, {
    user: world.app.botUser,
    bot: true,
    text: content.text,
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    ...(body.response_type !== 'in_channel' && { ephemeralTo: entry.user }),
    ...(thread && { thread_ts: thread }),
  });
  addMessage(ground, channel, message);
  entry.original ??= message.ts;
  return message;
}

/** A POST to a response_url. Throws SlackRefusal: used_url after 5 uses, expired_url after 30 minutes. */
export function useResponseUrl(ground: Ground, id: string, body: Plain): void {
  const entry = ground.world.responseUrls.get(id);
  if (!entry || Date.now() - entry.at > ground.timings.responseUrlMs) refuse('expired_url');
  if (entry.uses >= limits.time.responseUrlUses) refuse('used_url');
  entry.uses += 1;
  postResponse(ground, entry, body);
}

/** Answers a POST to `/respond/…`. */
export async function handleResponseUrl(
  ground: Ground,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
) {
  const body = await readBody(request, 1_000_000);
  const parsed = body && parseJson(body.toString('utf8'));
  const entry = ground.wire.add({
    direction: 'from-app',
    by: 'response_url',
    name: 'response_url',
    request: parsed,
  });
  const answer = (status: number, result: unknown) => {
    entry.status = status;
    entry.response = result;
    sendJson(response, status, result);
  };
  if (body === null) return answer(413, { ok: false, error: 'request_too_large' });
  const trouble = ground.trouble.takeApi('response_url', isPlain(parsed) ? parsed : {});
  if (trouble) entry.trouble = trouble.kind;
  if (trouble?.kind === 'ratelimited') {
    const seconds = String(trouble.retryAfter ?? 1);
    return sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': seconds });
  }
  if (trouble?.kind === '500') return answer(500, { ok: false, error: 'internal_error' });
  if (trouble?.kind === 'hang') return;
  if (trouble?.kind === 'drop') {
    request.socket.destroy();
    return;
  }
  if (!isPlain(parsed)) return answer(400, { ok: false, error: 'invalid_payload' });
  try {
    useResponseUrl(ground, id, parsed);
    answer(200, { ok: true });
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const gone = error.code === 'expired_url' || error.code === 'used_url';
    answer(gone ? 404 : 400, { ok: false, error: error.code, ...error.extra });
  }
}
