import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.js';
import type { Department, Staff } from '../../src/db/types.js';
import { messages } from '../../src/messages/index.js';
import { touchCards, wantCard } from '../../src/outbox/cards.js';
import { parkedNotice, readRetryValue } from '../../src/outbox/parked-notice.js';
import { retryParked, unparkAfterInstallation } from '../../src/outbox/retry-parked.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type PostRoom, postRoom } from './post-room.js';

let database: TestDatabase;
let room: PostRoom;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  room = await postRoom(database);
});
afterEach(() => room.close());

const as = (staff: Staff): Context => ({
  ...room.ctx,
  actor: { type: 'person', staff: { ...staff, department: null as Department | null } },
});
const notices = () => room.slack.texts('DUADMIN');
const posts = (channel: string) =>
  room.slack.calls.filter((call) => call.method === 'chat.postMessage' && call.channel === channel);

describe('told to wait', () => {
  test('a channel told to wait gets no card either; then all come, in order', async () => {
    const outbox = room.outbox();
    let limited = true;
    room.slack.misbehave(({ channel }) =>
      channel === 'C1' && limited ? { status: 429, retryAfter: 30 } : undefined,
    );
    await room.say({ text: 'one' });
    await outbox.drain();
    expect(room.slack.calls).toHaveLength(1);
    limited = false;
    await room.write((tx) => wantCard(tx, room.ctx, { kind: 'test', subjectId: 'case', channelId: 'C1' }));
    await room.say({ text: 'two' }, { text: 'elsewhere', destination: { channelId: 'C2' } });
    room.ahead += 29_000;
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual([]);
    expect(room.slack.texts('C2')).toEqual(['elsewhere']);
    room.ahead += 1_001;
    await outbox.drain();
    expect(room.slack.texts('C1').toSorted()).toEqual(['case zh-CN', 'one', 'two']);
    expect(room.slack.texts('C1').filter((text) => text !== 'case zh-CN')).toEqual(['one', 'two']);
    expect(room.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a channel waits for Retry-After, the others go on, nothing is lost', async () => {
    const outbox = room.outbox();
    let limited = true;
    room.slack.misbehave(({ channel }) =>
      channel === 'C1' && limited ? { status: 429, retryAfter: 30 } : undefined,
    );
    await room.say(
      { text: 'a1' },
      { text: 'a2' },
      { text: 'b1', destination: { channelId: 'C2' } },
      { text: 'b2', destination: { channelId: 'C2' } },
    );
    await outbox.drain();
    limited = false;
    expect(posts('C1')).toHaveLength(1);
    expect(room.slack.texts('C2')).toEqual(['b1', 'b2']);
    // What is queued meanwhile waits its turn too.
    await room.say({ text: 'a3' });
    room.ahead += 29_000;
    await outbox.drain();
    expect(posts('C1')).toHaveLength(1);
    room.ahead += 1_000;
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['a1', 'a2', 'a3']);
    expect((await room.db.read.outboxOperation.findFirstOrThrow({ where: { key: 'a1' } })).state).toBe(
      'sent',
    );
  });

  test('a second destination told to wait means the workspace: no third one is tried', async () => {
    const outbox = room.outbox();
    room.slack.misbehave(() => ({ status: 429, retryAfter: 10 }));
    for (const channel of ['C1', 'C2', 'C3', 'C4']) {
      await room.say({ text: channel, destination: { channelId: channel } });
      await outbox.drain();
    }
    expect(room.slack.calls).toHaveLength(2);
    room.slack.behave();
    room.ahead += 10_000;
    await outbox.drain();
    for (const channel of ['C1', 'C2', 'C3', 'C4']) expect(room.slack.texts(channel)).toEqual([channel]);
  });

  test('a method told to wait is left alone, the others go on', async () => {
    const outbox = room.outbox();
    const want = (channelId: string) =>
      room.write((tx) => wantCard(tx, room.ctx, { kind: 'test', subjectId: 'case', channelId }));
    for (const channelId of ['C1', 'C2', 'C3']) await want(channelId);
    await outbox.drain();
    room.slack.misbehave(({ method }) =>
      method === 'chat.update' ? { status: 429, retryAfter: 5 } : undefined,
    );
    await want('C1');
    await outbox.drain();
    await want('C2');
    await room.say({ text: 'a message', destination: { channelId: 'C3' } });
    await outbox.drain();
    expect(room.slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(1);
    expect(room.slack.texts('C3')).toContain('a message');
    room.slack.behave();
    room.ahead += 5_000;
    await outbox.drain();
    expect(room.slack.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(3);
    expect(await room.db.read.card.count({ where: { pending: true } })).toBe(0);
  });
});

describe('passing faults', () => {
  const faults = {
    'an error of the server': { status: 503 },
    'an error that Slack says will pass': { error: 'internal_error' },
    'a page that is no answer': { status: 200, body: '<html>a proxy</html>' },
    '429 without a time': { status: 429 },
    'a dropped connection before it was done': { does: false, ending: 'hang up' },
    silence: { does: false, ending: 'silence' },
  } as const;

  for (const [name, fault] of Object.entries(faults)) {
    test(`${name}: sent again, in order, once`, async () => {
      const outbox = room.outbox();
      let faulty = true;
      room.slack.misbehave(() => (faulty ? fault : undefined));
      await room.say({ text: 'one' }, { text: 'two' });
      await room.outbox({ callMs: name === 'silence' ? 100 : 10_000 }).drain();
      // One attempt: the second message waits behind the first.
      expect(room.slack.calls).toHaveLength(1);
      const head = await room.db.read.outboxOperation.findFirstOrThrow({ where: { key: 'one' } });
      expect(head).toMatchObject({ state: 'pending', attempts: 1 });
      expect(head.lastError).toMatch(/^[\w.-]+$/);
      await outbox.drain();
      expect(room.slack.calls).toHaveLength(1);
      faulty = false;
      room.ahead += 40_000;
      await outbox.drain();
      expect(room.slack.texts('C1')).toEqual(['one', 'two']);
      expect(notices()).toEqual([]);
    });
  }

  test('wait longer each time, up to five minutes', async () => {
    const outbox = room.outbox();
    room.slack.misbehave(() => ({ status: 500 }));
    await room.say({ text: 'one' });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const asked = room.slack.calls.length;
      await outbox.drain();
      expect(room.slack.calls).toHaveLength(asked + 1);
      const row = await room.db.read.outboxOperation.findFirstOrThrow();
      waits.push((row.nextAt.getTime() - room.now().getTime()) / 1_000);
      room.ahead += row.nextAt.getTime() - room.now().getTime();
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
    expect(Math.max(...waits)).toBe(300);
    expect(await room.states()).toEqual({ one: 'pending' });
  });

  test('a timeout after Slack did it sends twice at most: the one window there is', async () => {
    const outbox = room.outbox();
    let faulty = true;
    room.slack.misbehave(() => (faulty ? { does: true, ending: 'silence' } : undefined));
    await room.say({ text: 'one' }, { text: 'two' });
    await room.outbox({ callMs: 100 }).drain();
    faulty = false;
    room.ahead += 2_000;
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['one', 'one', 'two']);
    expect(await room.states()).toEqual({ one: 'sent', two: 'sent' });
  });

  test('a card edited twice is edited once for the eye', async () => {
    const outbox = room.outbox();
    await room.write((tx) => wantCard(tx, room.ctx, { kind: 'test', subjectId: 'case', channelId: 'C1' }));
    await outbox.drain();
    room.slack.misbehave(() => ({ does: true, ending: 'hang up' }));
    room.shown.set('case', 'judged');
    await room.write((tx) => touchCards(tx, room.ctx, { kind: 'test', subjectId: 'case' }));
    await outbox.drain();
    room.slack.behave();
    room.ahead += 2_000;
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['judged zh-CN']);
    expect(await room.db.read.card.findFirstOrThrow()).toMatchObject({ pending: false, attempts: 0 });
  });
});

