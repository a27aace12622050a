import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { fetchWithin } from '../../src/slack/fetch-within.js';
import { quietLog } from '../support/database.js';

const server = createServer((request, response) => {
  if (request.url === '/api/silent') return;
  if (request.url === '/api/broken') {
    response.write('{"ok":');
    request.socket.destroy();
    return;
  }
  response.writeHead(request.url === '/api/limited' ? 429 : 200, {
    'content-type': 'application/json',
    'retry-after': '7',
  });
  // The headers alone are no answer.
  if (request.url === '/api/half') response.write('{"ok":');
  else response.end('{"ok":true,"said":"你好"}');
});
let apiUrl: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const clientThatWaits = (ms: number) =>
  new WebClient('xoxb-test', {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: fetchWithin(ms),
    logger: boltLogger(quietLog),
  });

it('hands on answers as they are', async () => {
  const client = clientThatWaits(10_000);
  expect(await client.apiCall('fine')).toMatchObject({ ok: true, said: '你好' });
  await expect(client.apiCall('limited')).rejects.toMatchObject({ retryAfter: 7 });
});

it.each(['silent', 'half'])('gives up on a server that is %s', async (method) => {
  await expect(clientThatWaits(150).apiCall(method)).rejects.toMatchObject({
    code: 'slack_webapi_request_error',
    message: expect.stringContaining('No complete answer within 150 ms'),
  });
});

it('says when the connection broke within the answer', async () => {
  await expect(clientThatWaits(10_000).apiCall('broken')).rejects.toMatchObject({
    code: 'slack_webapi_request_error',
  });
});

it('sends files too', async () => {
  expect(await clientThatWaits(10_000).apiCall('file', { file: Buffer.from('PDF') })).toMatchObject({
    ok: true,
  });
});
