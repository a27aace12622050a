import Bottleneck from 'bottleneck';
import type { OutboxLimits } from './limits.js';

/** Called when Slack has answered (`true`), or when the call was not made after all (`false`). */
export type Leave = (called: boolean) => void;

/** The limiters of one workspace. */
export interface Gates {
  /** Waits for its turn to post into a destination; null once closed. */
  toPost(destination: string): Promise<Leave | null>;
  /** Waits for its turn to call a method; null once closed. */
  toCall(method: string): Promise<Leave | null>;
  /** Turns away everybody who waits, now and later. */
  close(): void;
}

interface Window {
  enter(): Promise<Leave>;
  close(): void;
}

const minuteMs = 60_000;

/**
 * At most `limit` calls in any `perMs` milliseconds, as Slack's own clock sees them: a place is taken before
 * the call and becomes free `perMs` after its *answer*, so that delays on the way cannot push two calls
 * together at Slack's end.
 */
function slidingWindow({ limit, perMs }: { limit: number; perMs: number }): Window {
  if (!Number.isFinite(limit)) return { enter: async () => () => {}, close: () => {} };
  const limiter = new Bottleneck({ maxConcurrent: limit });
  return {
    enter: () =>
      new Promise((resolve, reject) => {
        limiter
          .schedule(
            () =>
              new Promise<void>((free) => {
                resolve((called) => {
                  if (called) setTimeout(free, perMs).unref();
                  else free();
                });
              }),
          )
          .catch(reject);
      }),
    close() {
      void limiter.stop({ dropWaitingJobs: true });
    },
  };
}

/** Makes the limiters of one workspace. They hold memory only for what was used. */
export function createGates({ limits }: { limits: OutboxLimits }): Gates {
  const windows = new Map<string, Window>();
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
  async function pass(...order: Window[]): Promise<Leave | null> {
    const places: Leave[] = [];
    const leave: Leave = (called) => {
      for (const place of places) place(called);
    };
    try {
      for (const each of order) places.push(await each.enter());
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
    toPost: (destination) =>
      pass(
        window(`to ${destination}`, limits.channel.messages, limits.channel.perMs),
        window('workspace', limits.workspacePerMinute, minuteMs),
      ),
    toCall: (method) =>
      pass(window(`call ${method}`, limits.methodPerMinute[method] ?? Number.POSITIVE_INFINITY, minuteMs)),
    close() {
      closed = true;
      for (const each of windows.values()) each.close();
    },
  };
}
