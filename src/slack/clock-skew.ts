import { realNow } from '../clock.js';
import type { Config } from '../config.js';

const patienceMs = 5_000;

/**
 * By how many seconds this machine's clock is ahead of Slack's (negative: behind), as the Date of Slack's answer
 * says; to the second. Null when Slack did not answer. From five minutes on, Slack's requests are refused as too old.
 */
export async function clockSkew({ slackApiUrl }: Pick<Config, 'slackApiUrl'>): Promise<number | null> {
  try {
    const asked = realNow().getTime();
    const url = new URL('api.test', slackApiUrl.endsWith('/') ? slackApiUrl : `${slackApiUrl}/`);
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(patienceMs) });
    const theirs = Date.parse(response.headers.get('date') ?? '');
    const ours = (asked + realNow().getTime()) / 2;
    return Number.isNaN(theirs) ? null : Math.round((ours - theirs) / 1000);
  } catch {
    return null;
  }
}
