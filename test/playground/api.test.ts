/** Web API methods and their errors, asked by @slack/web-api. */
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secrets, startBare, testManifest } from './stand.js';

let stand: Awaited<ReturnType<typeof startBare>>;
beforeAll(async () => {
  stand = await startBare();
});
afterAll(() => stand.playground.close());

async function answer(method: string, args: Record<string, unknown> = {}, web = stand.web) {
  try {
    return (await web.apiCall(method, args)) as unknown as Record<string, unknown>;
  } catch (error) {
    const data = (error as { data?: Record<string, unknown> }).data;
    if (data) return data;
    throw error;
  }
}
const errorOf = async (method: string, args?: Record<string, unknown>, web?: WebClient) =>
  (await answer(method, args, web)).error;

describe('tokens', () => {
  const client = (token: string | undefined) =>
    new WebClient(token, { slackApiUrl: stand.playground.url, retryConfig: { retries: 0 } });
  it('says who it is, and refuses tokens that are none', async () => {
    expect(await answer('auth.test')).toMatchObject({
      ok: true,
      team_id: 'T0PLAY',
      user: 'tester',
      bot_id: 'B0PLAYBOT',
    });
    expect(await errorOf('auth.test', {}, client(undefined))).toBe('not_authed');
    expect(await errorOf('auth.test', {}, client('xoxb-wrong'))).toBe('invalid_auth');
    expect(await errorOf('auth.test', {}, client(secrets.appToken))).toBe('not_allowed_token_type');
    expect(await errorOf('apps.connections.open', {}, client(secrets.botToken))).toBe(
      'not_allowed_token_type',
    );
    expect(await errorOf('no.such.method')).toBe('unknown_method');
    expect(await errorOf('api.test', { error: 'my_error' }, client(undefined))).toBe('my_error');
  });

  it('refuses a revoked token and an uninstalled app, and names missing scopes', async () => {
    const other = await startBare({
      manifest: testManifest({ scopes: ['commands', 'users:read'], events: [] }),
    });
    try {
      expect(await answer('chat.postMessage', { channel: 'C_SERVICE', text: 'x' }, other.web)).toMatchObject({
        error: 'missing_scope',
        needed: 'chat:write',
        provided: 'commands,users:read',
      });
      const user = (await answer('users.info', { user: 'U_SAM' }, other.web)).user as { profile: object };
      expect(user.profile).not.toHaveProperty('email');
      other.playground.trouble.revokeToken();
      expect(await errorOf('auth.test', {}, other.web)).toBe('token_revoked');
      other.playground.trouble.uninstall();
      expect(await errorOf('auth.test', {}, other.web)).toBe('account_inactive');
    } finally {
      await other.playground.close();
    }
  });
});

