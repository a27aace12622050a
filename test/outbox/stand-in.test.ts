import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { adviceByError, adviceFor } from '../../src/outbox/advice.js';
import { touchCards, wantCard } from '../../src/outbox/cards.js';
import { cardKey } from '../../src/outbox/destination.js';
import { notInstalled } from '../../src/outbox/park-all.js';
import { retryParked } from '../../src/outbox/retry-parked.js';
import { renderFailed } from '../../src/outbox/send-error.js';
import { type Playground, startPlayground } from '../../src/playground/server/start-playground.js';
import type { ApiTrouble } from '../../src/playground/server/trouble.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type PostRoom, postRoom } from './post-room.js';

// The same behaviour as against the fake, at a Slack that refuses what Slack refuses.

let database: TestDatabase;
let room: PostRoom;
let slack: Playground;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  room = await postRoom(database);
  slack = await startPlayground({
    manifest: {
      display_information: { name: 'Baton' },
      features: { bot_user: { display_name: 'Baton' }, app_home: { messages_tab_enabled: true } },
      oauth_config: { scopes: { bot: ['chat:write', 'im:write'] } },
    },
    users: [
      { id: 'UADMIN', name: 'ada', is_admin: true },
      { id: 'USAM', name: 'sam' },
    ],
    channels: [
      { id: 'C1', name: 'service', members: ['USAM'], bot: true },
      { id: 'C2', name: 'market', members: ['USAM'], bot: true },
    ],
    signingSecret: 'test-signing-secret',
    botToken: 'xoxb-test',
    limits: 'off',
  });
});
afterEach(async () => {
  await room.close();
  await slack.close();
});

const outbox = (callMs = 10_000) =>
  room.outbox({
    client: new WebClient('xoxb-test', {
      slackApiUrl: slack.url,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: callMs,
      logger: room.silentLogger,
    }),
    callMs,
  });
const channel = (id: string) => {
  const found = slack.ground.world.channels.get(id);
  if (!found) throw new Error(`There is no channel ${id}`);
  return found;
};
/** What the app has posted, threads included, as it now stands. */
const texts = (id: string) =>
  [...channel(id).byTs.values()]
    .filter(({ bot }) => bot)
    .sort((a, b) => a.ts.localeCompare(b.ts))
    .map(({ text }) => text);
const directTexts = (user: string) =>
  [...slack.ground.world.channels.values()]
    .filter(({ kind, members }) => kind === 'dm' && members.has(user))
    .flatMap(({ id }) => texts(id));
const calls = (method: string) => slack.wire.entries.filter(({ name }) => name === method).length;

test('cards, replies and direct messages arrive; a deleted card comes back', async () => {
  const sender = outbox();
  await room.write((tx) => wantCard(tx, room.ctx, { kind: 'test', subjectId: 'case', channelId: 'C1' }));
  await room.say(
    { text: 'reply', parentKey: cardKey({ kind: 'test', subjectId: 'case' }) },
    { text: 'hello', destination: { staffId: room.colleague.id } },
  );
  await sender.drain();
  expect(texts('C1')).toEqual(['case zh-CN', 'reply']);
  const [card] = [...channel('C1').byTs.values()];
  expect([...channel('C1').threads.keys()]).toEqual([card?.ts]);
  expect(directTexts('USAM')).toEqual(['hello en']);

  channel('C1').byTs.delete(card?.ts ?? '');
  room.shown.set('case', 'judged');
  await room.write((tx) => touchCards(tx, room.ctx, { kind: 'test', subjectId: 'case' }));
  await sender.drain();
  expect(texts('C1')).toEqual(['reply', 'judged zh-CN']);
});

describe('trouble that passes', () => {
  const troubles: (Pick<ApiTrouble, 'kind' | 'error'> & { arrives: number })[] = [
    { kind: 'ratelimited', arrives: 1 },
    { kind: '500', arrives: 1 },
    { kind: 'error', error: 'service_unavailable', arrives: 1 },
    { kind: 'hang', arrives: 1 },
    { kind: 'drop', arrives: 1 },
    { kind: 'timeout-after-doing-it', arrives: 2 },
    { kind: 'drop-after-doing-it', arrives: 2 },
  ];
  for (const { arrives, ...trouble } of troubles) {
    test(`${trouble.kind}: arrives ${arrives === 1 ? 'once' : 'twice, the one window there is'}`, async () => {
      // Silence is noticed soon; the answers that come have all the time they need.
      const silent = trouble.kind === 'hang' || trouble.kind === 'timeout-after-doing-it';
      const sender = outbox();
      slack.trouble.next({ method: 'chat.postMessage', retryAfter: 7, ...trouble });
      await room.say({ text: 'one' }, { text: 'two' });
      await outbox(silent ? 100 : 10_000).drain();
      expect(calls('chat.postMessage')).toBe(1);
      room.ahead += trouble.kind === 'ratelimited' ? 6_999 : 0;
      await outbox(silent ? 100 : 10_000).drain();
      expect(calls('chat.postMessage')).toBe(1);
      room.ahead += 2_000;
      await sender.drain();
      expect(texts('C1')).toEqual([...Array.from({ length: arrives }, () => 'one'), 'two']);
    });
  }
});

