import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { realNow } from '../../clock.js';
import type { Services } from '../../context.js';
import { type Locale, localeOf, messages } from '../../messages/index.js';
import { boltLogger } from '../bolt-logger.js';
import { fetchWithin } from '../fetch-within.js';
import { reasons } from '../manifest.js';
import { finishInstallation, readGrant } from './finish-installation.js';
import { isOurState, makeState, stateMs } from './oauth-state.js';
import { type Ending, endingPage } from './views/page.js';

const cookieName = 'baton-install';

/** Slack's errors for a code that is spent or too old: beginning again helps. */
const staleCodes = new Set(['invalid_code', 'code_already_used', 'code_expired']);

/**
 * `/slack/install` sends a browser to Slack's question, `/slack/oauth_redirect` takes the answer and shows a page in
 * the browser's language (docs/decisions/0009-many-workspaces.md). The redirect URL is the one that the Slack app has;
 * Baton need not know its own address.
 */
export function installRoutes(
  services: Services,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): CustomRoute[] {
  const { config, vault, log, features } = services;

  function begin(_request: IncomingMessage, response: ServerResponse): void {
    const { state, nonce } = makeState(vault, { now: realNow() });
    const url = new URL('../oauth/v2/authorize', config.slackApiUrl);
    url.search = new URLSearchParams({
      client_id: clientId,
      scope: reasons(features)
        .map(({ scope }) => scope)
        .join(','),
      state,
    }).toString();
    const headers = { location: url.href, 'set-cookie': cookie(nonce, stateMs), 'cache-control': 'no-store' };
    response.writeHead(302, headers).end();
  }

  async function finish(request: IncomingMessage): Promise<Ending> {
    const given = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const error = given.get('error');
    if (error === 'access_denied') return { kind: 'cancelled' };
    const ours = { state: given.get('state') ?? '', nonce: nonceOf(request), now: realNow() };
    if (!isOurState(vault, ours)) return { kind: 'expired' };
    if (error) return refused('refused', error);
    const code = given.get('code');
    if (!code) return { kind: 'expired' };
    const at = realNow();
    const answer = await client().oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code });
    if (answer.is_enterprise_install) {
      await leave(answer.access_token);
      return { kind: 'enterprise' };
    }
    const grant = readGrant(answer);
    await finishInstallation(services, { grant, locale: localeIn(request), realNow: at });
    const { app_id: app, team } = grant;
    return {
      kind: 'installed',
      team: team.name,
      openUrl: `https://slack.com/app_redirect?${new URLSearchParams({ app, team: team.id })}`,
    };
  }

  /** An organisation's installation is of no use to us: not left behind. */
  async function leave(token: string | undefined): Promise<void> {
    await client(token)
      .apps.uninstall({ client_id: clientId, client_secret: clientSecret })
      .catch((error: unknown) =>
        log.warn({ err: error }, 'an organisation’s installation could not be undone'),
      );
  }

  function client(token?: string): WebClient {
    return new WebClient(token, {
      slackApiUrl: config.slackApiUrl,
      logger: boltLogger(log),
      fetch: fetchWithin(10_000),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
  }

  function refused(kind: 'refused' | 'misconfigured', error: string): Ending {
    const reference = randomUUID().slice(0, 8);
    log.warn({ reference, error }, 'Slack refused an installation');
    return { kind, reference, error: /^[\w.-]{1,60}$/.test(error) ? error : 'unknown' };
  }

  function faultOf(thrown: unknown): Ending {
    const { code, data } = thrown as { code?: string; data?: { error?: string } };
    const error = code === 'slack_webapi_platform_error' ? (data?.error ?? 'unknown') : null;
    if (error && staleCodes.has(error)) return { kind: 'expired' };
    if (error) return refused('misconfigured', error);
    const reference = randomUUID().slice(0, 8);
    log.error({ reference, err: thrown }, 'an installation failed');
    return { kind: 'unavailable', reference };
  }

  return [
    { path: '/slack/install', method: 'GET', handler: begin },
    {
      path: '/slack/oauth_redirect',
      method: 'GET',
      handler: (request, response) => {
        void finish(request)
          .catch(faultOf)
          .then((ending) => {
            const locale = localeIn(request);
            const page = endingPage({ t: messages(locale), locale, ending });
            response.writeHead(page.status, { ...page.headers, 'set-cookie': cookie('', 0) }).end(page.html);
          });
      },
    },
  ];
}

/** Only for this browser's way to Slack and back. `Lax`: Slack sends it back by a link. */
function cookie(value: string, ms: number): string {
  return `${cookieName}=${value}; Max-Age=${ms / 1000}; Path=/slack; HttpOnly; Secure; SameSite=Lax`;
}

function nonceOf(request: IncomingMessage): string {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName) return value ?? '';
  }
  return '';
}

function localeIn(request: IncomingMessage): Locale {
  return localeOf(request.headers['accept-language'], 'en');
}
