import type { Feature } from '../feature.js';
import { removedFromWorkspace } from './installing/removed.js';

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
    app.event('app_uninstalled', async ({ context }) => removedFromWorkspace(services, context));
    app.event('tokens_revoked', async ({ context, event }) => {
      // Users' tokens are revoked one by one; only the bot's concerns us.
      if (event.tokens.bot?.length) await removedFromWorkspace(services, context);
    });
  },
};
