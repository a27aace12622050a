/** What people write, change and take back; guests and people of Slack Connect; what the app hears of it. */
import { describe, expect, it } from 'vitest';
import { bare, errorOf } from './bare.js';
import { testManifest } from './stand.js';

const scopes = [
  ...['chat:write', 'commands', 'users:read', 'users:read.email', 'channels:read', 'groups:read'],
  ...['channels:history', 'groups:history', 'im:history', 'im:write', 'app_mentions:read', 'channels:manage'],
];
const people = {
  guest: { id: 'U_GUEST', name: 'gus', real_name: 'Gus Guest', is_restricted: true },
  single: { id: 'U_SINGLE', name: 'sue', real_name: 'Sue Single', is_ultra_restricted: true },
  other: { id: 'U_ELSE', name: 'eva', real_name: 'Eva Else', team_id: 'T_ELSE' },
};

/** A playground whose app hears of everything that these tests are about. */
async function start(...events: string[]) {
  const stand = await bare(() => ({}), { manifest: testManifest({ scopes, events }) });
  const heard = () => stand.got.map((one) => one.json.event as unknown as Record<string, unknown>);
  const until = (count: number) =>
    stand.slack.waitFor(() => stand.got.length >= count, { what: `${count} events` });
  for (const one of Object.values(people)) stand.playground.addPerson(one);
  return { ...stand, heard, until };
}

describe('what people write', () => {
  it('is escaped; names that exist become ids, addresses links, a typed <!channel> stays text', async () => {
    const { sam } = await start();
    const written = async (typed: string) => (await sam.say('#service', typed)).text;
    expect(await written('a < b & c > d')).toBe('a &lt; b &amp; c &gt; d');
    expect(await written('<!channel> <@U_MEI>')).toBe('&lt;!channel&gt; &lt;@U_MEI&gt;');
    expect(await written('@channel and @here')).toBe('<!channel> and <!here>');
    expect(await written('@张伟, see #service or #nowhere')).toBe('<@U_MEI>, see <#C_SERVICE|> or #nowhere');
    expect(await written('me@sam.example https://x.example/?a=1&b=2')).toBe(
      'me@sam.example <https://x.example/?a=1&amp;b=2>',
    );
  });

  it('can be changed and taken back by whoever wrote it, and nobody else', async () => {
    const { sam, slack, web } = await start();
    const mei = slack.as('U_MEI');
    const at = { channel: 'C_SERVICE', ts: (await sam.say('#service', 'frist')).ts };
    const edit = { type: 'editMessage', ...at, text: 'first & best' } as const;
    await expect(mei.act<'editMessage'>(edit)).rejects.toThrow('not written by');
    await sam.act<'editMessage'>(edit);
    expect(mei.messages('#service')).toMatchObject([{ text: 'first &amp; best', edited: true }]);
    expect(await errorOf(web.chat.update({ ...at, text: 'mine' }))).toBe('cant_update_message');
    expect(await errorOf(web.chat.delete(at))).toBe('cant_delete_message');
    await expect(mei.act<'deleteMessage'>({ type: 'deleteMessage', ...at })).rejects.toThrow('not written');
    await sam.act<'deleteMessage'>({ type: 'deleteMessage', ...at });
    expect(mei.messages('#service')).toEqual([]);
  });

  it('leaves a line where a parent with replies was deleted', async () => {
    const { sam, web } = await start();
    const { ts } = await web.chat.postMessage({ channel: 'C_SERVICE', text: 'parent' });
    const parent = { channel: 'C_SERVICE', ts: String(ts) };
    await sam.say('#service', 'reply', parent);
    await web.chat.delete(parent);
    expect(sam.messages('#service')).toMatchObject([
      { subtype: 'tombstone', text: 'This message was deleted.', reply_count: 1 },
    ]);
    expect(sam.thread(parent).map((one) => one.text)).toEqual(['This message was deleted.', 'reply']);
  });
});

