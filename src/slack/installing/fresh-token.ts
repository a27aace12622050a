import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { realNow } from '../../clock.js';
import type { Services } from '../../context.js';
import type { Installation } from '../../db/types.js';
import { boltLogger } from '../bolt-logger.js';
import { fetchWithin } from '../fetch-within.js';
import { NotInstalledError } from '../not-installed-error.js';
import { type BotToken, endInstallation, sealedToken } from './installation.js';

/** Slack's tokens live for twelve hours; the next one is asked for two hours before the end. */
export const marginMs = 2 * 3_600_000;
/** Nobody else asks for it meanwhile. Longer than the call may take. */
const claimMs = 30_000;
const callMs = 10_000;
/** Slack refused: it will again, until somebody acts. */
const refusedMs = 10 * 60_000;
/** No claim is as long: it was made by a clock that ran far ahead. */
const farAheadMs = 15 * 60_000;
const lookMs = 200;
const noteAttempts = 5;

const grant = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/** Nobody is at it at an instant of real time. */
export const isFree = (at: Date) => ({
  OR: [
    { refreshingUntil: null },
    { refreshingUntil: { lte: at } },
    { refreshingUntil: { gt: new Date(at.getTime() + farAheadMs) } },
  ],
});

/** With token rotation: gives an installation whose token is good. */
export type FreshToken = (installation: Installation) => Promise<Installation>;

type Needs = Pick<Services, 'config' | 'db' | 'vault' | 'log' | 'clock'>;

/**
 * Keeps tokens that expire good. Asked within two hours of the end it gets the next one, of several processes only
 * one, by a claim in the row; the others go on with the old one, which is good until its end. One that has run out
 * (Baton was down for long) is waited for. A token that never expires is given back as it is.
 * @throws NotInstalledError when Slack gives no further token and the old one has run out: Baton has to be installed
 *   again. What the connection failed of, when it has run out and Slack cannot be reached.
 */
export function createFreshToken(services: Needs, { now = realNow }: { now?: () => Date } = {}): FreshToken {
  const { db, config, log } = services;

  return async function fresh(installation: Installation): Promise<Installation> {
    const { workspaceId, tokenExpiresAt } = installation;
    if (!config.oauth || !tokenExpiresAt || !installation.refreshTokenSealed) return installation;
    const isGood = () => now() < tokenExpiresAt;
    if (tokenExpiresAt.getTime() - now().getTime() > marginMs) return installation;
    if (await claim(installation, claimMs)) {
      try {
        return await refresh(installation, config.oauth);
      } catch (error) {
        log.error({ workspaceId, err: error }, 'the token could not be renewed, trying again');
        if (isGood()) return installation;
        throw error;
      }
    }
    return isGood() ? installation : fresh(await settled(installation));
  };

  /** False while another process is at it. */
  async function claim(
    { workspaceId, refreshTokenSealed }: Installation,
    forMs: number,
    whose: 'free' | 'mine' = 'free',
  ): Promise<boolean> {
    const at = now();
    const { count } = await db.transaction((tx) =>
      tx.installation.updateMany({
        where: {
          workspaceId,
          refreshTokenSealed,
          ...(whose === 'free' ? isFree(at) : {}),
        },
        data: { refreshingUntil: new Date(at.getTime() + forMs) },
      }),
    );
    return count > 0;
  }

  async function refresh(
    installation: Installation,
    { clientId, clientSecret }: { clientId: string; clientSecret: string },
  ): Promise<Installation> {
    const { workspaceId, refreshTokenSealed } = installation;
    const slack = new WebClient(undefined, {
      slackApiUrl: config.slackApiUrl,
      logger: boltLogger(log),
      fetch: fetchWithin(callMs),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    try {
      const given = grant.parse(
        await slack.oauth.v2.access({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'refresh_token',
          refresh_token: services.vault.openToken(refreshTokenSealed ?? ''),
        }),
      );
      await note(installation, {
        token: given.access_token,
        refreshToken: given.refresh_token,
        expiresAt: new Date(now().getTime() + given.expires_in * 1000),
      });
      return await stands(workspaceId);
    } catch (error) {
      const { code, data } = error as { code?: string; data?: { error?: string } };
      if (code !== 'slack_webapi_platform_error') throw error;
      return refused(installation, data?.error ?? 'unknown');
    }
  }

  /** The old refresh token is spent: without the new one the workspace would be lost, so this is tried again. */
  async function note({ workspaceId, refreshTokenSealed }: Installation, botToken: BotToken): Promise<void> {
    const data = { ...sealedToken(services, botToken), refreshingUntil: null };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await db.transaction((tx) =>
          tx.installation.updateMany({ where: { workspaceId, refreshTokenSealed }, data }),
        );
        return;
      } catch (error) {
        if (attempt === noteAttempts) throw error;
        log.warn({ workspaceId, err: error, attempt }, 'a renewed token could not be noted, trying again');
        await new Promise((resume) => setTimeout(resume, 50 * 2 ** attempt));
      }
    }
  }

  async function refused(installation: Installation, error: string): Promise<Installation> {
    const { workspaceId, botTokenSealed, refreshTokenSealed, tokenExpiresAt } = installation;
    const present = await stands(workspaceId);
    if (present.refreshTokenSealed !== refreshTokenSealed) return present;
    const about = { workspaceId, error, tokenExpiresAt };
    log.error(about, 'Slack gives no further token: Baton must be installed in this workspace again');
    if (tokenExpiresAt && now() < tokenExpiresAt) {
      await claim(installation, Math.min(refusedMs, tokenExpiresAt.getTime() - now().getTime()), 'mine');
      return installation;
    }
    const ctx = { workspaceId, actor: { type: 'system' }, now: services.clock.now() } as const;
    await db.transaction((tx) => endInstallation(tx, ctx, { botTokenSealed }));
    throw new NotInstalledError(workspaceId);
  }

  /** The row once whoever is at it has finished, or given up. */
  async function settled({ workspaceId, refreshTokenSealed }: Installation): Promise<Installation> {
    for (;;) {
      await new Promise((resume) => setTimeout(resume, lookMs));
      const present = await stands(workspaceId);
      const until = present.refreshingUntil?.getTime() ?? 0;
      const atIt = until > now().getTime() && until <= now().getTime() + farAheadMs;
      if (present.refreshTokenSealed !== refreshTokenSealed || !atIt) return present;
    }
  }

  async function stands(workspaceId: string): Promise<Installation> {
    const present = await db.read.installation.findUnique({ where: { workspaceId } });
    if (!present || present.revokedAt) throw new NotInstalledError(workspaceId);
    return present;
  }
}
