import type { WebClient } from '@slack/web-api';
import type { Context } from '../context.js';
import type { Department, Reader } from '../db/types.js';
import { countLateDuties } from '../duties/open-duties.js';
import type { NeededChannel } from '../feature.js';
import type { Messages } from '../messages/index.js';
import { clockSkew } from '../slack/clock-skew.js';
import { reasons } from '../slack/manifest.js';
import { type ChannelState, checkChannel } from './check-channel.js';
import { listDepartments } from './queries.js';
import { holidaysRunOut } from './warn-coverage.js';

/** Slack's tier 3 allows fifty a minute. */
const mostChannels = 40;
const mostParked = 5;
/** A rung that was due so long ago and still waits: nothing fires. */
const lateMs = 10 * 60_000;

/** What `/baton check` found out; what to do about each is said by its view. */
export interface Findings {
  /** null: Slack takes the token. */
  tokenError: string | null;
  /** What the installed app lacks of what this build uses. */
  missingScopes: readonly string[];
  /** Whether the workspace installed Baton itself, or somebody pasted a token: what to do about scopes. */
  installed: 'oauth' | 'token';
  /** Seconds that our clock is ahead of Slack's; null when Slack did not say. */
  skewSeconds: number | null;
  channels: readonly CheckedChannel[];
  /** The last day whose holidays are known, when it is near. */
  holidaysRunOut: string | null;
  parked: readonly { destination: string; error: string; count: number }[];
  /** Rungs that are long due and have not fired. */
  lateDuties: number;
  database: { provider: 'sqlite' | 'postgresql'; ms: number };
}

export interface CheckedChannel {
  /** The department whose it is, or what else it is for; mrkdwn. */
  of: Department | NeededChannel;
  state: ChannelState | 'none';
}

/** Looks at everything that has to be right for Baton to work. Writes nothing, posts nothing. */
export async function runChecks(
  ctx: Context,
  { client, t }: { client: WebClient; t: Messages },
): Promise<Findings> {
  const { services, workspaceId, now } = ctx;
  const { db } = services;
  const reader = db.read;
  const started = performance.now();
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const ms = Math.round(performance.now() - started);
  const [token, skewSeconds, departments, needed, runOut, parked, lateDuties] = await Promise.all([
    lookAtToken(client),
    clockSkew(services.config),
    listDepartments(reader, { workspaceId }),
    Promise.all(services.features.flatMap((one) => one.channels?.(reader, { workspaceId, t }) ?? [])),
    holidaysRunOut(reader, { workspace, now }),
    parkedGroups(reader, { workspaceId }),
    countLateDuties(reader, { workspaceId, before: new Date(now.getTime() - lateMs) }),
  ]);
  const granted = new Set(token.scopes);
  return {
    tokenError: token.error,
    // A token whose scopes Slack does not name is not accused of lacking any.
    missingScopes:
      granted.size === 0
        ? []
        : reasons(services.features).flatMap(({ scope }) => (granted.has(scope) ? [] : [scope])),
    installed: services.config.oauth ? 'oauth' : 'token',
    skewSeconds,
    channels: await lookAtChannels(client, { departments, needed: needed.flat() }),
    holidaysRunOut: runOut,
    parked,
    lateDuties,
    database: { provider: db.provider, ms },
  };
}

async function lookAtToken(client: WebClient): Promise<{ error: string | null; scopes: readonly string[] }> {
  try {
    const { response_metadata } = await client.auth.test();
    return { error: null, scopes: response_metadata?.scopes ?? [] };
  } catch (error) {
    const { data, code } = error as { data?: { error?: string }; code?: string };
    return { error: data?.error ?? code ?? 'unknown', scopes: [] };
  }
}

async function lookAtChannels(
  client: WebClient,
  { departments, needed }: { departments: readonly Department[]; needed: readonly NeededChannel[] },
): Promise<Findings['channels']> {
  // Each channel once: a department's comes first.
  const seen = new Set(departments.map(({ channelId }) => channelId));
  const others = needed.filter(({ channelId }) => !seen.has(channelId) && seen.add(channelId));
  return Promise.all(
    [...departments, ...others].slice(0, mostChannels).map(async (of) => {
      const { channelId } = of;
      const state = channelId ? await checkChannel(client, { channelId, withinMs: 5_000 }) : 'none';
      return { of, state };
    }),
  );
}

async function parkedGroups(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<Findings['parked']> {
  const [operations, cards] = await Promise.all([
    reader.outboxOperation.groupBy({
      by: ['destination', 'lastError'],
      where: { workspaceId, state: 'parked' },
      _count: { _all: true },
    }),
    reader.card.groupBy({
      by: ['channelId', 'lastError'],
      where: { workspaceId, parked: true },
      _count: { _all: true },
    }),
  ]);
  const counts = new Map<string, { destination: string; error: string; count: number }>();
  for (const { destination, lastError, _count } of [
    ...operations,
    ...cards.map(({ channelId, ...rest }) => ({ ...rest, destination: `channel:${channelId}` })),
  ]) {
    const error = lastError ?? '';
    const key = `${destination} ${error}`;
    const before = counts.get(key)?.count ?? 0;
    counts.set(key, { destination, error, count: before + _count._all });
  }
  return [...counts.values()].slice(0, mostParked);
}