describe('message events', () => {
  it('tell of new, changed and deleted messages with what they were, where the app is', async () => {
    const { sam, heard, until, web } = await start('message.channels');
    const said = await sam.say('#service', 'one');
    const at = { channel: 'C_SERVICE', ts: said.ts };
    await sam.act<'editMessage'>({ type: 'editMessage', ...at, text: 'two' });
    await sam.act<'deleteMessage'>({ type: 'deleteMessage', ...at });
    await until(3);
    const place = { type: 'message', channel: 'C_SERVICE', channel_type: 'channel' };
    expect(heard()).toMatchObject([
      { ...place, text: 'one', user: 'U_SAM', ts: said.ts },
      {
        ...place,
        subtype: 'message_changed',
        hidden: true,
        message: { text: 'two', ts: said.ts, edited: { user: 'U_SAM' } },
        previous_message: { text: 'one' },
      },
      {
        ...place,
        subtype: 'message_deleted',
        hidden: true,
        deleted_ts: said.ts,
        previous_message: { text: 'two' },
      },
    ]);
    const { ts } = await web.chat.postMessage({ channel: 'C_SERVICE', text: 'own' });
    await web.chat.update({ channel: 'C_SERVICE', ts: String(ts), text: 'own again' });
    await until(5);
    expect(heard().slice(3)).toMatchObject([
      { text: 'own', bot_id: 'B0PLAYBOT' },
      { subtype: 'message_changed', message: { text: 'own again' } },
    ]);
    await sam.say('#market', 'elsewhere');
    await web.chat.postEphemeral({ channel: 'C_SERVICE', user: 'U_SAM', text: 'for one' });
    await sam.say('#service', 'last');
    await until(6);
    expect(heard()[5]).toMatchObject({ text: 'last' });
  });

  it('app_mention comes when the app is named, not in its direct message', async () => {
    const { sam, heard, until } = await start('app_mention', 'message.im');
    await sam.say('#service', 'hello @tester');
    await sam.say('@app', 'hello @tester');
    await until(2);
    expect(heard()).toMatchObject([
      { type: 'app_mention', text: 'hello <@U0PLAYBOT>', channel: 'C_SERVICE', user: 'U_SAM' },
      { type: 'message', channel_type: 'im' },
    ]);
  });
});

describe('guests and people of Slack Connect', () => {
  it('see only the channels they are in', async () => {
    const { sam, slack, web } = await start();
    const invite = (user: string, channel: string) =>
      sam.act<'inviteUser'>({ type: 'inviteUser', channel, user });
    for (const id of ['U_GUEST', 'U_ELSE']) {
      const guest = slack.as(id);
      expect(guest.channels()).toEqual([]);
      await expect(guest.join('#service')).rejects.toThrow('is not there');
      await invite(id, 'C_SERVICE');
      expect(guest.channels().map((one) => one.name)).toEqual(['service']);
    }
    await invite('U_GUEST', 'C_MARKET');
    await invite('U_SINGLE', 'C_SERVICE');
    await expect(invite('U_SINGLE', 'C_MARKET')).rejects.toThrow('guest of one channel');
    await sam.inviteBot('#market');
    const byApp = (users: string) => errorOf(web.conversations.invite({ channel: 'C_MARKET', users }));
    expect(await byApp('U_SINGLE')).toBe('ura_max_channels');
    expect(await byApp('U_ELSE')).toBe('cant_invite');
    expect(await byApp('U_OUT')).toBe('ok');
  });

  it('are told of by member_joined_channel, with their own team, and marked in users.info', async () => {
    const { sam, heard, until, web, got } = await start('member_joined_channel');
    for (const user of ['U_GUEST', 'U_ELSE'])
      await sam.act<'inviteUser'>({ type: 'inviteUser', channel: 'C_SERVICE', user });
    await until(2);
    const joined = {
      type: 'member_joined_channel',
      channel: 'C_SERVICE',
      channel_type: 'C',
      inviter: 'U_SAM',
    };
    expect(heard()).toMatchObject([
      { ...joined, user: 'U_GUEST', team: 'T0PLAY' },
      { ...joined, user: 'U_ELSE', team: 'T_ELSE' },
    ]);
    expect(got.map((one) => one.json.is_ext_shared_channel)).toEqual([false, true]);
    const shown = async (user: string) => (await web.users.info({ user })).user;
    expect(await shown('U_GUEST')).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
    expect(await shown('U_SINGLE')).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(await shown('U_ELSE')).toMatchObject({ is_stranger: true, team_id: 'T_ELSE' });
    expect((await shown('U_ELSE'))?.profile).not.toHaveProperty('email');
    expect((await web.conversations.info({ channel: 'C_SERVICE' })).channel).toMatchObject({
      is_ext_shared: true,
    });
  });

  it('of another company have no commands here and cannot be written to alone', async () => {
    const { sam, slack, web } = await start();
    await sam.act<'inviteUser'>({ type: 'inviteUser', channel: 'C_SERVICE', user: 'U_ELSE' });
    await expect(slack.as('U_ELSE').command('#service', '/complaint')).rejects.toThrow('not a valid command');
    expect(await errorOf(web.chat.postMessage({ channel: 'U_ELSE', text: 'x' }))).toBe('channel_not_found');
    expect(await errorOf(web.conversations.open({ users: 'U_ELSE' }))).toBe('user_not_visible');
    await expect(slack.as('U_ELSE').shortcut('Start')).rejects.toThrow('not modelled');
  });
});