describe('lasting faults', () => {
  const lasting = [
    'channel_not_found',
    'is_archived',
    'not_in_channel',
    'account_inactive',
    'invalid_auth',
    'token_revoked',
    'restricted_action',
    'msg_blocks_too_long',
    'invalid_blocks',
    'missing_scope',
    'something_new',
  ];

  for (const error of lasting) {
    test(`${error}: parked, an administrator told once, and Try again works`, async () => {
      const outbox = room.outbox();
      const broken = (channel: string) => channel === 'C1';
      room.slack.misbehave(({ channel }) => (broken(channel) ? { error } : undefined));
      await room.say({ text: 'one' }, { text: 'two' }, { text: 'reply', parentKey: 'one' });
      await room.write((tx) => wantCard(tx, room.ctx, { kind: 'test', subjectId: 'case', channelId: 'C1' }));
      await outbox.drain();
      expect(await room.states()).toMatchObject({ one: 'parked', two: 'parked', reply: 'parked' });
      expect(notices()).toHaveLength(1);
      // Nothing more happens until somebody acts.
      const calls = room.slack.calls.length;
      room.ahead += 3_600_000;
      await outbox.drain();
      expect(room.slack.calls).toHaveLength(calls);

      await expect(
        retryParked(as(room.colleague), { destination: 'channel:C1', error }),
      ).rejects.toMatchObject({ code: 'notAllowed' });
      room.slack.behave();
      expect(await retryParked(as(room.admin), { destination: 'channel:C1', error })).toEqual({ retried: 4 });
      await outbox.drain();
      expect(room.slack.texts('C1')).toEqual(['case zh-CN', 'one', 'two', 'reply']);
      expect(await retryParked(as(room.admin), { destination: 'channel:C1', error })).toEqual({ retried: 0 });
    });
  }

  for (const error of ['user_not_found', 'cannot_dm_bot']) {
    test(`${error}: a person cannot be reached`, async () => {
      const outbox = room.outbox();
      room.slack.misbehave(({ users }) => (users === 'USAM' ? { error } : undefined));
      const destination = { staffId: room.colleague.id };
      await room.say({ text: 'one', destination }, { text: 'two', destination });
      await outbox.drain();
      expect(await room.states()).toMatchObject({ one: 'parked', two: 'parked' });
      expect(notices()).toHaveLength(1);
      room.slack.behave();
      await retryParked(as(room.admin), { destination: `person:${room.colleague.id}`, error });
      await outbox.drain();
      expect(room.slack.texts('DUSAM')).toEqual(['one en', 'two en']);
    });
  }

  test('trouble that returns after Try again is told again', async () => {
    const outbox = room.outbox();
    room.slack.misbehave(({ channel }) => (channel === 'C1' ? { error: 'not_in_channel' } : undefined));
    await room.say({ text: 'one' });
    await outbox.drain();
    await retryParked(as(room.admin), { destination: 'channel:C1', error: 'not_in_channel' });
    await outbox.drain();
    expect(notices()).toHaveLength(2);
    expect((await room.states()).one).toBe('parked');
  });

  test('an administrator who cannot be told is only logged, and not told about that', async () => {
    const outbox = room.outbox();
    room.slack.misbehave(() => ({ error: 'invalid_auth' }));
    await room.say({ text: 'one' }, { text: 'two' });
    await outbox.drain();
    expect(await room.db.read.outboxOperation.count()).toBe(3);
    expect(await room.db.read.outboxOperation.count({ where: { state: 'parked' } })).toBe(3);
    expect(room.logged.filter(({ level }) => level === 'error')).toHaveLength(3);
    // A new installation puts it right, and the notice, now moot, is not sent.
    room.slack.behave();
    await room.write((tx) => unparkAfterInstallation(tx, { workspaceId: room.workspace.id }));
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['one', 'two']);
    expect(notices()).toEqual([]);
    // The next trouble is told.
    room.slack.misbehave(({ channel }) => (channel === 'C1' ? { error: 'invalid_auth' } : undefined));
    await room.say({ text: 'three' });
    await outbox.drain();
    expect(notices()).toHaveLength(1);
  });

  test('without an administrator it is only logged', async () => {
    await room.write((tx) => tx.staff.updateMany({ data: { admin: false } }));
    room.slack.misbehave(() => ({ error: 'is_archived' }));
    await room.say({ text: 'one' });
    await room.outbox().drain();
    expect(await room.states()).toEqual({ one: 'parked' });
  });

  test('a renderer that throws is tried five times, then parked; others go on', async () => {
    const outbox = room.outbox();
    let tries = 0;
    room.renders.set('broken', () => {
      tries += 1;
      throw new Error('no such record');
    });
    await room.say({ text: 'broken' }, { text: 'next' });
    for (let attempt = 0; attempt < 7; attempt += 1) {
      await outbox.drain();
      room.ahead += 60_000;
    }
    expect(tries).toBe(5);
    expect(await room.states()).toMatchObject({ broken: 'parked', next: 'sent' });
    expect(notices()).toHaveLength(1);
  });

  test("one workspace's administrator cannot retry another's", async () => {
    const outbox = room.outbox();
    room.slack.misbehave(() => ({ error: 'is_archived' }));
    await room.say({ text: 'one' });
    await outbox.drain();
    const elsewhere = { ...as(room.admin), workspaceId: 'another' };
    expect(await retryParked(elsewhere, { destination: 'channel:C1', error: 'is_archived' })).toEqual({
      retried: 0,
    });
    expect((await room.states()).one).toBe('parked');
  });
});

