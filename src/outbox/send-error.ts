import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';

/** The error of rows that could not be rendered. */
export const renderFailed = 'render_failed';

/** What to do about a call that failed. */
export type SendFault =
  /** Slack asked us to wait. */
  | { kind: 'rate-limited'; code: string; waitMs: number | null }
  /** The way to Slack, or Slack itself, was at fault: try again. The call may have been carried out. */
  | { kind: 'passing'; code: string }
  /** Trying again changes nothing until somebody acts. */
  | { kind: 'lasting'; code: string };

/** A call to Slack that failed, with what to do about it. */
export class SlackCallError extends Error {
  constructor(
    readonly fault: SendFault,
    cause: unknown,
  ) {
    super(fault.code, { cause });
    this.name = 'SlackCallError';
  }
}

const shape = z.object({
  code: z.string(),
  retryAfter: z.number().optional(),
  statusCode: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
  original: z.object({ code: z.string().optional(), name: z.string().optional() }).loose().optional(),
});

/** Errors in Slack's own answers that pass by themselves. Every other one lasts. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
  'http_request_failed',
  // Somebody else published App Home at the same moment.
  'hash_conflict',
]);
const rateLimited = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** How Slack writes its errors. */
const errorCode = /^[a-z0-9_.:-]{1,80}$/;

/** Sorts what a WebClient throws (node_modules/@slack/web-api, errors). Unknown faults count as passing. */
export function sendFault(error: unknown): SendFault {
  const read = shape.safeParse(error);
  if (!read.success) return { kind: 'passing', code: error instanceof Error ? error.name : 'unknown' };
  const { code, retryAfter, statusCode, data, original } = read.data;
  switch (code) {
    case ErrorCode.RateLimitedError:
      return {
        kind: 'rate-limited',
        code: 'ratelimited',
        waitMs: retryAfter === undefined ? null : retryAfter * 1_000,
      };
    case ErrorCode.HTTPError:
      return { kind: 'passing', code: `http_${statusCode ?? 'error'}` };
    case ErrorCode.PlatformError: {
      const answer = data?.error ?? '';
      // The client passes on as an "error" what it could not read: a proxy's page, half an answer.
      if (!errorCode.test(answer)) return { kind: 'passing', code: 'unreadable_answer' };
      if (rateLimited.has(answer)) return { kind: 'rate-limited', code: answer, waitMs: null };
      return { kind: passing.has(answer) ? 'passing' : 'lasting', code: answer };
    }
    default:
      return { kind: 'passing', code: original?.code ?? original?.name ?? code };
  }
}

/**
 * How long to wait before the next attempt, in milliseconds: full jitter, so that what failed together does
 * not come back together.
 */
export function backOff({
  attempts,
  baseMs,
  maxMs,
  random,
}: {
  attempts: number;
  baseMs: number;
  maxMs: number;
  random: () => number;
}): number {
  return Math.ceil(random() * Math.min(maxMs, baseMs * 2 ** Math.min(attempts, 30)));
}