describe('people and channels', () => {
  it('come, change themselves and are told of by team_join and user_change', async () => {
    const { sam, playground, heard, until, web } = await start('team_join', 'user_change');
    const before = Object.keys(people).length;
    await until(before);
    playground.addPerson({ id: 'U_NEW', name: 'new', real_name: 'Nia New' });
    await sam.act<'editProfile'>({ type: 'editProfile', profile: { locale: 'zh-CN', tz: 'Europe/London' } });
    await until(before + 2);
    expect(heard().slice(before)).toMatchObject([
      { type: 'team_join', user: { id: 'U_NEW' } },
      { type: 'user_change', user: { id: 'U_SAM', tz: 'Europe/London', locale: 'zh-CN' } },
    ]);
    expect((await web.users.info({ user: 'U_SAM', include_locale: true })).user).toMatchObject({
      locale: 'zh-CN',
      tz: 'Europe/London',
    });
    expect(() => playground.addPerson({ id: 'U_NEW', name: 'again' })).toThrow('already');
    const wrong = sam.act<'editProfile'>({ type: 'editProfile', profile: { tz: 'Mars/Olympus' } });
    await expect(wrong).rejects.toThrow('is no tz');
    const neither = sam.act<'editProfile'>({ type: 'editProfile', profile: { locale: 'Klingon' } });
    await expect(neither).rejects.toThrow('is no locale');
  });

  it('channels are renamed, archived, opened again and deleted, and the app is told', async () => {
    const { sam, slack, heard, until, web } = await start(
      ...['channel_rename', 'channel_archive', 'channel_unarchive', 'channel_deleted', 'group_deleted'],
    );
    const channel = 'C_SERVICE';
    await sam.act<'renameChannel'>({ type: 'renameChannel', channel, name: 'care' });
    await sam.act<'archiveChannel'>({ type: 'archiveChannel', channel });
    await sam.act<'unarchiveChannel'>({ type: 'unarchiveChannel', channel });
    const gone = slack.as('U_MEI').act<'deleteChannel'>({ type: 'deleteChannel', channel });
    await expect(gone).rejects.toThrow('no administrator');
    await sam.act<'deleteChannel'>({ type: 'deleteChannel', channel });
    // Of a private channel that the app is not in it hears nothing.
    await sam.act<'deleteChannel'>({ type: 'deleteChannel', channel: 'C_SECRET' });
    await until(4);
    await slack.quiet();
    expect(heard()).toMatchObject([
      { type: 'channel_rename', channel: { id: channel, name: 'care' } },
      { type: 'channel_archive', channel, user: 'U_SAM' },
      { type: 'channel_unarchive', channel, user: 'U_SAM' },
      { type: 'channel_deleted', channel },
    ]);
    expect(await errorOf(web.chat.postMessage({ channel, text: 'x' }))).toBe('channel_not_found');
  });

  it('the app looks after channels that it is in', async () => {
    const { sam, web } = await start();
    const channel = 'C_SERVICE';
    const kick = (user: string, where = channel) => errorOf(web.conversations.kick({ channel: where, user }));
    expect(await kick('U0PLAYBOT')).toBe('cant_kick_self');
    expect(await kick('U_OUT')).toBe('not_in_channel');
    expect(await kick('U_SAM', 'C_MARKET')).toBe('not_in_channel');
    expect(await kick('U_MEI')).toBe('ok');
    expect(await errorOf(web.conversations.setTopic({ channel, topic: 'x'.repeat(251) }))).toBe('too_long');
    await web.conversations.setTopic({ channel, topic: 'Complaints' });
    await web.conversations.setPurpose({ channel, purpose: 'To help' });
    const { channel: shown } = await web.conversations.rename({ channel, name: 'care' });
    expect(shown).toMatchObject({
      name: 'care',
      topic: { value: 'Complaints' },
      purpose: { value: 'To help' },
    });
    expect(await errorOf(web.conversations.rename({ channel, name: 'market' }))).toBe('name_taken');
    expect(sam.channels().find((one) => one.id === channel)?.members).not.toContain('U_MEI');
    expect(await errorOf(web.conversations.kick({ channel: 'C_OLD', user: 'U_SAM' }))).toBe('is_archived');
  });
});
