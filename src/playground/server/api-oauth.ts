/** Trading codes and tokens in: https://docs.slack.dev/reference/methods/oauth.v2.access */
import type { Method } from './api-method.js';
import type { Ground, Slack } from './ground.js';
import { install, revokeTokens, uninstall } from './installing.js';
import { type Plain, str, yes } from './plain.js';
import { refuse } from './slack-refusal.js';
import type { BotToken } from './tokens.js';

function checkClient({ settings }: Slack, args: Plain): void {
  if (!settings.clientId || args.client_id !== settings.clientId) refuse('invalid_client_id');
  if (!settings.clientSecret || args.client_secret !== settings.clientSecret) refuse('bad_client_secret');
}

function groundOf(slack: Slack, team: string): Ground {
  return slack.workspaces().find((one) => one.world.team.id === team) ?? refuse('team_not_found');
}

function tokenJson(ground: Ground, token: BotToken): Plain {
  const { team, app } = ground.world;
  return {
    access_token: token.token,
    token_type: 'bot',
    scope: token.scopes.join(','),
    bot_user_id: app.botUser,
    app_id: app.id,
    ...(token.refresh !== null && {
      expires_in: Math.round(ground.timings.tokenMs / 1000),
      refresh_token: token.refresh,
    }),
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function tradeCode(slack: Slack, args: Plain): Plain {
  const found = slack.codes.get(str(args.code));
  if (!found || Date.now() - found.at > slack.timings.codeMs) refuse('invalid_code');
  if (found.used) refuse('code_already_used');
  const { asking } = found;
  const uri = str(args.redirect_uri);
  if (asking.redirectGiven ? uri !== asking.redirectUri : uri !== '' && uri !== asking.redirectUri)
    refuse('bad_redirect_uri');
  found.used = true;
  const ground = groundOf(slack, found.team);
  return { ...tokenJson(ground, install(ground, asking.scopes)), authed_user: { id: found.user } };
}

/** A refresh token is good once; the access token that came with it lives on until it expires. */
function tradeRefresh(slack: Slack, args: Plain): Plain {
  if (!slack.manifest.tokenRotation) refuse('token_rotation_not_enabled');
  const old = slack.tokens.findRefresh(str(args.refresh_token)) ?? refuse('invalid_refresh_token');
  old.refresh = null;
  const { team, scopes } = old;
  const token = slack.tokens.make({ team, scopes, lifeMs: slack.timings.tokenMs });
  return tokenJson(groundOf(slack, team), token);
}

export const oauthMethods: Record<string, Method> = {
  'oauth.v2.access': {
    token: 'none',
    run(ground, args) {
      checkClient(ground, args);
      const grant = str(args.grant_type) || 'authorization_code';
      if (grant === 'authorization_code') return tradeCode(ground, args);
      return grant === 'refresh_token' ? tradeRefresh(ground, args) : refuse('invalid_grant_type');
    },
  },
  'oauth.v2.exchange': {
    token: 'none',
    run(ground, args, token) {
      checkClient(ground, args);
      if (!ground.manifest.tokenRotation) refuse('token_rotation_not_enabled');
      const old = ground.tokens.find(token) ?? refuse('invalid_token');
      if (old.taken === 'token_revoked' && old.exchanged) refuse('token_already_exchanged');
      if (old.taken) refuse('authorization_not_found');
      if (old.expiresAt !== null) refuse('invalid_token');
      const { team, scopes } = old;
      const made = ground.tokens.make({ team, scopes, lifeMs: ground.timings.tokenMs });
      old.exchanged = true;
      ground.tokens.take({ token }, 'token_revoked');
      return tokenJson(groundOf(ground, team), made);
    },
  },
  'auth.revoke': {
    run(ground, args, token) {
      if (yes(args.test)) return { revoked: false };
      revokeTokens(ground, token);
      return { revoked: true };
    },
  },
  'apps.uninstall': {
    run(ground, args) {
      checkClient(ground, args);
      uninstall(ground);
      return {};
    },
  },
};
