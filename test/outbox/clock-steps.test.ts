import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGates } from '../../src/outbox/gates.js';
import { farAheadMs, recoverFarInstants } from '../../src/outbox/recover-far-instants.js';
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
afterEach(async () => {
  vi.useRealTimers();
  await room.close();
});

const hourMs = 3_600_000;

describe('a clock that is set back', () => {
  it('stops no limiter', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T02:00:00Z') });
    const limits = {
      channel: { perMs: 1, burst: 3 },
      workspacePerMinute: 300,
      methodPerMinute: { post: 50 },
    };
    const gates = createGates({ limits });
    const pass = async () => {
      (await gates.toPost('channel:C1', { paced: true }))?.(true);
      (await gates.toCall('post'))?.(true);
    };
    await pass();
    vi.setSystemTime(new Date('2026-11-25T01:00:00Z'));
    await pass();
    gates.close();
  });

  it('lengthens no pause that Slack asked for', async () => {
    let elapsed = 0;
    const outbox = room.outbox({ elapsed: () => elapsed });
    room.slack.misbehave(() => ({ status: 429, retryAfter: 30 }));
    // The second destination that is told to wait pauses the method.
    await room.say({ text: 'one' }, { text: 'two', destination: { channelId: 'C2' } });
    await outbox.drain();
    room.slack.behave();
    room.ahead -= hourMs / 2;
    elapsed += 31_000;
    await recoverFarInstants(room.db, room.now());
    await room.say({ text: 'three', destination: { channelId: 'C3' } });
    await outbox.drain();
    expect([1, 2, 3].flatMap((n) => room.slack.texts(`C${n}`))).toEqual(['one', 'two', 'three']);
  });
});

describe('what a clock far ahead has left', () => {
  it('is sent: rows and homes that wait, a lease that nobody gives back', async () => {
    const far = new Date(room.now().getTime() + farAheadMs + 1);
    await room.say({ text: 'one' });
    await room.write(async (tx) => {
      await tx.outboxOperation.updateMany({ data: { nextAt: far } });
      await tx.senderLease.create({ data: { workspaceId: room.workspace.id, holder: 'gone', until: far } });
      await tx.homeView.create({
        data: {
          staffId: room.admin.id,
          workspaceId: room.workspace.id,
          openedAt: far,
          nextAt: far,
          claimedUntil: far,
        },
      });
    });
    const outbox = room.outbox();
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual([]);
    expect(await recoverFarInstants(room.db, room.now())).toBe(2);
    await outbox.drain();
    expect(room.slack.texts('C1')).toEqual(['one']);
    expect(await room.db.read.homeView.findFirst()).toMatchObject({ nextAt: room.now(), claimedUntil: null });
    await room.write((tx) => tx.homeView.deleteMany());
  });

  it('is looked for by a started sender', async () => {
    await room.say({ text: 'one' });
    const far = new Date(room.now().getTime() + farAheadMs + 1);
    await room.write((tx) => tx.outboxOperation.updateMany({ data: { nextAt: far } }));
    room.outbox().start();
    await vi.waitFor(() => expect(room.slack.texts('C1')).toEqual(['one']), { timeout: 5_000 });
  });

  it('leaves alone what Slack asked to wait for', async () => {
    await room.say({ text: 'one' });
    const soon = new Date(room.now().getTime() + 5 * 60_000);
    await room.write((tx) => tx.outboxOperation.updateMany({ data: { nextAt: soon } }));
    expect(await recoverFarInstants(room.db, room.now())).toBe(0);
  });
});
