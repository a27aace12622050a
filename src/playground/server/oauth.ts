/** The first half of OAuth, asking a person: https://docs.slack.dev/authentication/installing-with-oauth */
import { randomBytes } from 'node:crypto';
import type { Ground, Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { refuseAct } from './slack-refusal.js';
import type { Person } from './world.js';

/** What an app asks a person for. */
export interface Asking {
  scopes: string[];
  /** Where the answer goes. */
  redirectUri: string;
  /** Whether the app said so itself: then it must say the same when it trades in the code. */
  redirectGiven: boolean;
  /** Passed back untouched. */
  state: string;
  /** The workspace to install into, when the app names one. */
  team: string | undefined;
}

export interface OauthCode {
  team: string;
  user: string;
  asking: Asking;
  /** Milliseconds since the epoch. */
  at: number;
  used: boolean;
}

/** Why Slack shows an error page instead of the question. Nothing is sent to the redirect URL then. */
export interface OauthFault {
  error: 'invalid_client_id' | 'bad_redirect_uri' | 'no_scopes' | 'invalid_scope' | 'invalid_team';
  message: string;
}

/** Whether an address is a configured one or lies below it; scheme, host and port must be the same. */
function isBelow(uri: string, configured: string): boolean {
  if (!URL.canParse(uri)) return false;
  const given = new URL(uri);
  const known = new URL(configured);
  if (given.origin !== known.origin) return false;
  const base = known.pathname.endsWith('/') ? known.pathname : `${known.pathname}/`;
  return given.pathname === known.pathname || given.pathname.startsWith(base);
}

const list = (text: string | null) => (text ?? '').split(/[\s,]+/).filter(Boolean);

/** Reads what stands in an authorize URL, as Slack does before it asks anybody. */
export function readAsking(slack: Slack, asked: URLSearchParams): Asking | OauthFault {
  const { manifest, settings } = slack;
  if (!settings.clientId || asked.get('client_id') !== settings.clientId)
    return { error: 'invalid_client_id', message: 'There is no app with this client_id.' };
  const given = asked.get('redirect_uri');
  const redirectUri = given ?? manifest.redirectUrls[0];
  if (redirectUri === undefined || !manifest.redirectUrls.some((one) => isBelow(redirectUri, one))) {
    const message = `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri ?? '(none)'}`;
    return { error: 'bad_redirect_uri', message };
  }
  const scopes = list(asked.get('scope'));
  if (scopes.length === 0) return { error: 'no_scopes', message: 'No scopes were asked for.' };
  const strange = [
    ...scopes.filter((one) => !manifest.scopes.includes(one)),
    ...list(asked.get('user_scope')).map((one) => `${one} (for a person)`),
  ];
  if (strange.length > 0)
    return {
      error: 'invalid_scope',
      message: `The app’s manifest does not ask for: ${strange.join(', ')}`,
    };
  const team = asked.get('team') || undefined;
  if (team && !slack.workspaces().some((one) => one.world.team.id === team))
    return { error: 'invalid_team', message: `There is no workspace ${team}.` };
  const state = asked.get('state') ?? '';
  return { scopes, redirectUri, redirectGiven: given !== null, state, team };
}

/** Who may say yes: everybody with an account of their own. */
export function mayInstall(person: Person): boolean {
  return !person.is_bot && !person.deactivated;
}

/** A person's answer. Gives the address that Slack sends their browser to. @throws ActRefusal they may not say */
export function answerAsking(slack: Slack, asking: Asking, given: { user: string; allow: boolean }): string {
  const ground = groundWith(slack, { user: given.user });
  const person = ground?.world.people.get(given.user);
  if (!ground || !person || !mayInstall(person))
    return refuseAct('no_person', `${given.user} cannot install apps`);
  const { id } = ground.world.team;
  if (asking.team && asking.team !== id) refuseAct('wrong_team', `${given.user} is not in ${asking.team}`);
  const back = new URL(asking.redirectUri);
  if (given.allow) back.searchParams.set('code', makeCode(ground, asking, given.user));
  else back.searchParams.set('error', 'access_denied');
  back.searchParams.set('state', asking.state);
  return back.href;
}

/** A code to be traded in within ten minutes, once. */
function makeCode(ground: Ground, asking: Asking, user: string): string {
  const code = `${ground.world.team.id}.${randomBytes(16).toString('hex')}`;
  ground.codes.set(code, { team: ground.world.team.id, user, asking, at: Date.now(), used: false });
  return code;
}

/** A person who comes to an authorize URL presses Allow or Cancel. @throws ActRefusal what the page would say instead */
export function consent(slack: Slack, given: { user: string; url: string; allow: boolean }): string {
  if (!URL.canParse(given.url)) refuseAct('invalid_url', `${given.url} is no address`);
  const asking = readAsking(slack, new URL(given.url).searchParams);
  if ('error' in asking) refuseAct(asking.error, asking.message);
  return answerAsking(slack, asking, given);
}
