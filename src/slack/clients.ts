import { WebClient } from '@slack/web-api';
import type { Config } from '../config.js';
import type { Vault } from '../db/sealing.js';
import type { Database } from '../db/types.js';
import type { Log } from '../log.js';
import { boltLogger } from './bolt-logger.js';

/** WebClients of the workspaces that Baton is installed in. */
export interface SlackClients {
  /** For listeners: answers to a person who waits, so it gives up quickly. @throws NotInstalledError */
  of(workspaceId: string): Promise<WebClient>;
  /** For the outbox: never retries and never waits by itself, for the outbox does both. @throws NotInstalledError */
  forSending(workspaceId: string): Promise<WebClient>;
  /** The installation changed or was revoked: its token is read again when next needed. */
  forget(workspaceId: string): void;
}

/** Baton is not (or no longer) installed in this workspace: nothing can be sent to it. */
export class NotInstalledError extends Error {
  constructor(workspaceId: string) {
    super(`Baton is not installed in workspace ${workspaceId}`);
    this.name = 'NotInstalledError';
  }
}

/** Clients made of the installation rows, kept until told to forget them. */
export function createSlackClients({
  db,
  vault,
  config,
  log,
}: {
  db: Database;
  vault: Vault;
  config: Config;
  log: Log;
}): SlackClients {
  const kept = new Map<string, Promise<{ listening: WebClient; sending: WebClient }>>();

  async function make(workspaceId: string) {
    const installation = await db.read.installation.findUnique({
      where: { workspaceId },
      select: { botTokenSealed: true, revokedAt: true },
    });
    if (!installation || installation.revokedAt) throw new NotInstalledError(workspaceId);
    const token = vault.openToken(installation.botTokenSealed);
    const common = {
      slackApiUrl: config.slackApiUrl,
      logger: boltLogger(log),
      timeout: 10_000,
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
    };
    return {
      listening: new WebClient(token, {
        ...common,
        retryConfig: { retries: 1, minTimeout: 200, maxTimeout: 500 },
      }),
      sending: new WebClient(token, { ...common, retryConfig: { retries: 0 } }),
    };
  }

  function both(workspaceId: string) {
    const present = kept.get(workspaceId);
    if (present) return present;
    const made = make(workspaceId);
    kept.set(workspaceId, made);
    // What could not be made is not kept, so that a later installation is seen.
    made.catch(() => kept.delete(workspaceId));
    return made;
  }

  return {
    of: async (workspaceId) => (await both(workspaceId)).listening,
    forSending: async (workspaceId) => (await both(workspaceId)).sending,
    forget: (workspaceId) => void kept.delete(workspaceId),
  };
}
