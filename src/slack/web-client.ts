import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Services } from '../context.js';
import { boltLogger } from './bolt-logger.js';
import { fetchWithin } from './fetch-within.js';

/** Arguments that travel as JSON in any case. */
const structured = ['view', 'blocks'] as const;

/**
 * Slack's client. The stock one copies a view for a debug line that nobody asked for, twice, and writes it down as
 * JSON three times: a fifth of what a command with its modal costs. Given as text it is passed on as it is.
 */
class LeanWebClient extends WebClient {
  override apiCall(method: string, options: Record<string, unknown> = {}): ReturnType<WebClient['apiCall']> {
    const lean = { ...options };
    for (const name of structured) {
      if (typeof lean[name] === 'object' && lean[name] !== null) lean[name] = JSON.stringify(lean[name]);
    }
    return super.apiCall(method, lean);
  }
}

/**
 * What every client of Slack's carries, those that Bolt makes too: it gives up after `withinMs` of real time, and
 * never retries or waits by itself. Whoever calls decides that: a person who waits is told, the outbox comes back.
 */
export function clientSettings(
  { config, log }: Pick<Services, 'config' | 'log'>,
  { withinMs }: { withinMs: number },
): WebClientOptions {
  return {
    slackApiUrl: config.slackApiUrl,
    logger: boltLogger(log),
    fetch: fetchWithin(withinMs),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

/** Somebody waits for what a listener asks; in milliseconds. */
export const listeningMs = 5_000;

/** A client as the listeners and the outbox use it. */
export function createWebClient(token: string, options: WebClientOptions): WebClient {
  return new LeanWebClient(token, options);
}
