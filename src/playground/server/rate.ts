/** Rate limits: https://docs.slack.dev/apis/web-api/rate-limits */
import { limits } from './check.js';

export type LimitMode = 'off' | 'documented';

export interface Rate {
  mode: LimitMode;
  /** Seconds to wait before this call would be taken, or 0 when it is taken (and counted). */
  take(method: string, channel: string | undefined): number;
}

/** "Short bursts" of posting are tolerated; how short is not said. */
const BURST = 3;
const POSTING = new Set(['chat.postMessage', 'chat.postEphemeral']);
const PER_MINUTE: Record<number, number> = {
  1: limits.rate.tier1PerMinute,
  2: limits.rate.tier2PerMinute,
  3: limits.rate.tier3PerMinute,
  4: limits.rate.tier4PerMinute,
};

/** `now` in milliseconds, real time. */
export function makeRate(mode: LimitMode, now: () => number): Rate {
  const windows = new Map<string, number[]>();
  const buckets = new Map<string, { tokens: number; at: number }>();
  const tiers = limits.rate.tierOf as Record<string, number | string>;

  function wait(key: string, most: number, at: number): number {
    const recent = (windows.get(key) ?? []).filter((one) => one > at - 60_000);
    windows.set(key, recent);
    if (recent.length < most) return 0;
    return Math.max(1, Math.ceil(((recent[recent.length - most] as number) + 60_000 - at) / 1000));
  }
  function perChannel(channel: string, at: number): number {
    const bucket = buckets.get(channel) ?? { tokens: BURST, at };
    bucket.tokens = Math.min(BURST, bucket.tokens + (at - bucket.at) / 1000);
    bucket.at = at;
    buckets.set(channel, bucket);
    return bucket.tokens >= 1 ? 0 : 1;
  }

  const rate: Rate = {
    mode,
    take(method, channel) {
      if (rate.mode === 'off') return 0;
      const at = now();
      const waits: number[] = [];
      const counted: [string, number][] = [];
      const tier = tiers[method];
      if (typeof tier === 'number') counted.push([method, PER_MINUTE[tier] ?? 100]);
      if (POSTING.has(method)) counted.push(['posting', limits.rate.workspacePostingCeilingPerMinute]);
      for (const [key, most] of counted) waits.push(wait(key, most, at));
      if (method === 'chat.postMessage' && channel) waits.push(perChannel(channel, at));
      const longest = Math.max(0, ...waits);
      if (longest > 0) return longest;
      for (const [key] of counted) windows.get(key)?.push(at);
      if (method === 'chat.postMessage' && channel) {
        const bucket = buckets.get(channel);
        if (bucket) bucket.tokens -= 1;
      }
      return 0;
    },
  };
  return rate;
}
