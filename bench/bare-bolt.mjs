// The yardstick: a Bolt app that does nothing but acknowledge and open the same modal. Plain JavaScript, so
// that it starts as Baton does, without a compiler on the way.
import { readFileSync } from 'node:fs';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const view = JSON.parse(readFileSync(process.env.BENCH_VIEW, 'utf8'));
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  token: process.env.SLACK_BOT_TOKEN,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
app.command('/complaint', async ({ ack, client, command }) => {
  await ack();
  await client.views.open({ trigger_id: command.trigger_id, view });
});
await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('Bare Bolt is running');
