import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { takeLease } from '../../src/outbox/lease.js';
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

/** A gate that the test opens. */
function gate() {
  let open = () => {};
  let arrived = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let used = false;
  return {
    open: () => open(),
    reached,
    /** The first to come waits; the others pass. */
    async pass() {
      if (used) return;
      used = true;
      arrived();
      await opened;
    },
  };
}

test('two outboxes on one database never send one row twice', async () => {
  const [one, two] = [room.outbox(), room.outbox()];
  const expected: string[] = [];
  for (let wave = 0; wave < 5; wave += 1) {
    const texts = Array.from({ length: 12 }, (_, index) => `${wave}-${index}`);
    expected.push(...texts);
    await room.say(...texts.map((text, index) => ({ text, destination: { channelId: `C${index % 4}` } })));
    await Promise.all([one.drain(), two.drain(), one.drain()]);
  }
  await one.drain();
  const sent = room.slack.calls.map(({ text }) => text);
  expect([...sent].sort()).toEqual([...expected].sort());
});

test('a lease has one holder, is renewed by it alone and can be given back', async () => {
  const take = (holder: string) =>
    takeLease({ db: room.db, workspaceId: 'w', holder, leaseMs: 1_000, now: () => new Date(clock) });
  let clock = Date.parse('2026-11-23T00:00:00Z');
  const first = await take('a');
  expect(first?.fence).toBe(1);
  expect(await take('b')).toBeNull();
  clock += 900;
  expect(await first?.renew()).toBe(true);
  clock += 900;
  expect(await take('b')).toBeNull();
  expect(first?.lasts(100)).toBe(true);
  expect(first?.lasts(101)).toBe(false);
  clock += 200;
  const second = await take('b');
  expect(second?.fence).toBe(2);
  expect(await first?.renew()).toBe(false);
  await first?.release();
  expect(await take('a')).toBeNull();
  await second?.release();
  expect((await take('a'))?.fence).toBe(3);
});

test('a lease must outlast a call', () => {
  expect(() => room.outbox({ timings: { leaseMs: 300, callMs: 300 } })).toThrow(RangeError);
});

test('a holder that stalls before the call does not make it', async () => {
  const stall = gate();
  room.hooks.beforeRender = () => stall.pass();
  await room.say({ text: 'one' }, { text: 'two' });
  const [slow, quick] = [room.outbox(), room.outbox()];
  const stalled = slow.drain();
  await stall.reached;
  room.ahead += 60_000;
  await quick.drain();
  expect(room.slack.texts('C1')).toEqual(['one', 'two']);
  stall.open();
  await stalled;
  expect(room.slack.texts('C1')).toEqual(['one', 'two']);
});

test('a holder that stalls between its claim and the call does not make it', async () => {
  const stall = gate();
  room.hooks.afterCommit = async () => {
    const claimed = await room.db.read.outboxOperation.count({ where: { state: 'sending' } });
    if (claimed > 0) await stall.pass();
  };
  await room.say({ text: 'one' });
  const [slow, quick] = [room.outbox(), room.outbox()];
  const stalled = slow.drain();
  await stall.reached;
  room.ahead += 60_000;
  await quick.drain();
  expect(room.slack.texts('C1')).toEqual(['one']);
  stall.open();
  await stalled;
  expect(room.slack.texts('C1')).toEqual(['one']);
});

test('a holder whose clock goes slow claims nothing once another one has taken over', async () => {
  const slowStall = gate();
  const quickStall = gate();
  let renders = 0;
  room.hooks.beforeRender = () => (renders++ === 0 ? slowStall.pass() : quickStall.pass());
  await room.say({ text: 'one' });
  const [slow, quick] = [room.outbox(), room.outbox({ skew: 60_000 })];
  const stalled = slow.drain();
  await slowStall.reached;
  const quickly = quick.drain();
  await quickStall.reached;
  slowStall.open();
  await stalled;
  expect(room.slack.calls).toEqual([]);
  quickStall.open();
  await quickly;
  expect(room.slack.texts('C1')).toEqual(['one']);
});

test('a holder that stalls during the call changes nothing that its successor noted', async () => {
  const stall = gate();
  room.slack.beforeEach(() => stall.pass());
  await room.say({ text: 'one' });
  const [slow, quick] = [room.outbox(), room.outbox()];
  const stalled = slow.drain();
  await stall.reached;
  room.ahead += 60_000;
  await quick.drain();
  const noted = await room.db.read.outboxOperation.findFirstOrThrow();
  expect(noted).toMatchObject({ state: 'sent', ts: room.slack.messagesIn('C1')[0]?.ts });
  stall.open();
  await stalled;
  // The one window: Slack took it twice, and both sides know what they know.
  expect(room.slack.texts('C1')).toEqual(['one', 'one']);
  expect(await room.db.read.outboxOperation.findFirstOrThrow()).toEqual(noted);
  expect(room.logged.map(({ text }) => text)).toContain('outbox: outcome unknown, sending again');
});

test('while somebody else sends, what is queued waits for them', async () => {
  const other = await takeLease({
    db: room.db,
    workspaceId: room.workspace.id,
    holder: 'somebody else',
    leaseMs: 600_000,
    now: () => room.now(),
  });
  await room.say({ text: 'one' });
  const outbox = room.outbox();
  if (room.db.provider === 'sqlite') {
    // Only one process can have the file open, so whoever it was is gone.
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['one']);
    return;
  }
  await outbox.drain();
  expect(room.slack.texts('C1')).toEqual([]);
  await other?.release();
  await outbox.drain();
  expect(room.slack.texts('C1')).toEqual(['one']);
});

test('a started sender takes over as soon as the other one is done', async () => {
  const holding = gate();
  const started = () => room.outbox({ running: true, timings: { pollMs: 20 } });
  room.slack.beforeEach(() => holding.pass());
  await room.say({ text: 'one' });
  const [one, two] = [started(), started()];
  const busy = one.drain();
  await holding.reached;
  two.start();
  await room.say({ text: 'elsewhere', destination: { channelId: 'C2' } });
  two.nudge(room.workspace.id);
  holding.open();
  await busy;
  await room.slack.until(() => room.slack.texts('C2').length === 1);
  expect(room.slack.calls.map(({ text }) => text).sort()).toEqual(['elsewhere', 'one']);
});
