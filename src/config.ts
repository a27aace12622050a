import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { guide, keyBytes, type Variable, variables } from './config-variables.js';
import { type Locale, localeOf } from './messages/index.js';

/** How Baton talks to Slack. `playground`: a Slack workspace on this machine, started beside it. */
export type Mode = 'socket' | 'http' | 'playground';

/** Everything the environment decides. Read once, at start; nothing else reads process.env. */
export interface Config {
  readonly mode: Mode;
  /** Empty in the playground until its workspace has given one. */
  readonly botToken: string;
  readonly appToken: string | undefined;
  readonly signingSecret: string | undefined;
  /** Many workspaces: each installs Baton by OAuth and has a token of its own. undefined: the one of `botToken`. */
  readonly oauth: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** With a slash at the end. */
  readonly slackApiUrl: string;
  /** Where /healthz is served and, in HTTP mode, Slack's requests. */
  readonly port: number;
  /** The playground's page and its Slack API, on loopback. */
  readonly playgroundPort: number;
  /** What the demo company's channels speak when it is made. */
  readonly playgroundLanguage: Locale;
  /** `file:/absolute/path.db` or `postgres://…` */
  readonly databaseUrl: string;
  /** Absolute; holds the SQLite file and, unless BATON_KEY is set, the key. */
  readonly dataDirectory: string;
  /** 32 bytes that wrap every other key; undefined: made in the data directory (SQLite only). */
  readonly masterKey: Buffer | undefined;
  /** Slack id of the first administrator. */
  readonly admin: string | undefined;
  readonly logLevel: string;
  /** Ceiling of operations towards Slack per workspace and minute. */
  readonly messagesPerMinute: number;
}

/** One thing that is wrong with the environment. */
export interface Fault {
  variable: Variable;
  problem: string;
  example: string;
}

