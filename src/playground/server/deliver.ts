/**
 * How payloads reach the app: signed HTTP (https://docs.slack.dev/authentication/verifying-requests-from-slack)
 * or Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode).
 */
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Ground, Slack } from './ground.js';
import { type Plain, parseJson } from './plain.js';

export interface Delivery {
  /** For the wire log: `/complaint`, `view_submission`, `event:message`. */
  name: string;
  kind: 'slash_commands' | 'interactive' | 'events_api';
  payload: Plain;
  retry?: { num: number; reason: string };
}

export type DeliveryResult =
  | { outcome: 'ok'; body: unknown }
  | { outcome: 'timed_out' }
  /** `reason` in the words of x-slack-retry-reason. */
  | { outcome: 'failed'; reason: 'http_error' | 'connection_failed'; status?: number; noRetry?: boolean };

/** The v0 signature of a body. `at` in seconds. */
export function signature(secret: string, at: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
}

/** The HTTP body and content type of a delivery. */
export function encode(delivery: Pick<Delivery, 'kind' | 'payload'>): { type: string; body: string } {
  if (delivery.kind === 'events_api') {
    return { type: 'application/json', body: JSON.stringify(delivery.payload) };
  }
  const fields: [string, string][] =
    delivery.kind === 'slash_commands'
      ? Object.entries(delivery.payload).map(([name, value]) => [name, String(value)])
      : [['payload', JSON.stringify(delivery.payload)]];
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

function answerOf(text: string): unknown {
  if (text.trim() === '') return undefined;
  const parsed = parseJson(text);
  return parsed === undefined ? text : parsed;
}

const MOST_ANSWER = 1_000_000;

function overHttp(slack: Slack, agent: Agent, delivery: Delivery): Promise<DeliveryResult> {
  const url = slack.settings.requestUrl;
  if (!url) return Promise.resolve({ outcome: 'failed', reason: 'connection_failed' });
  const { type, body } = encode(delivery);
  const at = Math.floor(Date.now() / 1000);
  const headers: Record<string, string> = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: 'application/json,*/*',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': signature(slack.settings.signingSecret, at, body),
  };
  if (delivery.retry) {
    headers['x-slack-retry-num'] = String(delivery.retry.num);
    headers['x-slack-retry-reason'] = delivery.retry.reason;
  }
  return new Promise((resolve) => {
    const done = (result: DeliveryResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    const timer = setTimeout(() => {
      // Slack stops listening, the app's work goes on: the socket is left to end by itself.
      resolve({ outcome: 'timed_out' });
    }, slack.timings.ackMs);
    const call = request(url, { method: 'POST', headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MOST_ANSWER) chunks.push(chunk);
      });
      response.on('error', () => done({ outcome: 'failed', reason: 'connection_failed' }));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const noRetry = response.headers['x-slack-no-retry'] === '1';
        if (status >= 200 && status < 300) {
          done({ outcome: 'ok', body: answerOf(Buffer.concat(chunks).toString('utf8')) });
        } else done({ outcome: 'failed', reason: 'http_error', status, noRetry });
      });
    });
    call.on('error', () => done({ outcome: 'failed', reason: 'connection_failed' }));
    call.end(body);
  });
}

/** Makes the one function that everything else delivers by; it logs, counts and lets trouble happen. */
export function makeDeliver(slack: Slack): Ground['deliver'] {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  slack.onClose(() => agent.destroy());

  async function once(delivery: Delivery, lost = false): Promise<DeliveryResult> {
    const by = slack.settings.transport;
    const entry = slack.wire.add({
      direction: 'to-app',
      by,
      name: delivery.name,
      request: delivery.payload,
    });
    const started = performance.now();
    const result =
      by === 'socket' ? await slack.sockets.deliver(delivery) : await overHttp(slack, agent, delivery);
    entry.ms = performance.now() - started;
    if (result.outcome === 'ok') {
      entry.status = 200;
      entry.response = result.body;
      if (lost) entry.trouble = 'lost-ack';
    } else {
      entry.trouble = result.outcome === 'timed_out' ? 'timed_out' : result.reason;
      if (result.outcome === 'failed' && result.status !== undefined) entry.status = result.status;
    }
    return result;
  }

  return (delivery) =>
    slack.busy(async () => {
      const trouble = slack.trouble.takeDelivery(delivery.name);
      if (trouble?.kind === 'never') return { outcome: 'failed', reason: 'connection_failed' };
      const result = await once(delivery, trouble?.kind === 'lost-ack');
      if (trouble?.kind === 'twice') return once(delivery);
      if (trouble?.kind === 'lost-ack') return { outcome: 'timed_out' };
      return result;
    });
}
