import { WebClient } from '@slack/web-api';
import type { Context, Services } from '../../context.js';
import type { Workspace } from '../../db/types.js';
import { localeOf } from '../../messages/index.js';
import { ensureWorkspace } from '../../people/ensure-workspace.js';
import { boltLogger } from '../bolt-logger.js';
import { writeInstallation } from './installation.js';

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
export async function installToken(services: Services): Promise<Workspace> {
  const { config, db, log, clock } = services;
  const now = clock.now();
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
  const facts = {
    appId: who.app_id ?? '',
    botUserId: who.user_id ?? '',
    botId: who.bot_id ?? '',
    scopes: (who.response_metadata?.scopes ?? []).join(','),
  };
  const botToken = { token: config.botToken, refreshToken: null, expiresAt: null };
  const ctx: Context = { services, workspaceId: workspace.id, actor: { type: 'system' }, now };
  await db.transaction((tx) => writeInstallation(tx, ctx, { facts, botToken }));
  return workspace;
}
