/** How the app comes into a workspace and goes: https://docs.slack.dev/authentication/installing-with-oauth */
import { sendEvent } from './events.js';
import type { Ground } from './ground.js';
import { refuseAct } from './slack-refusal.js';
import type { BotToken } from './tokens.js';

/** The workspace has the app from now on, with these scopes beside those it had. Gives the token to use. */
export function install(ground: Ground, asked: readonly string[]): BotToken {
  const { world, tokens, manifest, timings } = ground;
  const team = world.team.id;
  const before = tokens.newest(team);
  // Scopes are added up: whoever asks for fewer the next time keeps what they had.
  const scopes = [...new Set([...(world.installed ? world.scopes : []), ...asked])];
  world.installed = true;
  world.scopes = scopes;
  const bot = world.people.get(world.app.botUser);
  if (bot) bot.deactivated = false;
  ground.changed({ what: 'all' });
  if (manifest.tokenRotation) return tokens.make({ team, scopes, lifeMs: timings.tokenMs });
  if (!before) return tokens.make({ team, scopes, lifeMs: null });
  before.scopes = scopes;
  return before;
}

/** A bot user without a token is deactivated and in no channel any more. https://docs.slack.dev/reference/methods/auth.revoke */
function retire(ground: Ground): void {
  const { world } = ground;
  const { botUser } = world.app;
  const bot = world.people.get(botUser);
  if (bot) bot.deactivated = true;
  const rooms = [...world.channels.values()].filter(({ kind }) => kind === 'public' || kind === 'private');
  const left = rooms.filter((one) => one.members.delete(botUser));
  if (left.length > 0) world.left = left.map((one) => one.id);
  ground.changed({ what: 'all' });
}

function tellRevoked(ground: Ground): void {
  const { botUser } = ground.world.app;
  sendEvent(ground, 'tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUser] } });
}

/** As if it had never gone: for whoever made the trouble. In Slack, only installing again helps. */
export function restore(ground: Ground): void {
  const { world, tokens } = ground;
  const last = tokens.last(world.team.id);
  if (!last) refuseAct('not_installed', 'The app was never installed there');
  delete last.taken;
  if (last.expiresAt !== null) last.expiresAt = Date.now() + ground.timings.tokenMs;
  world.installed = true;
  world.scopes = last.scopes;
  const bot = world.people.get(world.app.botUser);
  if (bot) bot.deactivated = false;
  for (const id of world.left) world.channels.get(id)?.members.add(world.app.botUser);
  world.left = [];
  ground.changed({ what: 'all' });
}

/** One token is void, or all of the workspace's; the app stays installed and is told when none is left. */
export function revokeTokens(ground: Ground, token?: string): void {
  const team = ground.world.team.id;
  ground.tokens.take(token === undefined ? { team } : { token }, 'token_revoked');
  if (ground.tokens.newest(team)) return;
  retire(ground);
  tellRevoked(ground);
}

/** The app is removed from the workspace: it is told, its tokens are void, its commands are gone. */
export function uninstall(ground: Ground): void {
  const { world, tokens } = ground;
  tokens.take({ team: world.team.id }, 'account_inactive');
  world.installed = false;
  retire(ground);
  sendEvent(ground, 'app_uninstalled', { type: 'app_uninstalled' });
  tellRevoked(ground);
}