/** A start with bad settings: every fault at once. */
export class ConfigError extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    const lines = faults.map(
      (fault) => `  ${fault.variable} ${fault.problem}\n      for example ${fault.example}`,
    );
    super(`Baton cannot start with these settings:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const schema = z.object(variables);

/**
 * The settings that an environment asks for; see `.env.example`. An empty variable counts as not set.
 * @throws ConfigError naming all faults
 */
export function readConfig(
  environment: Record<string, string | undefined>,
  { directory = process.cwd() }: { directory?: string } = {},
): Config {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (name in variables && value?.trim()) given[name] = value.trim();
  }
  const faults: Fault[] = [];
  const fault = (variable: Variable, problem: string) =>
    faults.push({ variable, problem, example: guide[variable].example });

  const parsed = schema.safeParse(given);
  const faulty = new Set<Variable>();
  for (const issue of parsed.error?.issues ?? []) faulty.add(issue.path[0] as Variable);
  for (const variable of faulty) fault(variable, `must ${guide[variable].must}`);

  const mode = decideMode(given, fault);
  const onPostgres = /^postgres/.test(given.DATABASE_URL ?? '');
  if (onPostgres && !given.BATON_KEY) {
    fault('BATON_KEY', 'is missing: with PostgreSQL the key that seals contact data must be given');
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);

  const env = parsed.data;
  const dataDirectory = resolve(directory, env.DATA_DIRECTORY);
  return {
    mode,
    botToken: env.SLACK_BOT_TOKEN ?? '',
    appToken: env.SLACK_APP_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    oauth:
      env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET
        ? { clientId: env.SLACK_CLIENT_ID, clientSecret: env.SLACK_CLIENT_SECRET }
        : undefined,
    slackApiUrl: env.SLACK_API_URL.replace(/\/*$/, '/'),
    port: env.PORT,
    playgroundPort: env.PLAYGROUND_PORT,
    playgroundLanguage: env.PLAYGROUND_LANGUAGE ?? localeOf(machineLanguage(), 'en'),
    databaseUrl: databaseUrl(env.DATABASE_URL, { mode, directory, dataDirectory }),
    dataDirectory,
    masterKey: env.BATON_KEY ? (keyBytes(env.BATON_KEY) ?? undefined) : undefined,
    admin: env.BATON_ADMIN,
    // The playground says where its page is; whoever tries it out need not read logs.
    logLevel: env.LOG_LEVEL ?? (mode === 'playground' ? 'error' : 'info'),
    messagesPerMinute: env.MESSAGES_PER_MINUTE,
  };
}

/** The language of this machine, as a locale's name. */
function machineLanguage(): string {
  return new Intl.DateTimeFormat().resolvedOptions().locale;
}

/** Which of Slack's ways the tokens allow; says what is missing where they allow none. */
function decideMode(
  given: Record<string, string>,
  fault: (variable: Variable, problem: string) => void,
): Mode {
  const bot = Boolean(given.SLACK_BOT_TOKEN);
  const app = Boolean(given.SLACK_APP_TOKEN);
  const secret = Boolean(given.SLACK_SIGNING_SECRET);
  if (given.SLACK_CLIENT_ID || given.SLACK_CLIENT_SECRET) return manyWorkspaces(given, fault);
  if (!bot && !app && !secret && !given.SLACK_MODE) {
    const because = given.DATABASE_URL
      ? 'DATABASE_URL is set'
      : given.NODE_ENV === 'production'
        ? 'NODE_ENV is production'
        : null;
    if (!because) return 'playground';
    fault('SLACK_BOT_TOKEN', `is missing (${because}, so this is not the playground)`);
    fault('SLACK_APP_TOKEN', 'is missing: set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
    return 'socket';
  }
  if (!bot) fault('SLACK_BOT_TOKEN', 'is missing');
  if (given.SLACK_MODE === 'http' && !secret) {
    fault('SLACK_SIGNING_SECRET', 'is missing: SLACK_MODE is http');
    return 'http';
  }
  if (given.SLACK_MODE === 'socket' && !app) {
    fault('SLACK_APP_TOKEN', 'is missing: SLACK_MODE is socket');
    return 'socket';
  }
  if (!app && !secret) {
    fault('SLACK_APP_TOKEN', 'is missing: set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP');
  }
  if (given.SLACK_MODE === 'http') return 'http';
  return app || !secret ? 'socket' : 'http';
}

/** OAuth: always over HTTP, for the browser comes back there, and without what is for one workspace. */
function manyWorkspaces(
  given: Record<string, string>,
  fault: (variable: Variable, problem: string) => void,
): Mode {
  for (const needed of ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'] as const) {
    if (!given[needed])
      fault(needed, 'is missing: for OAuth, client ID, client secret and signing secret are needed');
  }
  if (given.SLACK_MODE === 'socket') {
    fault('SLACK_MODE', 'cannot be socket with OAuth: people install Baton over HTTP');
  }
  for (const alone of ['SLACK_BOT_TOKEN', 'BATON_ADMIN'] as const) {
    if (given[alone]) {
      fault(alone, 'is for one workspace: leave it out, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET');
    }
  }
  return 'http';
}

function databaseUrl(
  given: string | undefined,
  { mode, directory, dataDirectory }: { mode: Mode; directory: string; dataDirectory: string },
): string {
  if (!given) return `file:${join(dataDirectory, mode === 'playground' ? 'playground.db' : 'baton.db')}`;
  if (!given.startsWith('file:')) return given;
  const path = given.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
  return `file:${isAbsolute(path) ? path : resolve(directory, path)}`;
}

/**
 * The environment of this process, over what a `.env` file in `directory` says.
 * @throws ConfigError naming all faults
 */
export function loadConfig({ directory = process.cwd() }: { directory?: string } = {}): Config {
  const file = join(directory, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const set = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return readConfig({ ...fromFile, ...Object.fromEntries(set) }, { directory });
}
