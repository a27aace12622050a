import { createServer, type Server } from 'node:http';
import type { Receiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { WebSocket } from 'ws';
import { elapsedMs } from '../clock.js';
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import { boltLogger } from './bolt-logger.js';
import { fetchWithin } from './fetch-within.js';
import type { Ending, SlackRequest } from './serve-request.js';
import { within } from './within.js';

/** Slack's errors for an app token that will never do. */
const refusals = [
  'invalid_auth',
  'not_authed',
  'not_allowed_token_type',
  'account_inactive',
  'token_revoked',
  'missing_scope',
];

/** Nothing was heard from Slack for so long (it pings every few seconds): the connection is dead. */
const silentMs = 30_000;
const pingMs = 10_000;
/** A connection that Slack takes back closes within some ten seconds by itself; a stop gives work seven. */
const leaveMs = 6_500;
/** Below the ten seconds that we promise to stop within, together with what is under way. */
const goodbyeMs = 500;
const retryMs = { first: 500, most: 30_000 };

/** Slack refused SLACK_APP_TOKEN. */
export class AppTokenError extends Error {
  constructor(code: string, cause: unknown) {
    super(
      `Slack refused SLACK_APP_TOKEN: ${code}. Make an app-level token with the scope connections:write on the app’s page “Basic Information”, and turn on Socket Mode.`,
      { cause },
    );
    this.name = 'AppTokenError';
  }
}

interface Connection {
  socket: WebSocket;
  /** Requests whose acknowledgement may still go out. */
  open: Set<Promise<unknown>>;
  /** Another one takes its place. */
  leaving: boolean;
}

/**
 * Socket Mode with what Bolt's own receiver lacks: when Slack takes a connection back, the next one stands before it
 * is closed, and what came over a connection is acknowledged before it ends. Serves /healthz on `port`: 200 while
 * connected. `start` rejects with AppTokenError when Slack refuses the token.
 */
export function createSocketReceiver({
  config,
  log,
  serve,
}: {
  config: Pick<Config, 'appToken' | 'slackApiUrl' | 'port'>;
  log: Log;
  serve(request: SlackRequest): Promise<Ending>;
}): Receiver {
  const slack = new WebClient(config.appToken, {
    slackApiUrl: config.slackApiUrl,
    logger: boltLogger(log),
    fetch: fetchWithin(10_000),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const connections = new Set<Connection>();
  let health: Server | undefined;
  let isStopping = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  const isConnected = () => [...connections].some(({ socket }) => socket.readyState === WebSocket.OPEN);

  /** Resolves when Slack has said hello. */
  async function connect(): Promise<Connection> {
    const { url = '' } = await slack.apps.connections.open();
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const connection: Connection = { socket, open: new Set(), leaving: false };
      let lastHeard = elapsedMs();
      const heard = () => {
        lastHeard = elapsedMs();
      };
      const watch = setInterval(() => {
        if (elapsedMs() - lastHeard > silentMs) socket.terminate();
        else if (socket.readyState === WebSocket.OPEN) socket.ping();
      }, pingMs);
      watch.unref();
      socket.on('ping', heard);
      socket.on('pong', heard);
      socket.on('error', (error) => reject(error));
      socket.on('close', () => {
        clearInterval(watch);
        reject(new Error('Slack closed the connection'));
        if (!connections.delete(connection) || connection.leaving || isStopping) return;
        log.warn('the connection to Slack broke, connecting again');
        connectAgain();
      });
      socket.on('message', (data) => {
        heard();
        const message = parse(String(data));
        if (message?.type === 'hello') {
          connections.add(connection);
          resolve(connection);
        } else if (message?.type === 'disconnect') {
          leave(connection, message.reason);
        } else if (typeof message?.envelope_id === 'string') take(connection, message, message.envelope_id);
      });
    });
  }

  function connectAgain(): void {
    if (isStopping) return;
    const wait = failures === 0 ? 0 : Math.min(retryMs.most, retryMs.first * 2 ** (failures - 1));
    clearTimeout(retry);
    retry = setTimeout(() => {
      connect().then(
        () => {
          failures = 0;
        },
        (error: unknown) => {
          failures += 1;
          log.error({ err: error }, 'Slack cannot be reached by Socket Mode, trying again');
          connectAgain();
        },
      );
    }, wait);
  }

  /** Slack takes a connection back: the next one first, then what is under way, then the end. */
  function leave(connection: Connection, reason: unknown): void {
    if (connection.leaving || isStopping) return;
    if (reason === 'link_disabled') {
      log.error('Socket Mode was turned off on the Slack app’s page: turn it on again');
      connection.socket.close();
      return;
    }
    connection.leaving = true;
    connect()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the next connection to Slack failed, trying again');
        failures += 1;
        connectAgain();
      })
      .then(() => settled(connection))
      .then(() => connection.socket.close());
  }

  function take(connection: Connection, message: Record<string, unknown>, envelopeId: string): void {
    const { payload } = message;
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
      log.warn('a message over the socket was left aside: its payload is no object');
      return;
    }
    const served = serve({
      body: payload as Record<string, unknown>,
      receivedAt: elapsedMs(),
      retryNum: Number(message.retry_attempt) || undefined,
      retryReason: typeof message.retry_reason === 'string' ? message.retry_reason : undefined,
      acknowledge: (given) => send(connection, { envelope_id: envelopeId, payload: asPayload(given) }),
    });
    connection.open.add(served);
    void served.finally(() => connection.open.delete(served));
  }

  function send({ socket }: Connection, message: unknown): boolean {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  const settled = ({ open }: Connection) => within(Promise.allSettled([...open]), leaveMs, null);

  /** So that a container is seen to be well; a taken port is no reason not to work. */
  async function serveHealth(): Promise<void> {
    const server = createServer((request, response) => {
      const status = request.url?.split('?', 1)[0] !== '/healthz' ? 404 : isConnected() ? 200 : 503;
      const text = { 200: 'ok\n', 404: '', 503: 'not connected to Slack\n' }[status];
      response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
    });
    server.maxConnections = 20;
    await new Promise<void>((resolve) => {
      server.once('error', (error) => {
        log.warn({ err: error, port: config.port }, '/healthz cannot be served on this port');
        resolve();
      });
      server.listen(config.port, () => {
        health = server;
        resolve();
      });
    });
  }

  return {
    // What it takes goes to `serve`.
    init() {},
    async start(): Promise<Server | undefined> {
      try {
        await connect();
      } catch (error) {
        const code = (error as { data?: { error?: string } }).data?.error;
        if (code && refusals.includes(code)) throw new AppTokenError(code, error);
        if (code) throw error;
        log.error({ err: error }, 'Slack cannot be reached by Socket Mode, trying again');
        failures += 1;
        connectAgain();
      }
      await serveHealth();
      return health;
    },
    async stop(): Promise<void> {
      isStopping = true;
      clearTimeout(retry);
      health?.close();
      health?.closeAllConnections();
      await Promise.all(
        [...connections].map(async (connection) => {
          await settled(connection);
          await closed(connection.socket);
        }),
      );
    },
  };
}

/** Says goodbye and waits a little for the answer, so that what was sent before has arrived. */
async function closed(socket: WebSocket): Promise<void> {
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.close();
  await within(gone, goodbyeMs, null);
  socket.terminate();
}

function asPayload(given: unknown): unknown {
  return typeof given === 'string' ? { text: given } : (given ?? {});
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
