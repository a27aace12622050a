import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Action, ActionType, ResultOf, Tour, TourInfo } from '../protocol.js';
import { act } from './act.js';
import { makeApi } from './api.js';
import { receiveUpload } from './api-files.js';
import { readBody, sendJson } from './body.js';
import { makeDeliver } from './deliver.js';
import type { Change, Ground, Settings, Timings } from './ground.js';
import { makeWorld } from './make-world.js';
import { readManifest } from './manifest.js';
import { type ClockHook, makePage } from './page.js';
import { makePlaygroundTrouble, type PlaygroundTrouble } from './playground-trouble.js';
import { type LimitMode, makeRate } from './rate.js';
import { handleResponseUrl } from './response-url.js';
import { makeSockets } from './sockets.js';
import { makeTours } from './tours.js';
import { makeTrouble } from './trouble.js';
import { makeWire, type Wire } from './wire.js';
import type { ChannelSeed, PersonSeed, UsergroupSeed } from './world.js';

export interface PlaygroundOptions {
  /** 0, the default: any free one. */
  port?: number;
  /** Slack's own app manifest, as JSON. Only what it declares is delivered. */
  manifest: unknown;
  users: readonly PersonSeed[];
  channels: readonly ChannelSeed[];
  usergroups?: readonly UsergroupSeed[];
  team?: { id?: string; name?: string; domain?: string };
  signingSecret: string;
  botToken: string;
  appToken?: string;
  clientId?: string;
  clientSecret?: string;
  /** Where the app listens; may be set later with `setRequestUrl`. */
  requestUrl?: string;
  /** Default: what the manifest says. */
  transport?: 'http' | 'socket';
  clock?: ClockHook;
  /** Stories that the page offers to walk through. */
  tours?: readonly Tour[];
  /** Milliseconds since the epoch that new messages are dated with; default: real time. */
  messageTime?: () => number;
  /** Directory with the built page. */
  pageDir?: string;
  timings?: Partial<Timings>;
  limits?: LimitMode;
  log?: (line: string, detail?: unknown) => void;
}

export interface Playground {
  /** For SLACK_API_URL: `http://127.0.0.1:…/api/`. */
  readonly url: string;
  readonly pageUrl: string;
  readonly port: number;
  readonly ground: Ground;
  readonly wire: Wire;
  readonly trouble: PlaygroundTrouble;
  /** `off` or `documented`; may be switched while it runs. */
  limits: LimitMode;
  readonly sockets: { readonly count: number };
  /** The tours and how far each has come. */
  tours(): TourInfo[];
  act<T extends ActionType>(as: string, action: Extract<Action, { type: T }>): Promise<ResultOf<T>>;
  setRequestUrl(url: string): void;
  /** Called after every change, until the function it gives back is called. */
  onChange(listener: () => void): () => void;
  /** Requests either way that are under way. */
  readonly inFlight: number;
  /** A code that oauth.v2.access takes, for a person who installs the app. */
  oauthCode(user: string): string;
  close(): Promise<void>;
}

const TIMINGS: Timings = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  eventBackoffMs: [0, 60_000, 300_000],
};

/** Starts a local Slack on the loopback interface. Throws when the manifest is invalid or the port is taken. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const manifest = readManifest(options.manifest);
  const listeners = new Set<() => void>();
  const closers: (() => void)[] = [];
  let inFlight = 0;
  let closed = false;
  let port = 0;
  const tours = makeTours(options.tours ?? [], () => ground.changed({ what: 'tours' }));
  const notify = () => {
    tours.look();
    for (const listener of [...listeners]) listener();
  };
  const settings: Settings = {
    signingSecret: options.signingSecret,
    botToken: options.botToken,
    appToken: options.appToken,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    requestUrl: options.requestUrl,
    transport: options.transport ?? (manifest.socketMode ? 'socket' : 'http'),
  };
  const baseTrouble = makeTrouble();
  const ground: Ground = {
    world: makeWorld(options, manifest),
    manifest,
    settings,
    timings: { ...TIMINGS, ...options.timings },
    wire: makeWire((entry) => {
      tours.note(entry);
      notify();
    }),
    trouble: baseTrouble,
    rate: makeRate(options.limits ?? 'off', () => Date.now()),
    origin: () => `http://127.0.0.1:${port}`,
    messageTime: options.messageTime ?? (() => Date.now()),
    deliver: () => Promise.reject(new Error('not ready')),
    changed(change: Change) {
      ground.world.revision += 1;
      page.tell(change, ground.world.revision);
      notify();
    },
    async busy(work) {
      inFlight += 1;
      try {
        return await work();
      } finally {
        inFlight -= 1;
        notify();
      }
    },
    onClose: (close) => void closers.push(close),
    closed: () => closed,
    log: options.log ?? (() => {}),
  };
  const sockets = makeSockets(() => ground);
  Object.assign(ground, { deliver: makeDeliver(ground, sockets) });
  const page = makePage(ground, { clock: options.clock, pageDir: options.pageDir, tours });
  const api = makeApi(ground, sockets);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!['127.0.0.1', 'localhost'].includes(host)) {
      return sendJson(response, 403, { ok: false, error: 'loopback_only' });
    }
    const url = new URL(request.url ?? '/', ground.origin());
    if (url.pathname.startsWith('/api/')) return ground.busy(() => api(request, response, url));
    const responding = /^\/respond\/\w+\/(\w+)$/.exec(url.pathname);
    if (responding)
      return ground.busy(() => handleResponseUrl(ground, request, response, responding[1] as string));
    const upload = /^\/upload\/v1\/(\w+)$/.exec(url.pathname);
    if (upload) {
      const body = await readBody(request, 50_000_000);
      const type = request.headers['content-type'] ?? '';
      const { status, text } = body
        ? await receiveUpload(ground, upload[1] as string, { content: body, type })
        : { status: 413, text: 'too large' };
      response.writeHead(status, { 'content-type': 'text/plain' });
      response.end(text);
      return;
    }
    if (!(await page.handle(request, response, url)))
      sendJson(response, 405, { ok: false, error: 'method_not_allowed' });
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    handle(request, response).catch((error: unknown) => {
      ground.log('a request failed', error);
      sendJson(response, 400, { ok: false, error: 'bad_request' });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.startsWith('/link/')) sockets.upgrade(request, socket, head);
    else socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;

  return {
    url: `${ground.origin()}/api/`,
    pageUrl: `${ground.origin()}/`,
    port,
    ground,
    wire: ground.wire,
    trouble: makePlaygroundTrouble(ground, baseTrouble, sockets),
    get limits() {
      return ground.rate.mode;
    },
    set limits(mode) {
      ground.rate.mode = mode;
    },
    sockets: {
      get count() {
        return sockets.count();
      },
    },
    tours: () => tours.list(),
    act: (as, action) => act(ground, as, action),
    setRequestUrl(url) {
      settings.requestUrl = url;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get inFlight() {
      return inFlight;
    },
    oauthCode: (user) => `code-${user}-1`,
    async close() {
      closed = true;
      for (const close of closers) close();
      page.close();
      sockets.cut();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
