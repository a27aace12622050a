import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { touchCards, wantCard } from '../../src/outbox/cards.js';
import { cardKey } from '../../src/outbox/destination.js';
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

const card = { kind: 'test', subjectId: 'case' };
const want = (channelId = 'C1', subjectId = 'case') =>
  room.write((tx) => wantCard(tx, room.ctx, { kind: 'test', subjectId, channelId }));
const touch = () => room.write((tx) => touchCards(tx, room.ctx, card));
const callsOf = (method: string) => room.slack.calls.filter((call) => call.method === method);

test('what is longer than Slack takes is cut, cards as well as messages', async () => {
  const text = '客'.repeat(50_000);
  room.shown.set('case', text);
  room.renders.set('long', () => ({ text }));
  await want();
  await room.say({ text: 'long' });
  await room.outbox().drain();
  expect(callsOf('chat.postMessage').map((call) => call.text?.length)).toEqual([40_000, 40_000]);
});

describe('messages', () => {
  test('keep their order in each destination', async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `${index}`);
    await room.say(...texts.map((text) => ({ text, destination: { channelId: `C${Number(text) % 3}` } })));
    await room.outbox().drain();
    for (const channel of [0, 1, 2])
      expect(room.slack.texts(`C${channel}`)).toEqual(texts.filter((text) => Number(text) % 3 === channel));
    expect(new Set(Object.values(await room.states()))).toEqual(new Set(['sent']));
  });

  test('that are still being added to wait for it, ten seconds at most', async () => {
    let complete = false;
    room.hooks.isComplete = async () => complete;
    await room.say({ text: 'one' });
    const outbox = room.outbox();
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual([]);
    complete = true;
    room.ahead += 500;
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['one']);

    complete = false;
    await room.say({ text: 'two' });
    await outbox.drain();
    room.clock.set(new Date(room.clock.now().getTime() + 10_000));
    room.ahead += 500;
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['one', 'two']);
  });

  test('speak to a person in their language, through a channel opened once', async () => {
    const destination = { staffId: room.colleague.id };
    await room.say({ text: 'one', destination }, { text: 'two', destination });
    await room.outbox().drain();
    expect(room.slack.texts('DUSAM')).toEqual(['one en', 'two en']);
    expect(callsOf('conversations.open')).toHaveLength(1);
    // Another process knows the channel from the rows.
    await room.say({ text: 'three', destination });
    await room.outbox().drain();
    expect(room.slack.texts('DUSAM')).toHaveLength(3);
    expect(callsOf('conversations.open')).toHaveLength(1);
  });

  test('a direct channel that is gone is opened afresh', async () => {
    const destination = { staffId: room.colleague.id };
    await room.say({ text: 'one', destination });
    await room.outbox().drain();
    let refused = false;
    room.slack.misbehave((call) => {
      if (refused || call.method !== 'chat.postMessage') return undefined;
      refused = true;
      return { error: 'channel_not_found' };
    });
    await room.say({ text: 'two', destination });
    await room.outbox().drain();
    expect(room.slack.texts('DUSAM')).toEqual(['one en', 'two en']);
    expect(callsOf('conversations.open')).toHaveLength(2);
  });

  test('wait for their business time, and do not hold up others', async () => {
    const outbox = room.outbox();
    await room.say({ text: 'later', notBefore: new Date('2026-11-23T01:00:00Z') }, { text: 'now' });
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['now']);
    room.clock.set(new Date('2026-11-23T00:59:59Z'));
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['now']);
    room.clock.set(new Date('2026-11-23T01:00:00Z'));
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['now', 'later']);
  });

  test('no longer worth saying, or to somebody who left, are dropped', async () => {
    room.renders.set('moot', () => null);
    await room.write((tx) =>
      tx.staff.updateMany({ where: { id: room.colleague.id }, data: { active: false } }),
    );
    await room.say(
      { text: 'moot' },
      { text: 'gone', destination: { staffId: room.colleague.id } },
      { text: 'said', parentKey: 'moot' },
    );
    await room.outbox().drain();
    expect(await room.states()).toEqual({ moot: 'dropped', gone: 'dropped', said: 'sent' });
    expect(room.slack.calls.map(({ text, threadTs }) => [text, threadTs])).toEqual([['said', undefined]]);
  });

  test('tick off what they said in the transaction that notes them as sent', async () => {
    let ticks = 0;
    room.renders.set('remind', () => ({
      text: 'remind',
      async whenSent(tx) {
        ticks += 1;
        await tx.department.create({ data: { workspaceId: room.workspace.id, key: 'ticked' } });
      },
    }));
    room.renders.set('faulty', () => ({
      text: 'faulty',
      whenSent: () => Promise.reject(new Error('cannot tick')),
    }));
    await room.say({ text: 'remind' }, { text: 'faulty' });
    await room.outbox().drain();
    expect(ticks).toBe(1);
    expect(await room.db.read.department.count({ where: { key: 'ticked' } })).toBe(1);
    // Not being able to tick off must not send it twice.
    expect(room.slack.texts('C1')).toEqual(['remind', 'faulty']);
    expect(await room.states()).toEqual({ remind: 'sent', faulty: 'sent' });
  });

  test('rows and log hold no text', async () => {
    room.renders.set('secret', () => ({ text: '13800001234 is angry' }));
    room.slack.misbehave(() => ({ error: 'is_archived' }));
    await room.say({ text: 'secret' });
    await room.outbox().drain();
    const rows = await room.db.read.outboxOperation.findMany();
    expect(rows.length).toBe(2);
    expect(JSON.stringify([rows, room.logged])).not.toContain('13800001234');
  });
});

