import type { Feature } from '../feature.js';
import { revokeInstallation } from './installation.js';

/** Installing and removing the app itself, and what every other feature needs to speak with people at all. */
export const slackFeature: Feature = {
  name: 'slack',
  events: ['app_uninstalled', 'tokens_revoked'],
  scopes: [
    { scope: 'commands', because: 'slash commands and shortcuts' },
    { scope: 'chat:write', because: 'answers to the person who asked, when nothing else can carry them' },
    { scope: 'users:read', because: 'names, languages and time zones of the people who use Baton' },
  ],
  listeners(app, services) {
    const revoke = async (context: { teamId?: string; enterpriseId?: string }) => {
      const { db, clock, log, slack } = services;
      const workspaceId = await revokeInstallation(
        { db, now: clock.now() },
        { enterpriseId: context.enterpriseId ?? '', teamId: context.teamId ?? '' },
      );
      if (!workspaceId) return;
      slack.forget(workspaceId);
      log.warn({ workspaceId }, 'Baton was removed from this workspace; nothing more is sent to it');
    };
    app.event('app_uninstalled', async ({ context }) => revoke(context));
    app.event('tokens_revoked', async ({ context, event }) => {
      // Users' tokens are revoked one by one; only the bot's concerns us.
      if (event.tokens.bot?.length) await revoke(context);
    });
  },
};
