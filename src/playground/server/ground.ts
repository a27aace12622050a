import type { Ping } from '../protocol.js';
import type { Delivery, DeliveryResult } from './deliver.js';
import type { AppManifest } from './manifest.js';
import type { Asking, OauthCode } from './oauth.js';
import type { Rate } from './rate.js';
import type { Sockets } from './sockets.js';
import type { Tokens } from './tokens.js';
import type { Trouble } from './trouble.js';
import type { Wire } from './wire.js';
import type { World } from './world.js';

export interface Timings {
  /** How long the app may take to answer; Slack: 3,000 ms. */
  ackMs: number;
  /** How long a trigger_id lives; Slack: 3,000 ms. */
  triggerMs: number;
  /** Slack: 30 minutes. */
  responseUrlMs: number;
  /** How long an OAuth code may be traded in; Slack: ten minutes. */
  codeMs: number;
  /** How long a rotated token lives; Slack: twelve hours. */
  tokenMs: number;
  /** From the warning until a socket is closed; Slack: about ten seconds. */
  disconnectMs: number;
  /** How often it is looked whether scheduled messages are due. */
  scheduleMs: number;
  /** Before each retry of an event; Slack: at once, after one minute, after five. */
  eventBackoffMs: readonly number[];
}

export interface Settings {
  signingSecret: string;
  appToken: string | undefined;
  clientId: string | undefined;
  clientSecret: string | undefined;
  requestUrl: string | undefined;
  transport: 'http' | 'socket';
}

export type Change = Omit<Ping, 'type' | 'revision'> & {
  /** Only these people notice it; without it everybody. */
  users?: readonly string[];
};

/** What all workspaces of one local Slack share: the app, its wire, its tokens. */
export interface Slack {
  readonly manifest: AppManifest;
  readonly settings: Settings;
  readonly timings: Timings;
  readonly wire: Wire;
  readonly trouble: Trouble;
  readonly sockets: Sockets;
  readonly tokens: Tokens;
  /** OAuth codes that were given out. */
  readonly codes: Map<string, OauthCode>;
  /** What people are being asked on the OAuth page, by its ticket. */
  readonly questions: Map<string, Asking>;
  workspaces(): readonly Ground[];
  /** Wakes whoever waits for something to happen. */
  notify(): void;
  /** Base of this server, `http://127.0.0.1:port`. */
  origin(): string;
  /** What messages are dated with, in milliseconds: the host's clock, if it gave one. */
  messageTime(): number;
  /** Counts work that is under way, for `quiet()`. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  /** Runs when the server closes. */
  onClose(close: () => void): void;
  readonly closed: () => boolean;
  log(line: string, detail?: unknown): void;
}

/** What every part of the server works on: one workspace. */
export interface Ground extends Slack {
  readonly world: World;
  readonly rate: Rate;
  deliver(delivery: Delivery): Promise<DeliveryResult>;
  /** Tells whoever looks that something changed. */
  changed(change: Change): void;
}
