import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse as parseQuery } from 'node:querystring';
import { type CustomRoute, type Receiver, verifySlackRequest } from '@slack/bolt';
import { elapsedMs } from '../clock.js';
import type { Log } from '../log.js';
import type { Ending, SlackRequest } from './serve-request.js';

const eventsPath = '/slack/events';

/** What one process takes at most; see docs/decisions/0013-acknowledgements.md. */
export const httpLimits = {
  connections: 1_000,
  /** Slack's largest payload is a view with 250 kB of its own. */
  bodyBytes: 1_000_000,
  headersMs: 10_000,
  requestMs: 15_000,
  /** Longer than a proxy's usual 60 s, so that it is the proxy that closes. */
  idleMs: 65_000,
} as const;

const statusOf: Record<Exclude<Ending, 'acknowledged'>, number> = {
  failed: 500,
  unheard: 404,
  malformed: 400,
};

/**
 * Takes Slack's signed requests at /slack/events, and serves `routes` beside it. In place of Bolt's own receiver,
 * which ends the process when a signed body is no object, and acknowledges what nobody worked on.
 */
export function createHttpReceiver({
  signingSecret,
  routes,
  log,
  serve,
}: {
  signingSecret: string;
  routes: readonly CustomRoute[];
  log: Log;
  serve(request: SlackRequest): Promise<Ending>;
}): Receiver {
  let server: Server | undefined;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const receivedAt = elapsedMs();
    const raw = await readBody(request);
    if (raw === 'too large') {
      log.warn({ most: httpLimits.bodyBytes }, 'a request was refused: its body is too large');
      end(response, 413, { connection: 'close' });
      return;
    }
    if (raw === 'broken off') return;
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
    const fields = isForm ? parseQuery(raw) : null;
    // Slack's check of the certificate is not signed.
    if (fields?.ssl_check === '1') {
      end(response, 200);
      return;
    }
    if (!isSigned(request, raw)) {
      log.warn('a request was refused: it is not signed by Slack, or too old');
      end(response, 401);
      return;
    }
    const body =
      fields && typeof fields.payload !== 'string'
        ? { ...fields }
        : parseObject(String(fields?.payload ?? raw));
    if (!body) {
      log.warn('a request was refused: its body is no JSON object');
      end(response, 400);
      return;
    }
    if (body.type === 'url_verification') {
      answer(response, { challenge: body.challenge });
      return;
    }
    const ending = await serve({
      body,
      receivedAt,
      retryNum: Number(request.headers['x-slack-retry-num']) || undefined,
      retryReason: request.headers['x-slack-retry-reason']?.toString(),
      acknowledge(given) {
        const isHeard = !response.destroyed;
        answer(response, given);
        return isHeard;
      },
    });
    if (ending !== 'acknowledged') end(response, statusOf[ending]);
  }

  function isSigned(request: IncomingMessage, body: string): boolean {
    const signature = request.headers['x-slack-signature'];
    const timestamp = Number(request.headers['x-slack-request-timestamp']);
    if (typeof signature !== 'string' || !Number.isFinite(timestamp)) return false;
    try {
      verifySlackRequest({
        signingSecret,
        body,
        headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
      });
      return true;
    } catch {
      return false;
    }
  }

  function route(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (request.method === 'POST' && path === eventsPath) {
      void take(request, response).catch((error: unknown) => {
        log.error({ err: error }, 'a request failed before it was read');
        end(response, 500);
      });
      return;
    }
    const found = routes.find((one) => one.path === path && one.method === request.method);
    if (found) found.handler(Object.assign(request, { params: {} }), response);
    else end(response, 404);
  }

  return {
    // What it takes goes to `serve`.
    init() {},
    start(where: { port: number; host?: string }): Promise<Server> {
      const made = createServer({
        headersTimeout: httpLimits.headersMs,
        requestTimeout: httpLimits.requestMs,
        keepAliveTimeout: httpLimits.idleMs,
        connectionsCheckingInterval: 5_000,
      });
      made.maxConnections = httpLimits.connections;
      made.on('request', route);
      server = made;
      return new Promise((resolve, reject) => {
        made.once('error', reject);
        made.listen(where, () => resolve(made));
      });
    },
    async stop(): Promise<void> {
      const present = server;
      if (present) await new Promise<void>((resolve) => present.close(() => resolve()));
    },
  };
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (!response.headersSent) response.writeHead(status, headers);
  response.end();
}

function answer(response: ServerResponse, given: unknown): void {
  if (given === undefined || given === '') {
    end(response, 200);
    return;
  }
  if (typeof given === 'string') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(given);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(given));
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function readBody(request: IncomingMessage): Promise<string | 'too large' | 'broken off'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What follows is read and thrown away, so that the answer reaches whoever is still sending.
      if (size > httpLimits.bodyBytes) {
        chunks.length = 0;
        resolve('too large');
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', () => resolve('broken off'));
    request.on('close', () => resolve('broken off'));
  });
}