describe('chat', () => {
  it('posts where the bot is, to people, into threads; refuses elsewhere', async () => {
    const posted = await answer('chat.postMessage', { channel: '#service', text: 'hello <@U_SAM>' });
    expect(posted).toMatchObject({
      ok: true,
      channel: 'C_SERVICE',
      message: { text: 'hello <@U_SAM>', bot_id: 'B0PLAYBOT' },
    });
    expect(await errorOf('chat.postMessage', { channel: 'C_MARKET', text: 'x' })).toBe('not_in_channel');
    expect(await errorOf('chat.postMessage', { channel: 'C_SECRET', text: 'x' })).toBe('channel_not_found');
    expect(await errorOf('chat.postMessage', { channel: 'C_NONE', text: 'x' })).toBe('channel_not_found');
    expect(await errorOf('chat.postMessage', { channel: 'C_OLD', text: 'x' })).toBe('is_archived');
    expect(await errorOf('chat.postMessage', { channel: 'C_SERVICE' })).toBe('no_text');
    expect(await answer('chat.postMessage', { channel: 'U_SAM', text: 'direct' })).toMatchObject({
      channel: /^D/,
    });
    const reply = await answer('chat.postMessage', { channel: 'C_SERVICE', text: 'r', thread_ts: posted.ts });
    expect(reply).toMatchObject({ ok: true, message: { thread_ts: posted.ts } });
    expect(await errorOf('chat.postMessage', { channel: 'C_SERVICE', text: 'r', thread_ts: reply.ts })).toBe(
      'cannot_reply_to_message',
    );
    expect(await answer('conversations.replies', { channel: 'C_SERVICE', ts: posted.ts })).toMatchObject({
      messages: [{ reply_count: 1 }, { text: 'r' }],
    });
    // The message names Sam and is unread for Mei, who is not named.
    const [sam, mei] = ['U_SAM', 'U_MEI'].map((id) =>
      stand.slack
        .as(id)
        .channels()
        .find((one) => one.id === 'C_SERVICE'),
    );
    expect(sam).toMatchObject({ unread: 1, mentions: 1 });
    expect(mei).toMatchObject({ unread: 1, mentions: 0 });
  });

  it('points at the faulty block', async () => {
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'x'.repeat(76) } }] },
    ];
    expect(await answer('chat.postMessage', { channel: 'C_SERVICE', text: 'x', blocks })).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
      },
    });
  });

  it('updates and deletes its own messages only; an update without blocks keeps them', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'kept' } }];
    const { ts } = await answer('chat.postMessage', { channel: 'C_SERVICE', text: 'one', blocks });
    expect(await answer('chat.update', { channel: 'C_SERVICE', ts, text: 'two' })).toMatchObject({
      message: { text: 'two', blocks: [{ text: { text: 'kept' } }] },
    });
    expect(
      await answer('chat.update', { channel: 'C_SERVICE', ts, text: 'three', blocks: [] }),
    ).not.toHaveProperty('message.blocks');
    const said = await stand.slack.as('U_SAM').say('#service', 'mine');
    expect(await errorOf('chat.update', { channel: 'C_SERVICE', ts: said.ts, text: 'x' })).toBe(
      'cant_update_message',
    );
    expect(await errorOf('chat.delete', { channel: 'C_SERVICE', ts: said.ts })).toBe('cant_delete_message');
    expect(await errorOf('chat.update', { channel: 'C_SERVICE', ts: '1.000001', text: 'x' })).toBe(
      'message_not_found',
    );
    expect(await answer('chat.delete', { channel: 'C_SERVICE', ts })).toMatchObject({ ok: true });
    expect(await errorOf('chat.getPermalink', { channel: 'C_SERVICE', message_ts: ts })).toBe(
      'message_not_found',
    );
  });

  it('shows ephemeral messages to their person in the channel only; they cannot be updated', async () => {
    const { message_ts } = await answer('chat.postEphemeral', {
      channel: 'C_SERVICE',
      user: 'U_MEI',
      text: 'psst',
    });
    expect(stand.slack.as('U_MEI').messages('#service').at(-1)).toMatchObject({
      text: 'psst',
      ephemeral: true,
    });
    expect(
      stand.slack
        .as('U_SAM')
        .messages('#service')
        .some((one) => one.text === 'psst'),
    ).toBe(false);
    expect(await errorOf('chat.postEphemeral', { channel: 'C_SERVICE', user: 'U_OUT', text: 'x' })).toBe(
      'user_not_in_channel',
    );
    expect(await errorOf('chat.update', { channel: 'C_SERVICE', ts: message_ts, text: 'x' })).toBe(
      'message_not_found',
    );
    await stand.slack
      .as('U_MEI')
      .act<'dismiss'>({ type: 'dismiss', channel: 'C_SERVICE', ts: String(message_ts) });
    expect(stand.slack.as('U_MEI').ephemerals()).toEqual([]);
  });
});

it('posts scheduled messages when their time has come by the host’s clock', async () => {
  let now = Date.parse('2026-11-25T02:00:00Z');
  const other = await startBare({ messageTime: () => now, timings: { scheduleMs: 5 } });
  const at = (minutes: number) => Math.floor(now / 1000) + minutes * 60;
  const schedule = (text: string, post_at: number) =>
    answer('chat.scheduleMessage', { channel: 'C_SERVICE', text, post_at }, other.web);
  try {
    expect(await schedule('late', at(-1))).toMatchObject({ error: 'time_in_past' });
    expect(await schedule('far', at(121 * 24 * 60))).toMatchObject({ error: 'time_too_far' });
    const first = await schedule('first', at(10));
    expect(first).toMatchObject({ channel: 'C_SERVICE', post_at: at(10), message: { text: 'first' } });
    const second = await schedule('second', at(5));
    await schedule('third', at(20));
    const listed = await answer('chat.scheduledMessages.list', {}, other.web);
    expect(listed.scheduled_messages).toMatchObject([
      { text: 'second' },
      { text: 'first' },
      { text: 'third' },
    ]);
    const remove = (one: Record<string, unknown>) =>
      errorOf(
        'chat.deleteScheduledMessage',
        { channel: 'C_SERVICE', scheduled_message_id: one.scheduled_message_id },
        other.web,
      );
    expect(await remove(second)).toBeUndefined();
    expect(await remove(second)).toBe('invalid_scheduled_message_id');
    now += 10 * 60_000;
    const mei = other.slack.as('U_MEI');
    await mei.message('#service', 'first');
    expect(await remove(first)).toBe('invalid_scheduled_message_id');
    expect(mei.messages('#service').map((one) => one.text)).toEqual(['first']);
    for (let count = 0; count < 29; count += 1) await schedule('many', at(10));
    expect(await schedule('too many', at(10))).toMatchObject({ error: 'restricted_too_many' });
  } finally {
    await other.playground.close();
  }
});

