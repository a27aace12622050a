import { WebClient } from '@slack/web-api';
import type { Services } from '../../context.js';
import { boltLogger } from '../bolt-logger.js';
import { fetchWithin } from '../fetch-within.js';
import { findWorkspace } from '../find-workspace.js';
import { endInstallation } from './installation.js';

/**
 * Slack says that the app was removed from a workspace, or its token revoked. Such news may be late: after Baton was
 * installed again, or of a token that another one had replaced. So Slack is asked whether the token at hand is good.
 */
export async function removedFromWorkspace(
  services: Services,
  { teamId = '' }: { teamId?: string },
): Promise<void> {
  const { db, clock, log, slack } = services;
  const workspace = await findWorkspace(db.read, { teamId });
  const installation = workspace?.installation;
  if (!installation || installation.revokedAt) return;
  const { workspaceId, botTokenSealed } = installation;
  if (await isGood(services, botTokenSealed)) {
    log.info(
      { workspaceId },
      'Slack says that Baton was removed, but takes its token: installed again since',
    );
    return;
  }
  const ctx = { workspaceId, actor: { type: 'system' }, now: clock.now() } as const;
  const ended = await db.transaction((tx) => endInstallation(tx, ctx, { botTokenSealed }));
  slack.forget(workspaceId);
  if (ended) log.warn({ workspaceId }, 'Baton was removed from this workspace; nothing more is sent to it');
}

/** An unreachable Slack does not vouch for it. */
async function isGood({ config, vault, log }: Services, sealed: string): Promise<boolean> {
  const client = new WebClient(vault.openToken(sealed), {
    slackApiUrl: config.slackApiUrl,
    logger: boltLogger(log),
    fetch: fetchWithin(5_000),
    retryConfig: { retries: 1, minTimeout: 200, maxTimeout: 500 },
    rejectRateLimitedCalls: true,
  });
  return client.auth.test().then(
    () => true,
    () => false,
  );
}