describe('trouble that lasts', () => {
  const broken: Record<string, { error: string; breakIt(): void; mend(): void }> = {
    'the bot was removed from the channel': {
      error: 'not_in_channel',
      breakIt: () => slack.trouble.removeBot('C1'),
      mend: () => void channel('C1').members.add(slack.ground.world.app.botUser),
    },
    'the channel was archived': {
      error: 'is_archived',
      breakIt: () => slack.trouble.archive('C1'),
      mend: () => {
        channel('C1').archived = false;
      },
    },
  };
  for (const [name, { error, breakIt, mend }] of Object.entries(broken)) {
    test(`${name}: others go on, an administrator is told once, Try again delivers in order`, async () => {
      const sender = outbox();
      breakIt();
      await room.say({ text: 'one' }, { text: 'two' }, { text: 'else', destination: { channelId: 'C2' } });
      await sender.drain();
      expect(texts('C1')).toEqual([]);
      expect(texts('C2')).toEqual(['else']);
      expect(directTexts('UADMIN')).toHaveLength(1);
      mend();
      const admin = { type: 'person', staff: { ...room.admin, department: null } } as const;
      await retryParked({ ...room.ctx, actor: admin }, { destination: 'channel:C1', error });
      await sender.drain();
      expect(texts('C1')).toEqual(['one', 'two']);
      expect(directTexts('UADMIN')).toHaveLength(1);
    });
  }

  test('every error that lasts: kept, told with what to do about it, delivered by Try again', async () => {
    const sender = outbox();
    const admin = { type: 'person', staff: { ...room.admin, department: null } } as const;
    const errors = Object.keys(adviceByError).filter(
      (error) => ![renderFailed, notInstalled].includes(error),
    );
    expect(errors.length).toBeGreaterThan(25);
    for (const error of errors) {
      const when = ({ text }: Record<string, unknown>) => text === error;
      slack.trouble.next({ method: 'chat.postMessage', kind: 'error', error, when });
    }
    await room.say(...errors.map((error) => ({ text: error, destination: { channelId: 'C2' } })));
    await sender.drain();
    expect(texts('C2')).toEqual([]);
    const told = JSON.stringify(slack.wire.calls('chat.postMessage').map(({ request }) => request));
    expect(directTexts('UADMIN')).toHaveLength(errors.length);
    for (const error of errors) {
      expect(told).toContain(messages('en').outbox.advice[adviceFor(error)].slice(0, 40));
      expect(told).toContain(messages('en').outbox.slackSays({ error }));
      await retryParked({ ...room.ctx, actor: admin }, { destination: 'channel:C2', error });
    }
    await sender.drain();
    expect(texts('C2')).toHaveLength(errors.length);
  });

  const causes: Record<string, { error: string; breakIt(): void }> = {
    'the channel was deleted': {
      error: 'channel_not_found',
      breakIt: () => void slack.ground.world.channels.delete('C1'),
    },
    'the app was removed': { error: 'account_inactive', breakIt: () => slack.trouble.uninstall() },
    'a scope is missing': {
      error: 'missing_scope',
      breakIt: () => {
        slack.ground.world.scopes = ['im:write'];
      },
    },
  };
  for (const [name, { error, breakIt }] of Object.entries(causes)) {
    test(`${name}: parked as ${error}`, async () => {
      breakIt();
      await room.say({ text: 'one' });
      await outbox().drain();
      const [row] = await room.db.read.outboxOperation.findMany({ orderBy: { id: 'asc' } });
      expect(row).toMatchObject({ state: 'parked', lastError: error });
    });
  }

  test('the token was revoked: all is parked and kept, nobody can be told', async () => {
    const sender = outbox();
    slack.trouble.revokeToken();
    await room.say({ text: 'one' });
    await sender.drain();
    const rows = await room.db.read.outboxOperation.findMany();
    expect(rows.map(({ state, lastError }) => [state, lastError])).toEqual([
      ['parked', 'token_revoked'],
      ['parked', 'token_revoked'],
    ]);
  });

  test('the person was deactivated in Slack before Baton heard of it', async () => {
    const sender = outbox();
    await room.say({ text: 'one', destination: { staffId: room.colleague.id } });
    await sender.drain();
    slack.trouble.deactivate('USAM');
    await room.say({ text: 'two', destination: { staffId: room.colleague.id } });
    await sender.drain();
    expect(directTexts('USAM')).toEqual(['one en']);
    expect(await room.states()).toMatchObject({ one: 'sent', two: 'parked' });
    expect(directTexts('UADMIN')).toHaveLength(1);
  });
});
