// The yardstick: a Bolt app that does nothing but acknowledge and open the same modal.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type { ModalView } from '@slack/types';

const view = JSON.parse(readFileSync(process.env.BENCH_VIEW ?? '', 'utf8')) as ModalView;
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  token: process.env.SLACK_BOT_TOKEN ?? '',
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
});
app.command('/complaint', async ({ ack, client, command }) => {
  await ack();
  await client.views.open({ trigger_id: command.trigger_id, view });
});
const server = (await app.start({ port: 0, host: '127.0.0.1' })) as { address(): AddressInfo };
console.log(`listening ${server.address().port}`);
process.on('SIGTERM', () => process.exit(0));
