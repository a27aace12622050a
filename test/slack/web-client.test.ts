import type { FetchFunction } from '@slack/web-api';
import { WebClient } from '@slack/web-api';
import { expect, it } from 'vitest';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { createWebClient } from '../../src/slack/web-client.js';
import { quietLog } from '../support/database.js';

it('sends what the stock client sends, without copying a view for the log', async () => {
  const sent: string[] = [];
  const fetch: FetchFunction = async (_url, init) => {
    sent.push(String(init?.body));
    return new Response('{"ok":true}');
  };
  const options = { fetch, logger: boltLogger(quietLog) };
  let copies = 0;
  const text = {
    type: 'mrkdwn' as const,
    get text() {
      copies += 1;
      return '100 % “OK” & 你好 <@U1>';
    },
  };
  const blocks = [{ type: 'section' as const, text }];
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'T' },
    blocks,
  };
  const counts = [];
  for (const client of [new WebClient('xoxb', options), createWebClient('xoxb', options)]) {
    copies = 0;
    await client.views.open({ trigger_id: 't', view });
    await client.chat.postMessage({ channel: 'C1', text: 'all', blocks, thread_ts: '1.0' });
    await client.users.info({ user: 'U1' });
    counts.push(copies);
  }
  expect(sent.slice(3)).toEqual(sent.slice(0, 3));
  expect(counts[1]).toBe(2);
  expect(counts[0]).toBeGreaterThan(2);
});
