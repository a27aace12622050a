import type { Context, Services } from '../../context.js';
import { record } from '../../db/history.js';
import type { Installation, Tx } from '../../db/types.js';
import { unparkAfterInstallation } from '../../outbox/retry-parked.js';
import { pauseWorkspace, resumeWorkspace } from './pause-workspace.js';

/** A token of Slack's: with rotation it expires, and `refreshToken` gives the next one, once. */
export interface BotToken {
  token: string;
  refreshToken: string | null;
  /** Real time; null: never. */
  expiresAt: Date | null;
}

/** What Slack says of an installation besides its token. */
export type InstallationFacts = Pick<Installation, 'appId' | 'botUserId' | 'botId' | 'scopes'> & {
  installedBySlackId?: string;
};

/**
 * Writes what Slack gave, by OAuth or as a pasted token: the one way to an installation row. What waited for it goes
 * on: all of the workspace's work when Baton had been removed, else what had failed for want of a token or a scope.
 */
export async function writeInstallation(
  tx: Tx,
  ctx: Context,
  { facts, botToken }: { facts: InstallationFacts; botToken: BotToken },
): Promise<void> {
  const { workspaceId, services, now } = ctx;
  const before = await tx.installation.findUnique({ where: { workspaceId } });
  const isNew = !before || before.revokedAt !== null;
  const data = {
    ...facts,
    ...sealedToken(services, botToken, before),
    refreshingUntil: null,
    installedAt: isNew ? now : before.installedAt,
    revokedAt: null,
  };
  await tx.installation.upsert({ where: { workspaceId }, create: { workspaceId, ...data }, update: data });
  if (isNew) {
    const subject = { type: 'workspace', id: workspaceId };
    await record(tx, ctx, { subject, event: 'workspace.installed', after: { scopes: facts.scopes } });
  }
  if (isNew) await resumeWorkspace(tx, ctx);
  else await unparkAfterInstallation(tx, { workspaceId });
}

/** The columns of a token. Its sealed text stays as it is while the token is the same. */
export function sealedToken(
  { vault }: Pick<Services, 'vault'>,
  { token, refreshToken, expiresAt }: BotToken,
  before?: Pick<Installation, 'botTokenSealed'> | null,
): Pick<Installation, 'botTokenSealed' | 'refreshTokenSealed' | 'tokenExpiresAt'> {
  const unchanged = before && holds(vault, before.botTokenSealed, token);
  return {
    botTokenSealed: unchanged ? before.botTokenSealed : vault.sealToken(token),
    refreshTokenSealed: refreshToken === null ? null : vault.sealToken(refreshToken),
    tokenExpiresAt: expiresAt,
  };
}

function holds(vault: Services['vault'], sealed: string, token: string): boolean {
  try {
    return vault.openToken(sealed) === token;
  } catch {
    // Sealed under another key: the token at hand replaces it.
    return false;
  }
}

/**
 * The app was removed, or its token withdrawn: nothing is sent to this workspace, and nothing happens in it by
 * itself, until Baton is installed again. Its records stay. Only if `botTokenSealed` still is its token: false when
 * it was ended before, or installed again meanwhile.
 */
export async function endInstallation(
  tx: Tx,
  ctx: Pick<Context, 'workspaceId' | 'actor' | 'now'>,
  { botTokenSealed }: { botTokenSealed: string },
): Promise<boolean> {
  const { workspaceId, now } = ctx;
  const { count } = await tx.installation.updateMany({
    where: { workspaceId, revokedAt: null, botTokenSealed },
    data: { revokedAt: now, refreshTokenSealed: null, tokenExpiresAt: null, refreshingUntil: null },
  });
  if (count === 0) return false;
  await pauseWorkspace(tx, { workspaceId });
  await record(tx, ctx, { subject: { type: 'workspace', id: workspaceId }, event: 'workspace.removed' });
  return true;
}