describe('replies', () => {
  test('go into the thread of their card, their message, and the thread above that', async () => {
    await room.say(
      { text: 'to card', parentKey: cardKey(card) },
      { text: 'root' },
      { text: 'reply', parentKey: 'root' },
      { text: 'reply to reply', parentKey: 'reply' },
    );
    await want();
    await room.outbox().drain();
    const byText = Object.fromEntries(room.slack.messagesIn('C1').map((message) => [message.text, message]));
    expect(byText['to card']?.threadTs).toBe(byText['case zh-CN']?.ts);
    expect(byText.root?.threadTs).toBeUndefined();
    expect(byText.reply?.threadTs).toBe(byText.root?.ts);
    expect(byText['reply to reply']?.threadTs).toBe(byText.root?.ts);
  });

  test('wait for a parent that waits', async () => {
    const outbox = room.outbox();
    room.slack.misbehave(({ text }) => (text === 'case zh-CN' ? { status: 503 } : undefined));
    await want();
    await room.say({ text: 'reply', parentKey: cardKey(card) });
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual([]);
    room.slack.behave();
    room.ahead += 2_000;
    await outbox.drain();
    const [parent, reply] = room.slack.messagesIn('C1');
    expect(parent?.text).toBe('case zh-CN');
    expect(reply).toMatchObject({ text: 'reply', threadTs: parent?.ts });
  });

  test('a parked head frees its followers but not its replies', async () => {
    room.slack.misbehave(({ text }) => (text === 'head' ? { error: 'invalid_blocks' } : undefined));
    await room.say({ text: 'head' }, { text: 'reply', parentKey: 'head' }, { text: 'follower' });
    await room.outbox().drain();
    expect(room.slack.texts('C1')).toEqual(['follower']);
    expect(await room.states()).toMatchObject({ head: 'parked', reply: 'parked', follower: 'sent' });
  });

  test('to a thread that somebody deleted go out by themselves', async () => {
    room.slack.misbehave(({ threadTs }) => (threadTs ? { error: 'thread_not_found' } : undefined));
    await room.say({ text: 'root' }, { text: 'reply', parentKey: 'root' });
    await room.outbox().drain();
    expect(room.slack.texts('C1')).toEqual(['root', 'reply']);
  });
});

