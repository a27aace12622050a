import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGates, type Gates } from '../../src/outbox/gates.js';
import { slackLimits } from '../../src/outbox/limits.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type PostRoom, postRoom } from './post-room.js';

test("Slack's documented limits are the usual ones", () => {
  expect(slackLimits).toMatchObject({
    channel: { perMs: 1_000 },
    workspacePerMinute: 300,
    methodPerMinute: { 'chat.update': 50, 'conversations.open': 50 },
  });
});

describe('gates', () => {
  let gates: Gates;
  beforeEach(() => {
    vi.useFakeTimers();
    gates = createGates({
      limits: {
        channel: { perMs: 1_000, burst: 3 },
        workspacePerMinute: 10,
        methodPerMinute: { 'chat.update': 2 },
      },
    });
  });
  afterEach(() => {
    gates.close();
    vi.useRealTimers();
  });

  /** When each of so many calls was let through, one after the other, in milliseconds from now. */
  async function passed(times: number, destination: string, paced: boolean): Promise<number[]> {
    const start = Date.now();
    const instants: number[] = [];
    const all = (async () => {
      for (let time = 0; time < times; time += 1) {
        const leave = await gates.toPost(destination, { paced });
        instants.push(Date.now() - start);
        leave?.(true);
      }
    })();
    await vi.advanceTimersByTimeAsync(60_000 * times);
    await all;
    return instants;
  }

  test('a short queue goes out at once, and then no faster than the average', async () => {
    const at = await passed(4, 'channel:C1', false);
    expect(at[2]).toBeLessThan(100);
    expect(at[3]).toBeGreaterThanOrEqual(3_000);
    expect(at[3]).toBeLessThan(3_100);
  });

  test('a long queue goes at an even pace, down to its last messages', async () => {
    const start = Date.now();
    const instants: number[] = [];
    const all = (async () => {
      for (const paced of [true, true, true, false, false, false]) {
        const leave = await gates.toPost('channel:C1', { paced });
        instants.push(Date.now() - start);
        leave?.(true);
      }
    })();
    await vi.advanceTimersByTimeAsync(10_000);
    await all;
    for (const [index, at] of instants.entries())
      if (index > 0) expect(at - (instants[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(instants.at(-1)).toBeLessThan(5_200);
  });

  test('channels do not wait for each other', async () => {
    const [one] = await passed(1, 'channel:C1', true);
    const [two] = await passed(1, 'channel:C2', true);
    expect(one).toBeLessThan(100);
    expect(two).toBeLessThan(100);
  });

  test('a workspace sends its ceiling in any minute and not one more', async () => {
    const instants: number[] = [];
    const start = Date.now();
    for (let channel = 0; channel < 12; channel += 1)
      void gates.toPost(`channel:C${channel}`, { paced: false }).then((leave) => {
        instants.push(Date.now() - start);
        leave?.(true);
      });
    await vi.advanceTimersByTimeAsync(59_999);
    expect(instants).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(instants).toHaveLength(12);
  });

  test('a call that was not made after all costs nothing', async () => {
    const start = Date.now();
    const all = (async () => {
      for (let time = 0; time < 5; time += 1) (await gates.toPost('channel:C1', { paced: true }))?.(false);
      return Date.now() - start;
    })();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await all).toBeLessThan(500);
  });

  test('a method waits for its minute; closing turns away who waits', async () => {
    const instants: (number | null)[] = [];
    for (let time = 0; time < 3; time += 1)
      void gates.toCall('chat.update').then((leave) => {
        instants.push(leave ? time : null);
        leave?.(true);
      });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(instants).toEqual([0, 1]);
    gates.close();
    await vi.advanceTimersByTimeAsync(10);
    expect(instants).toEqual([0, 1, null]);
    const refused = gates.toPost('channel:C1', { paced: false });
    await vi.advanceTimersByTimeAsync(10);
    expect(await refused).toBeNull();
  });
});

describe('against a Slack that enforces its limits', () => {
  const perMs = 50;
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

  test('a drain over several channels meets no 429', async () => {
    const last = new Map<string, number>();
    room.slack.misbehave(({ channel }) => {
      const at = performance.now();
      const gap = at - (last.get(channel) ?? Number.NEGATIVE_INFINITY);
      last.set(channel, at);
      return gap < perMs ? { status: 429, retryAfter: 1 } : undefined;
    });
    const messages = Array.from({ length: 60 }, (_, index) => ({
      text: `${index}`,
      destination: { channelId: `C${index % 5}` },
    }));
    await room.say(...messages);
    const limits = { channel: { perMs, burst: 3 }, workspacePerMinute: 1_000, methodPerMinute: {} };
    await room.outbox({ limits }).drain();
    expect(room.slack.calls.map(({ status }) => status)).toEqual(messages.map(() => 'ok'));
  });
});
