/** Rate limits and faults of the Web API. https://docs.slack.dev/apis/web-api/rate-limits */
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { methods } from '../../src/playground/server/api-methods.js';
import { limits } from '../../src/playground/server/check.js';
import { makeRate } from '../../src/playground/server/rate.js';
import { secrets, startBare } from './stand.js';

let stand: Awaited<ReturnType<typeof startBare>>;
beforeAll(async () => {
  stand = await startBare();
});
afterAll(() => stand.playground.close());

const post = (text = 'x') => stand.web.chat.postMessage({ channel: 'C_SERVICE', text });
const shown = () => stand.slack.as('U_MEI').messages('#service').length;

it('limits posting to one a second per channel with a small burst, only when switched on', async () => {
  for (let at = 0; at < 6; at += 1) await post();
  stand.playground.limits = 'documented';
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => post()));
  stand.playground.limits = 'off';
  const refused = results.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(3);
  expect(refused[0]).toMatchObject({ reason: { code: 'slack_webapi_rate_limited_error', retryAfter: 1 } });
  expect(stand.playground.wire.calls('chat.postMessage').at(-1)).toMatchObject({
    status: 429,
    response: { ok: false, error: 'ratelimited' },
  });
  await post();
});

it('counts tiers per method and the workspace ceiling over a minute', () => {
  let now = 0;
  const rate = makeRate('documented', () => now);
  const taken = (method: string, channel = (at: number) => `C${at}`) => {
    let count = 0;
    while (count < 1000 && rate.take(method, channel(count)) === 0) count += 1;
    return count;
  };
  expect(taken('users.list')).toBe(20);
  expect(taken('chat.update')).toBe(50);
  expect(taken('views.open')).toBe(100);
  expect(taken('chat.postMessage')).toBe(300);
  now = 45_000;
  expect(rate.take('users.list', undefined)).toBe(15);
  now = 60_001;
  expect(taken('users.list')).toBe(20);
  expect(rate.take('chat.postMessage', 'C1')).toBe(0);
});

it('knows the tier of every method that it answers', () => {
  const known = Object.keys(limits.rate.tierOf);
  expect(Object.keys(methods).filter((one) => !known.includes(one))).toEqual([]);
});

it('fails as told, once or as often as asked, and before or after doing it', async () => {
  const { trouble } = stand.playground;
  const start = shown();
  trouble.next({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 7 });
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
  trouble.next({ method: 'chat.postMessage', kind: '500', times: 2 });
  await expect(post()).rejects.toMatchObject({ statusCode: 500 });
  await stand.web.auth.test();
  await expect(post()).rejects.toMatchObject({ statusCode: 500 });
  trouble.next({ kind: 'error', error: 'fatal_error' });
  await expect(post()).rejects.toMatchObject({ data: { error: 'fatal_error' } });
  trouble.next({ kind: 'drop' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(shown()).toBe(start);
  trouble.next({ kind: 'drop-after-doing-it' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(shown()).toBe(start + 1);
  trouble.next({ kind: 'timeout-after-doing-it', when: (args) => args.text === 'slow' });
  await post('quick');
  const hasty = new WebClient(secrets.botToken, {
    slackApiUrl: stand.playground.url,
    retryConfig: { retries: 0 },
    timeout: 200,
  });
  const slow = hasty.chat.postMessage({ channel: 'C_SERVICE', text: 'slow' });
  slow.catch(() => {});
  await stand.slack.as('U_MEI').message('#service', 'slow');
  await expect(slow).rejects.toBeDefined();
  expect(shown()).toBe(start + 3);
});
