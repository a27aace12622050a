/** What Slack asks of a request URL before it takes it: https://docs.slack.dev/reference/events/url_verification */
import { randomBytes } from 'node:crypto';
import type { Ground } from './ground.js';
import { isPlain } from './plain.js';

/** `verified`, or what went wrong. */
export type Verification = 'verified' | 'timed_out' | 'http_error' | 'connection_failed' | 'wrong_challenge';

/** Sends a challenge to where the app listens; it must send it back. */
export async function verifyRequestUrl(ground: Ground): Promise<Verification> {
  const challenge = randomBytes(20).toString('hex');
  const result = await ground.deliver({
    name: 'url_verification',
    kind: 'events_api',
    payload: { token: 'playground-verification', challenge, type: 'url_verification' },
  });
  if (result.outcome === 'timed_out') return 'timed_out';
  if (result.outcome === 'failed') return result.reason;
  const said = isPlain(result.body) ? result.body.challenge : result.body;
  return said === challenge ? 'verified' : 'wrong_challenge';
}
