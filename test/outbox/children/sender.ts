/** Sends what is queued, at a given Slack, until nothing is left; then says so. */
import { WebClient } from '@slack/web-api';
import { movableClock } from '../../../src/clock.js';
import type { Services } from '../../../src/context.js';
import { openDatabase } from '../../../src/db/client.js';
import { createLog } from '../../../src/log.js';
import { noLimits } from '../../../src/outbox/limits.js';
import { createOutbox } from '../../../src/outbox/outbox.js';

const [url = '', slackApiUrl = '', now = ''] = process.argv.slice(2);
const log = createLog({ level: 'silent' });
const db = await openDatabase({ url, log });
const client = new WebClient('xoxb-test', { slackApiUrl, retryConfig: { retries: 0 }, timeout: 2_000 });
const services = {
  db,
  log,
  clock: movableClock({ start: new Date(now), running: true }),
  config: { messagesPerMinute: 300 },
  features: [
    {
      name: 'test',
      templates: [
        {
          template: 'test.say',
          render: async ({ params }: { params: Record<string, string> }) => ({ text: params.text }),
        },
      ],
    },
  ],
} as unknown as Services;
const outbox = createOutbox({
  services,
  clientFor: async () => client,
  limits: noLimits,
  timings: { leaseMs: 2_500, callMs: 2_000, pollMs: 50 },
});
outbox.start();
while ((await db.read.outboxOperation.count({ where: { state: { in: ['pending', 'sending'] } } })) > 0)
  await new Promise((resolve) => setTimeout(resolve, 20));
await outbox.stop();
await db.close();
console.log('done');
