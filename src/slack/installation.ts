import { WebClient } from '@slack/web-api';
import type { Config } from '../config.js';
import type { Vault } from '../db/sealing.js';
import type { Database, Workspace } from '../db/types.js';
import type { Log } from '../log.js';
import { localeOf } from '../messages/index.js';
import { unparkAfterInstallation } from '../outbox/retry-parked.js';
import { ensureWorkspace } from '../people/ensure-workspace.js';
import { boltLogger } from './bolt-logger.js';

/** Slack refused the bot token, or could not be reached at start. */
export class SlackUnreachableError extends Error {
  constructor(url: string, cause: unknown) {
    const code = (cause as { data?: { error?: string } }).data?.error;
    super(
      code
        ? `Slack refused SLACK_BOT_TOKEN: ${code}. Copy the Bot User OAuth Token from the app’s page “OAuth & Permissions”.`
        : `Slack cannot be reached at ${url}: ${cause instanceof Error ? cause.message : cause}. Check the network, or SLACK_API_URL.`,
      { cause },
    );
    this.name = 'SlackUnreachableError';
  }
}

/**
 * A pasted token becomes the same installation row that an OAuth installation writes. Asks Slack who the
 * token is (auth.test). A new workspace starts with the language and zone of BATON_ADMIN, where Slack knows
 * them; set-up changes them.
 * @throws SlackUnreachableError
 */
export async function installToken({
  config,
  db,
  vault,
  log,
  now,
}: {
  config: Config;
  db: Database;
  vault: Vault;
  log: Log;
  now: Date;
}): Promise<Workspace> {
  const client = new WebClient(config.botToken, {
    slackApiUrl: config.slackApiUrl,
    logger: boltLogger(log),
    retryConfig: { retries: 2, minTimeout: 500, maxTimeout: 2_000 },
    timeout: 10_000,
  });
  let who: Awaited<ReturnType<WebClient['auth']['test']>>;
  let admin: { locale?: string; tz?: string } | undefined;
  try {
    who = await client.auth.test();
    if (config.admin) {
      admin = (await client.users.info({ user: config.admin, include_locale: true }).catch(() => null))?.user;
    }
  } catch (error) {
    throw new SlackUnreachableError(config.slackApiUrl, error);
  }
  const workspace = await ensureWorkspace(
    { db, now },
    {
      ...(who.enterprise_id ? { enterpriseId: who.enterprise_id } : {}),
      teamId: who.team_id ?? '',
      name: who.team ?? '',
      ...(admin?.locale ? { locale: localeOf(admin.locale, 'zh-CN') } : {}),
      ...(admin?.tz ? { timeZone: admin.tz } : {}),
    },
  );
  const given = {
    appId: who.app_id ?? '',
    botUserId: who.user_id ?? '',
    botId: who.bot_id ?? '',
    scopes: (who.response_metadata?.scopes ?? []).join(','),
    revokedAt: null,
  };
  await db.transaction(async (tx) => {
    const before = await tx.installation.findUnique({ where: { workspaceId: workspace.id } });
    const unchanged =
      before && vaultHolds(vault, before.botTokenSealed, config.botToken) ? before.botTokenSealed : null;
    const botTokenSealed = unchanged ?? vault.sealToken(config.botToken);
    await tx.installation.upsert({
      where: { workspaceId: workspace.id },
      create: { workspaceId: workspace.id, ...given, botTokenSealed, installedAt: now },
      update: { ...given, botTokenSealed },
    });
    await unparkAfterInstallation(tx, { workspaceId: workspace.id });
  });
  return workspace;
}

function vaultHolds(vault: Vault, sealed: string, token: string): boolean {
  try {
    return vault.openToken(sealed) === token;
  } catch {
    // Sealed under another key: the token at hand replaces it.
    return false;
  }
}

/** The app was removed or its tokens withdrawn: nothing is sent to this workspace until it is installed again. */
export async function revokeInstallation(
  { db, now }: { db: Database; now: Date },
  { enterpriseId, teamId }: { enterpriseId: string; teamId: string },
): Promise<string | null> {
  const workspace = await db.read.workspace.findFirst({
    where: { teamId, enterpriseId: { in: [...new Set([enterpriseId, ''])] } },
    orderBy: { enterpriseId: 'desc' },
    select: { id: true },
  });
  if (!workspace) return null;
  await db.transaction((tx) =>
    tx.installation.updateMany({
      where: { workspaceId: workspace.id, revokedAt: null },
      data: { revokedAt: now },
    }),
  );
  return workspace.id;
}
