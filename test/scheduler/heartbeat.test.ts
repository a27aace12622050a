import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHeartbeat, type Heartbeat } from '../../src/scheduler/heartbeat.js';
import { quietLog } from '../support/database.js';

const noon = Date.parse('2026-11-25T12:00:30Z');
const hourMs = 3_600_000;
const weeksMs = 3 * 7 * 24 * hourMs;

describe('the heartbeat', () => {
  let beats: string[];
  let heart: Heartbeat;
  beforeEach(() => {
    vi.useFakeTimers({ now: noon });
    beats = [];
    heart = createHeartbeat({
      beat: async () => void beats.push(new Date().toISOString().slice(5, 16)),
      log: quietLog,
    });
    heart.start();
    beats.length = 0;
  });
  afterEach(async () => {
    await heart.stop();
    vi.useRealTimers();
  });
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
  const set = (ms: number) => vi.setSystemTime(Date.now() + ms);

  it('comes at each full minute', async () => {
    await pass(120);
    expect(beats).toEqual(['11-25T12:01', '11-25T12:02']);
  });

  it('begins at once, and keeps nobody waiting for what has become due meanwhile', async () => {
    let begun = 0;
    const busy = createHeartbeat({
      beat() {
        begun += 1;
        return new Promise(() => {});
      },
      log: quietLog,
    });
    // Would wait for ever if it waited for the beat.
    await (busy.start() as void | Promise<void>);
    expect(begun).toBe(1);
    await busy.stop();
  });

  it('goes on when the clock is set back an hour', async () => {
    set(-hourMs);
    await pass(120);
    expect(beats).toEqual(['11-25T11:01', '11-25T11:02']);
  });

  it('does nothing by a clock that is weeks ahead for a while, and goes on when it is set right', async () => {
    set(weeksMs);
    await pass(90);
    set(-weeksMs);
    await pass(60);
    expect(beats.filter((beat) => !beat.startsWith('11-25'))).toEqual([]);
    expect(beats.length).toBeGreaterThan(0);
  });

  it('believes a clock that stays ahead, as after a machine has slept', async () => {
    set(weeksMs);
    await pass(6 * 60);
    expect(beats.at(-1)).toMatch(/^12-16/);
  });
});
