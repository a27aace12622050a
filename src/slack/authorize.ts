import type { Authorize, AuthorizeResult } from '@slack/bolt';
import { elapsedMs } from '../clock.js';
import type { Vault } from '../db/sealing.js';
import type { Database } from '../db/types.js';
import type { Log } from '../log.js';
import { findWorkspace } from './find-workspace.js';
import type { FreshToken } from './installing/fresh-token.js';
import { NotInstalledError } from './not-installed-error.js';
import { within } from './within.js';

/** Which workspace a request comes from, and with which token to answer. */
export interface Authorizer {
  authorize: Authorize<boolean>;
  /** The installation changed or was revoked. */
  forget(workspaceId: string): void;
}

// Another process may have written the installation; so long its news may take.
const keepMs = 60_000;

/** While the database is away a workspace goes on with the token it had; for an hour of real time. */
const staleMs = 60 * 60_000;

/** Slack waits for three seconds, and something is still to be said then. */
const patienceMs = { known: 1_000, unknown: 2_000 };

/** The database did not say in time whose request it is. */
export class LookUpTimeoutError extends Error {
  constructor() {
    super('The database did not say in time which workspace it is');
    this.name = 'LookUpTimeoutError';
  }
}

interface Known {
  workspaceId: string;
  /** By `elapsed`, from when the database is asked again. */
  until: number;
  result: AuthorizeResult;
}

/**
 * The one way from Slack's (enterprise, team) to our workspace, cached because Bolt asks on every request
 * and before any ack. Throws NotInstalledError for workspaces that Baton is not installed in, anything else when it
 * could not look; Bolt then calls no listener.
 */
export function createAuthorizer({
  db,
  vault,
  fresh,
  log,
  elapsed = elapsedMs,
}: {
  db: Database;
  vault: Vault;
  fresh: FreshToken;
  log: Log;
  elapsed?: () => number;
}): Authorizer {
  const kept = new Map<string, Known>();

  async function read(enterpriseId: string, teamId: string) {
    const workspace = await findWorkspace(db.read, { teamId });
    if (!workspace?.installation || workspace.installation.revokedAt) return null;
    const installation = await fresh(workspace.installation);
    return {
      workspaceId: workspace.id,
      until: elapsed() + keepMs,
      result: {
        botToken: vault.openToken(installation.botTokenSealed),
        botUserId: installation.botUserId,
        ...(installation.botId ? { botId: installation.botId } : {}),
        teamId,
        ...(enterpriseId ? { enterpriseId } : {}),
        workspaceId: workspace.id,
      },
    };
  }

  async function look({
    key,
    enterpriseId,
    teamId,
    before,
  }: {
    key: string;
    enterpriseId: string;
    teamId: string;
    before: Known | undefined;
  }): Promise<Known> {
    try {
      const patience = before ? patienceMs.known : patienceMs.unknown;
      const found = await within(read(enterpriseId, teamId), patience, 'late' as const);
      if (found === 'late') throw new LookUpTimeoutError();
      if (!found) throw new NotInstalledError(teamId || '(none)');
      kept.delete(key);
      kept.set(key, found);
      for (const [old, { until }] of kept) {
        // In order of age: what follows is younger.
        if (until + staleMs >= elapsed()) break;
        kept.delete(old);
      }
      return found;
    } catch (error) {
      if (error instanceof NotInstalledError) kept.delete(key);
      else if (before && before.until + staleMs > elapsed()) {
        log.warn(
          { err: error, workspaceId: before.workspaceId },
          'the database is away: going on with what was known',
        );
        return before;
      }
      throw error;
    }
  }

  return {
    async authorize(source) {
      const teamId = source.teamId ?? '';
      const enterpriseId = source.enterpriseId ?? '';
      const key = `${enterpriseId}/${teamId}`;
      let known = kept.get(key);
      if (!known || known.until < elapsed()) {
        known = await look({ key, enterpriseId, teamId, before: known });
      }
      // Bolt writes the person into what it gets, so each request has its own.
      return { ...known.result };
    },
    forget(workspaceId) {
      for (const [key, { workspaceId: id }] of kept) if (id === workspaceId) kept.delete(key);
    },
  };
}