describe('people and conversations', () => {
  it('knows people, their language and zone', async () => {
    expect(await answer('users.info', { user: 'U_MEI', include_locale: true })).toMatchObject({
      user: {
        locale: 'zh-CN',
        tz: 'Asia/Shanghai',
        tz_offset: 28_800,
        profile: { email: 'mei@example.com' },
      },
    });
    expect((await answer('users.info', { user: 'U_MEI' })).user).not.toHaveProperty('locale');
    expect(await errorOf('users.info', { user: 'U_NONE' })).toBe('user_not_found');
    expect(await answer('users.lookupByEmail', { email: 'SAM@example.com' })).toMatchObject({
      user: { id: 'U_SAM' },
    });
    expect(await errorOf('users.lookupByEmail', { email: 'no@example.com' })).toBe('users_not_found');
    const first = await answer('users.list', { limit: 2 });
    expect(first.members).toHaveLength(2);
    const cursor = (first.response_metadata as { next_cursor: string }).next_cursor;
    expect((await answer('users.list', { limit: 9, cursor })).members).toHaveLength(2);
    expect(await answer('usergroups.users.list', { usergroup: 'S_ONE' })).toMatchObject({ users: ['U_SAM'] });
  });

  it('joins, invites, opens, creates and archives as Slack does', async () => {
    const other = await startBare({ manifest: testManifest({ events: [] }) });
    const ask = (method: string, args: Record<string, unknown>) => answer(method, args, other.web);
    try {
      expect(await ask('conversations.info', { channel: 'C_SECRET' })).toMatchObject({
        error: 'channel_not_found',
      });
      expect(await ask('conversations.join', { channel: 'C_MARKET' })).toMatchObject({
        channel: { is_member: true },
      });
      expect(await ask('conversations.join', { channel: 'C_OLD' })).toMatchObject({ error: 'is_archived' });
      await other.slack.as('U_SAM').command('#secret', '/invite @tester');
      expect(await ask('conversations.info', { channel: 'C_SECRET' })).toMatchObject({
        channel: { is_private: true },
      });
      expect(await ask('conversations.invite', { channel: 'C_MARKET', users: 'U_SAM' })).toMatchObject({
        error: 'already_in_channel',
      });
      expect(await ask('conversations.open', { users: 'U_NONE' })).toMatchObject({ error: 'user_not_found' });
      const first = await ask('conversations.open', { users: 'U_MEI' });
      expect(await ask('conversations.open', { users: 'U_MEI' })).toMatchObject({
        already_open: true,
        channel: first.channel,
      });
      other.playground.trouble.deactivate('U_MEI');
      expect(await ask('conversations.open', { users: 'U_MEI' })).toMatchObject({ error: 'user_disabled' });
      expect(await ask('conversations.create', { name: 'Bad Name' })).toMatchObject({
        error: 'invalid_name_specials',
      });
      expect(await ask('conversations.create', { name: 'service' })).toMatchObject({ error: 'name_taken' });
      const { channel } = (await ask('conversations.create', { name: '新-channel' })) as {
        channel: { id: string };
      };
      expect(await ask('conversations.archive', { channel: channel.id })).toEqual(
        expect.objectContaining({ ok: true }),
      );
      expect(await ask('conversations.archive', { channel: channel.id })).toMatchObject({
        error: 'already_archived',
      });
      const listed = (await ask('conversations.list', { exclude_archived: true })) as {
        channels: { id: string }[];
      };
      expect(listed.channels.map((one) => one.id)).toEqual(['C_SERVICE', 'C_MARKET']);
      other.playground.trouble.removeBot('#market');
      expect(await ask('chat.postMessage', { channel: 'C_MARKET', text: 'x' })).toMatchObject({
        error: 'not_in_channel',
      });
    } finally {
      await other.playground.close();
    }
  });

  it('takes files in two steps, pins, reactions and bookmarks', async () => {
    const { upload_url, file_id } = await answer('files.getUploadURLExternal', {
      filename: 'a.csv',
      length: 3,
    });
    expect(await errorOf('files.completeUploadExternal', { files: [{ id: file_id }] })).toBe(
      'file_not_found',
    );
    const sent = await fetch(String(upload_url), { method: 'POST', body: 'a,b' });
    expect(sent.status).toBe(200);
    expect(
      await answer('files.completeUploadExternal', {
        files: [{ id: file_id, title: 'A' }],
        channel_id: 'C_SERVICE',
      }),
    ).toMatchObject({ ok: true });
    const shown = stand.slack.as('U_MEI').messages('#service').at(-1);
    expect(shown?.files).toMatchObject([{ title: 'A', mimetype: 'text/csv', size: 3 }]);
    await stand.web.filesUploadV2({
      channel_id: 'C_SERVICE',
      filename: 'b.txt',
      file: Buffer.from('hello'),
      initial_comment: 'b',
    });
    expect(stand.slack.as('U_MEI').messages('#service').at(-1)).toMatchObject({
      text: 'b',
      files: [{ name: 'b.txt', size: 5 }],
    });
    const target = { channel: 'C_SERVICE', timestamp: shown?.ts };
    expect(await answer('pins.add', target)).toMatchObject({ ok: true });
    expect(await errorOf('pins.add', target)).toBe('already_pinned');
    expect(await answer('reactions.add', { ...target, name: 'eyes' })).toMatchObject({ ok: true });
    expect(await errorOf('reactions.add', { ...target, name: 'eyes' })).toBe('already_reacted');
    const bookmark = { channel_id: 'C_SERVICE', title: 'Rules', type: 'link', link: 'https://example.com' };
    expect(await answer('bookmarks.add', bookmark)).toMatchObject({ ok: true });
  });
});
