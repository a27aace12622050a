import slack from '../slack/limits.json' with { type: 'json' };

/** How fast the outbox sends. Slack's documented limits by default; a company may set its own. */
export interface OutboxLimits {
  /**
   * chat.postMessage in one channel or direct message: one every `perMs` milliseconds; a queue of at most
   * `burst` goes out at once (Slack tolerates short bursts). 0 milliseconds: no limit.
   */
  channel: { perMs: number; burst: number };
  /** New messages in one workspace, per minute. Slack documents "several hundred" without a number. */
  workspacePerMinute: number;
  /** Calls of other methods in one workspace, per minute. */
  methodPerMinute: Readonly<Record<string, number>>;
}

const perMinute: Record<string, number> = {
  1: slack.rate.tier1PerMinute,
  2: slack.rate.tier2PerMinute,
  3: slack.rate.tier3PerMinute,
  4: slack.rate.tier4PerMinute,
};

/** Slack's limits (docs.slack.dev/apis/web-api/rate-limits), as src/slack/limits.json states them. */
export const slackLimits: OutboxLimits = {
  channel: { perMs: 1_000, burst: 3 },
  workspacePerMinute: slack.rate.workspacePostingCeilingPerMinute,
  methodPerMinute: Object.fromEntries(
    Object.entries(slack.rate.tierOf).flatMap(([method, tier]) => {
      const limit = perMinute[tier];
      return limit === undefined ? [] : [[method, limit]];
    }),
  ),
};

/** No limits of our own: for tests against a server that enforces none. */
export const noLimits: OutboxLimits = {
  channel: { perMs: 0, burst: Number.POSITIVE_INFINITY },
  workspacePerMinute: Number.POSITIVE_INFINITY,
  methodPerMinute: {},
};

export interface OutboxTimings {
  /** How long a lease lasts unless renewed. Longer than `callMs`, or a stalled sender could overlap with the next. */
  leaseMs: number;
  /** The client's timeout for one call. */
  callMs: number;
  /** How often rows are looked for that no nudge and no timer of this process announced. */
  pollMs: number;
  /** Back-off after a fault: a random time up to base · 2ⁿ, at most max. */
  backoffMs: number;
  backoffMaxMs: number;
  /** How long stop() waits for calls under way. */
  stopMs: number;
  /** How long a workspace's limiters are remembered after its last call; at least the longest window. */
  forgetMs: number;
  /** What a call costs where Slack says "ratelimited" without saying for how long. */
  rateLimitedMs: number;
}

export const usualTimings: OutboxTimings = {
  leaseMs: 30_000,
  callMs: 10_000,
  pollMs: 2_000,
  backoffMs: 1_000,
  backoffMaxMs: 300_000,
  stopMs: 10_000,
  forgetMs: 90_000,
  rateLimitedMs: 30_000,
};