describe('cards', () => {
  test('are posted once in each channel and edited from then on', async () => {
    const outbox = room.outbox();
    await want('C1');
    await want('C2');
    await outbox.drain();
    room.shown.set('case', 'judged');
    await touch();
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['judged zh-CN']);
    expect(room.slack.texts('C2')).toEqual(['judged zh-CN']);
    expect(callsOf('chat.postMessage')).toHaveLength(2);
    expect(callsOf('chat.update')).toHaveLength(2);
    await outbox.drain();
    expect(room.slack.calls).toHaveLength(4);
  });

  test('several quick changes are one edit', async () => {
    const outbox = room.outbox();
    await want();
    await outbox.drain();
    for (const state of ['judged', 'assigned', 'investigating']) {
      room.shown.set('case', state);
      await touch();
    }
    await outbox.drain();
    expect(callsOf('chat.update').map(({ text }) => text)).toEqual(['investigating zh-CN']);
  });

  test('a change while the card is being sent is not swallowed', async () => {
    const outbox = room.outbox();
    await want();
    let changed = false;
    room.slack.beforeEach(async () => {
      if (changed) return;
      changed = true;
      room.shown.set('case', 'changed');
      await touch();
    });
    await outbox.drain();
    expect(room.slack.calls.map(({ method, text }) => [method, text])).toEqual([
      ['chat.postMessage', 'case zh-CN'],
      ['chat.update', 'changed zh-CN'],
    ]);
    const row = await room.db.read.card.findFirstOrThrow();
    expect(row).toMatchObject({ pending: false, wantedVersion: 2, sentVersion: 2 });
  });

  test('deleted by somebody, it is posted anew, and its replies follow it', async () => {
    const outbox = room.outbox();
    await want();
    await outbox.drain();
    const [first] = room.slack.messagesIn('C1');
    room.slack.remove('C1', first?.ts ?? '');
    room.shown.set('case', 'again');
    await touch();
    await outbox.drain();
    await room.say({ text: 'reply', parentKey: cardKey(card) });
    await outbox.drain();
    const [second, reply] = room.slack.messagesIn('C1');
    expect(second?.text).toBe('again zh-CN');
    expect(second?.ts).not.toBe(first?.ts);
    expect(reply?.threadTs).toBe(second?.ts);
  });

  test('of a record that is gone is left as it is', async () => {
    const outbox = room.outbox();
    await want();
    await outbox.drain();
    room.shown.set('case', null);
    await touch();
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['case zh-CN']);
    expect(callsOf('chat.update')).toHaveLength(0);
    expect(await room.db.read.card.count({ where: { pending: true } })).toBe(0);
  });
});

describe('the sender', () => {
  test('sends what was pending at its start and what it is nudged to', async () => {
    await room.say({ text: 'before' });
    room.outbox({ running: true }).start();
    await room.slack.until(() => room.slack.texts('C1').length === 1);
    await room.say({ text: 'after' });
    room.services.nudge(room.workspace.id);
    await room.slack.until(() => room.slack.texts('C1').length === 2);
    expect(room.slack.texts('C1')).toEqual(['before', 'after']);
  });

  test('comes back by itself for what it put off', async () => {
    let tries = 0;
    room.slack.misbehave(() => (++tries <= 2 ? { status: 500 } : undefined));
    await room.say({ text: 'stubborn' });
    room.outbox({ running: true, timings: { backoffMs: 5 } }).start();
    await room.slack.until(() => room.slack.texts('C1').length === 1);
    expect(tries).toBe(3);
  });

  test('looks now and then for what nobody announced', async () => {
    room.outbox({ running: true, timings: { pollMs: 20 } }).start();
    await room.say({ text: 'quietly' });
    await room.slack.until(() => room.slack.texts('C1').length === 1);
  });

  test('stopping lets a call under way finish and begins none', async () => {
    await room.say({ text: 'under way' }, { text: 'next' });
    const outbox = room.outbox();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = () => {};
    const there = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    room.slack.beforeEach(async () => {
      arrived();
      await held;
    });
    outbox.start();
    await there;
    const stopped = outbox.stop();
    release();
    await stopped;
    expect(await room.states()).toEqual({ 'under way': 'sent', next: 'pending' });
    const lease = await room.db.read.senderLease.findUniqueOrThrow({
      where: { workspaceId: room.workspace.id },
    });
    expect(lease.until.getTime()).toBe(0);
  });

  test('serves each workspace by its own rows only', async () => {
    const other = await room.write((tx) =>
      tx.workspace.create({
        data: { teamId: 'T2', name: 'Other', locale: 'en', workingHours: '{}', createdAt: room.clock.now() },
      }),
    );
    await room.say({ text: 'same key' });
    const ctx = { ...room.ctx, workspaceId: other.id };
    await room.write((tx) => wantCard(tx, ctx, { kind: 'test', subjectId: 'theirs', channelId: 'C9' }));
    await room.outbox().drain();
    expect(room.slack.texts('C1')).toEqual(['same key']);
    expect(room.slack.texts('C9')).toEqual(['theirs en']);
  });
});
