import { elapsedMs } from '../clock.js';
import type { OutboxLimits } from './limits.js';
import { createPlaces, type Free } from './places.js';

/** Called when Slack has answered (`true`), or when the call was not made after all (`false`). */
export type Leave = (called: boolean) => void;

/** The limiters of one workspace. */
export interface Gates {
  /**
   * Waits for its turn to post into a destination; null once closed. With a long queue behind it, it is
   * `paced`: strictly one after the other, so that a burst is left for what does not come in bulk.
   */
  toPost(destination: string, options: { paced: boolean }): Promise<Leave | null>;
  /** Waits for its turn to call a method; null once closed. */
  toCall(method: string): Promise<Leave | null>;
  /** Turns away everybody who waits, now and later. */
  close(): void;
}

interface Window {
  enter(): Promise<Leave>;
  /** Takes a place if there is one, without waiting. */
  mark(): Promise<Leave>;
  close(): void;
}

const minuteMs = 60_000;
/** Timers may ring a moment early. */
const marginMs = 5;

/**
 * At most `limit` calls in any `perMs` milliseconds, as Slack's own clock sees them: a place is taken before
 * the call and becomes free `perMs` after its *answer*, so that delays on the way cannot push two calls
 * together at Slack's end.
 */
function slidingWindow({ limit, perMs }: { limit: number; perMs: number }): Window {
  const open = async () => () => {};
  if (!Number.isFinite(limit) || perMs === 0) return { enter: open, mark: open, close: () => {} };
  const places = createPlaces(limit);
  const leaving =
    (free: Free): Leave =>
    (called) => {
      if (called) setTimeout(free, perMs + marginMs).unref();
      else free();
    };
  return {
    enter: async () => leaving(await places.take()),
    async mark() {
      const free = places.tryTake();
      return free ? leaving(free) : await open();
    },
    close: places.close,
  };
}

/** Makes the limiters of one workspace. They hold memory only for what was used. */
export function createGates({ limits }: { limits: OutboxLimits }): Gates {
  const windows = new Map<string, Window>();
  /** When a destination last had a long queue: its last few do not go out as a burst. */
  const pacedAt = new Map<string, number>();
  let closed = false;

  function window(key: string, limit: number, perMs: number): Window {
    let found = windows.get(key);
    if (!found) {
      found = slidingWindow({ limit, perMs });
      windows.set(key, found);
    }
    return found;
  }

  /** One after the other; where a later one turns away, the earlier places are given back. */
  async function pass(...order: (() => Promise<Leave>)[]): Promise<Leave | null> {
    const places: Leave[] = [];
    const leave: Leave = (called) => {
      for (const place of places) place(called);
    };
    try {
      for (const enter of order) places.push(await enter());
    } catch {
      leave(false);
      return null;
    }
    if (closed) {
      leave(false);
      return null;
    }
    return leave;
  }

  return {
    toPost(destination, { paced: long }) {
      const { perMs, burst } = limits.channel;
      const at = elapsedMs();
      const paced =
        long || at - (pacedAt.get(destination) ?? Number.NEGATIVE_INFINITY) <= (burst + 1) * perMs;
      if (paced) pacedAt.set(destination, at);
      const pace = window(`pace ${destination}`, 1, perMs);
      return pass(
        paced ? pace.enter : pace.mark,
        window(`burst ${destination}`, burst, burst * perMs).enter,
        window('workspace', limits.workspacePerMinute, minuteMs).enter,
      );
    },
    toCall: (method) =>
      pass(
        window(`call ${method}`, limits.methodPerMinute[method] ?? Number.POSITIVE_INFINITY, minuteMs).enter,
      ),
    close() {
      if (closed) return;
      closed = true;
      for (const each of windows.values()) each.close();
    },
  };
}