describe('the notice', () => {
  for (const locale of ['en', 'zh-CN'] as const) {
    test(`says where, how much, why and what to do (${locale})`, async () => {
      const t = messages(locale);
      room.slack.misbehave(({ channel }) => (channel === 'C1' ? { error: 'not_in_channel' } : undefined));
      await room.say({ text: 'one' }, { text: 'two' });
      await room.outbox().drain();
      const rendered = await parkedNotice.render({
        services: room.services,
        reader: room.db.read,
        workspace: room.workspace,
        locale,
        t,
        now: room.clock.now(),
        params: { destination: 'channel:C1', error: 'not_in_channel' },
        recipient: room.admin,
      });
      const shown = JSON.stringify(rendered);
      expect(shown).toContain('<#C1>');
      expect(shown).toContain('/invite @Baton');
      expect(shown).toContain(JSON.stringify(t.outbox.parked({ where: '<#C1>', count: 2 })).slice(1, -1));
      const button = rendered?.blocks?.flatMap((block) =>
        block.type === 'actions' ? block.elements : [],
      )[0];
      expect(button).toMatchObject({ type: 'button', action_id: 'outbox.retry' });
      expect(readRetryValue((button as { value?: string }).value)).toEqual({
        destination: 'channel:C1',
        error: 'not_in_channel',
      });
    });
  }

  test('a forged button value is refused', () => {
    expect(readRetryValue('rubbish')).toBeNull();
    expect(readRetryValue('{"destination":1}')).toBeNull();
    expect(readRetryValue(undefined)).toBeNull();
  });
});
