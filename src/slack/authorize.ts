import type { Authorize, AuthorizeResult } from '@slack/bolt';
import { elapsedMs } from '../clock.js';
import type { Vault } from '../db/sealing.js';
import type { Database } from '../db/types.js';
import { findWorkspace } from './find-workspace.js';
import type { FreshToken } from './installing/fresh-token.js';

/** Which workspace a request comes from, and with which token to answer. */
export interface Authorizer {
  authorize: Authorize<boolean>;
  /** The installation changed or was revoked. */
  forget(workspaceId: string): void;
}

// Another process may have written the installation; so long its news may take.
const keepMs = 60_000;

/**
 * The one way from Slack's (enterprise, team) to our workspace, cached because Bolt asks on every request
 * and before any ack. Throws for workspaces that Baton is not installed in; Bolt then calls no listener.
 */
export function createAuthorizer({
  db,
  vault,
  fresh,
}: {
  db: Database;
  vault: Vault;
  fresh: FreshToken;
}): Authorizer {
  const kept = new Map<string, { workspaceId: string; until: number; result: AuthorizeResult }>();

  async function read(enterpriseId: string, teamId: string) {
    const workspace = await findWorkspace(db.read, { teamId });
    if (!workspace?.installation || workspace.installation.revokedAt) return null;
    const installation = await fresh(workspace.installation);
    return {
      workspaceId: workspace.id,
      until: elapsedMs() + keepMs,
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

  return {
    async authorize(source) {
      const teamId = source.teamId ?? '';
      const enterpriseId = source.enterpriseId ?? '';
      const key = `${enterpriseId}/${teamId}`;
      let known = kept.get(key);
      if (!known || known.until < elapsedMs()) {
        const found = await read(enterpriseId, teamId);
        if (!found) {
          kept.delete(key);
          throw new Error(`Baton is not installed in team ${teamId || '(none)'}`);
        }
        known = found;
        kept.delete(key);
        kept.set(key, known);
        for (const [old, { until }] of kept) {
          // In order of age: what follows is younger.
          if (until >= elapsedMs()) break;
          kept.delete(old);
        }
      }
      // Bolt writes the person into what it gets, so each request has its own.
      return { ...known.result };
    },
    forget(workspaceId) {
      for (const [key, { workspaceId: id }] of kept) if (id === workspaceId) kept.delete(key);
    },
  };
}
