/**
 * Two clocks. Business time drives duties, slots, history and numbers and can be moved forward in tests and
 * the playground. Real time drives signatures, triggers, leases, the limiter and back-off.
 * This is the only file that reads the machine's clock.
 */
export interface BusinessClock {
  /** Business time, UTC. */
  now(): Date;
}

/** Real time, for plumbing only. */
export function realNow(): Date {
  return new Date();
}

/**
 * Milliseconds since this process began, which go on evenly whatever the machine's clock is set to. For what one
 * process remembers for a while: pauses, caches, pacing. It means nothing to another process or after a restart.
 */
export function elapsedMs(): number {
  return performance.now();
}

/** Business time as it is in production: the machine's. */
export const systemClock: BusinessClock = { now: realNow };

export interface MovableClock extends BusinessClock {
  /** Moves business time forward to `instant`; throws RangeError when that lies in the past. */
  set(instant: Date): void;
  /** How far business time runs ahead of real time, in milliseconds. */
  offsetMs(): number;
}

/**
 * A clock that can be moved forward, never back. With `running` it goes on by itself between moves (the
 * playground); without, it stands still (tests).
 */
export function movableClock({ start, running }: { start: Date; running: boolean }): MovableClock {
  let base = start.getTime();
  let since = realNow().getTime();
  const nowMs = () => (running ? base + (realNow().getTime() - since) : base);
  return {
    now: () => new Date(nowMs()),
    set(instant) {
      if (instant.getTime() < nowMs()) throw new RangeError('Business time cannot be moved back');
      base = instant.getTime();
      since = realNow().getTime();
    },
    offsetMs: () => nowMs() - realNow().getTime(),
  };
}
