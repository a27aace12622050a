import type { AddressInfo } from 'node:net';
import type { Action, ActionType, Greeting, ResultOf, Said, Tour, TourInfo } from '../protocol.js';
import { actAs } from './act.js';
import { makeApi } from './api.js';
import type { Ground, Slack, Timings } from './ground.js';
import { groundWith } from './ground-with.js';
import { addPerson, makeGrounds } from './make-grounds.js';
import { readManifest } from './manifest.js';
import { consent } from './oauth.js';
import type { OwnDataHook } from './own-data.js';
import { type ClockHook, makePage } from './page.js';
import { makePlaygroundTrouble, type PlaygroundTrouble } from './playground-trouble.js';
import type { LimitMode } from './rate.js';
import { serve } from './serve.js';
import { makeSockets } from './sockets.js';
import { makeTokens } from './tokens.js';
import { makeTours } from './tours.js';
import { makeTrouble } from './trouble.js';
import { type Verification, verifyRequestUrl } from './verify-request-url.js';
import { makeWire, type Wire } from './wire.js';
import type { PersonSeed, WorkspaceSeed } from './world.js';

/** The workspace of the options is the first; most hosts need no other. */
export interface PlaygroundOptions extends WorkspaceSeed {
  /** 0, the default: any free one. */
  port?: number;
  /** Slack's own app manifest, as JSON. Only what it declares is delivered. */
  manifest: unknown;
  /** More workspaces beside the first. No id of a person or channel may be in two of them. */
  workspaces?: readonly WorkspaceSeed[];
  signingSecret: string;
  appToken?: string;
  /** For OAuth. */
  clientId?: string;
  clientSecret?: string;
  /** Where the app listens; may be set later with `setRequestUrl`. */
  requestUrl?: string;
  /** Default: what the manifest says. */
  transport?: 'http' | 'socket';
  clock?: ClockHook;
  /** Takes in what a person has of their own. */
  ownData?: OwnDataHook;
  /** What the page says before anybody was chosen. */
  greeting?: Greeting;
  /** Opens what the greeting offers beside this one, for somebody who reads this; gives where its page is. */
  beside?: (reads: keyof Said) => Promise<string>;
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
  /** Where an app sends people who want to install it: `http://127.0.0.1:…/oauth/v2/authorize`. */
  readonly authorizeUrl: string;
  readonly pageUrl: string;
  readonly port: number;
  /** The first workspace. */
  readonly ground: Ground;
  /** All of them, the first included. */
  readonly grounds: readonly Ground[];
  readonly wire: Wire;
  readonly trouble: PlaygroundTrouble;
  /** `off` or `documented`; may be switched while it runs. */
  limits: LimitMode;
  readonly sockets: { readonly count: number };
  /** The tours and how far each has come. */
  tours(): TourInfo[];
  act<T extends ActionType>(as: string, action: Extract<Action, { type: T }>): Promise<ResultOf<T>>;
  setRequestUrl(url: string): void;
  /** Asks the app's URL for its challenge, as Slack does before it takes a request URL. */
  verifyRequestUrl(): Promise<Verification>;
  /** Called after every change, until the function it gives back is called. */
  onChange(listener: () => void): () => void;
  /** Requests either way that are under way. */
  readonly inFlight: number;
  /** Somebody new comes into a workspace (the first, or `team`); the app is told by team_join. */
  addPerson(seed: PersonSeed, team?: string): void;
  /**
   * A person presses Allow (or Cancel) on the page that an authorize URL shows. Gives the address that Slack then
   * sends their browser to. @throws ActRefusal with the code that Slack's error page shows
   */
  consent(given: { user: string; url: string; allow: boolean }): string;
  close(): Promise<void>;
}

const TIMINGS: Timings = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  codeMs: 10 * 60_000,
  tokenMs: 12 * 60 * 60_000,
  disconnectMs: 10_000,
  scheduleMs: 1000,
  eventBackoffMs: [0, 60_000, 300_000],
};

/** Starts a local Slack on the loopback interface. Throws when the manifest is invalid or the port is taken. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const listeners = new Set<() => void>();
  const closers: (() => void)[] = [];
  let inFlight = 0;
  let closed = false;
  let port = 0;
  let grounds: readonly Ground[] = [];
  const manifest = readManifest(options.manifest);
  const tours = makeTours(options.tours ?? [], () => {
    for (const ground of grounds) ground.changed({ what: 'tours' });
  });
  const notify = () => {
    tours.look();
    for (const listener of [...listeners]) listener();
  };
  const slack: Slack = {
    manifest,
    settings: {
      signingSecret: options.signingSecret,
      appToken: options.appToken,
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      requestUrl: options.requestUrl,
      transport: options.transport ?? (manifest.socketMode ? 'socket' : 'http'),
    },
    timings: { ...TIMINGS, ...options.timings },
    wire: makeWire((entry) => {
      tours.note(entry);
      notify();
    }),
    trouble: makeTrouble(),
    sockets: makeSockets(() => slack),
    tokens: makeTokens(() => Date.now()),
    codes: new Map(),
    questions: new Map(),
    workspaces: () => grounds,
    notify,
    origin: () => `http://127.0.0.1:${port}`,
    messageTime: options.messageTime ?? (() => Date.now()),
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
  const page = makePage(slack, {
    clock: options.clock,
    ownData: options.ownData,
    greeting: options.greeting,
    beside: options.beside,
    pageDir: options.pageDir,
    tours,
  });
  grounds = makeGrounds(slack, {
    seeds: [options, ...(options.workspaces ?? [])],
    limits: options.limits ?? 'off',
    tell: page.tell,
  });
  const [first] = grounds as [Ground];
  const server = serve(slack, { api: makeApi(slack), page });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;

  return {
    url: `${slack.origin()}/api/`,
    authorizeUrl: `${slack.origin()}/oauth/v2/authorize`,
    pageUrl: `${slack.origin()}/`,
    port,
    ground: first,
    grounds,
    wire: slack.wire,
    trouble: makePlaygroundTrouble(slack),
    get limits() {
      return first.rate.mode;
    },
    set limits(mode) {
      for (const ground of grounds) ground.rate.mode = mode;
    },
    sockets: {
      get count() {
        return slack.sockets.count();
      },
    },
    tours: () => tours.list(),
    act: (as, action) => actAs(slack, as, action),
    setRequestUrl(url) {
      slack.settings.requestUrl = url;
    },
    verifyRequestUrl: () => verifyRequestUrl(first),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get inFlight() {
      return inFlight;
    },
    addPerson(seed, team) {
      const ground = team === undefined ? first : groundWith(slack, { team });
      if (!ground) throw new Error(`There is no workspace ${team}`);
      addPerson(ground, seed);
    },
    consent: (given) => consent(slack, given),
    async close() {
      closed = true;
      for (const close of closers) close();
      page.close();
      slack.sockets.cut();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
