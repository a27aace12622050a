/** The page where a person allows an app to be installed; plain HTML, for browsers and programs alike. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './body.js';
import type { Slack } from './ground.js';
import { type Asking, answerAsking, mayInstall, readAsking } from './oauth.js';
import { type OauthWords, oauthWords } from './oauth-words.js';
import { ActRefusal } from './slack-refusal.js';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // No form-action: browsers would hold it against the redirect to the app, too.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};

const STYLE = `
  :root { --ground: #fff; --ink: #1d1c1d; --mark: #eee; font: 16px/1.5 system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) { :root { color-scheme: dark; --ground: #1a1d21; --ink: #e8e8e8; --mark: #34373d; } }
  body { background: var(--ground); color: var(--ink); }
  main { max-width: 30rem; margin: 8vh auto; padding: 0 1.25rem; }
  h1 { font-size: 1.4rem; line-height: 1.3; }
  select, button { font: inherit; padding: .5rem .9rem; border-radius: .4rem; border: 1px solid #8886; }
  select { width: 100%; margin-top: .25rem; }
  .answers { display: flex; gap: .75rem; margin-top: 1.5rem; }
  .allow { background: #007a5a; border-color: #007a5a; color: #fff; }
  code { background: var(--mark); padding: .1rem .3rem; border-radius: .25rem; }`;

const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function document(w: OauthWords, title: string, body: string): string {
  return `<!doctype html>
<html lang="${w.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>\n`;
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS);
  response.end(text);
}

function sendFault(response: ServerResponse, w: OauthWords, fault: { error: string; message: string }): void {
  const body = `<h1>${w.wrong}</h1>
    <p><code>${html(fault.error)}</code> ${html(fault.message)}</p>`;
  send(response, 400, document(w, fault.error, body));
}

function peopleOptions(slack: Slack, asking: Asking): string {
  const groups = slack.workspaces().filter(({ world }) => !asking.team || world.team.id === asking.team);
  return groups
    .map(({ world }) => {
      const people = [...world.people.values()].filter(mayInstall);
      // Whoever runs the workspace comes first: it is mostly they who install.
      people.sort((a, b) => Number(b.is_admin) - Number(a.is_admin));
      const options = people.map((one) => `<option value="${html(one.id)}">${html(one.real_name)}</option>`);
      return `<optgroup label="${html(world.team.name)}">${options.join('')}</optgroup>`;
    })
    .join('');
}

function question(slack: Slack, w: OauthWords, asking: Asking, ticket: string): string {
  const { appName } = slack.manifest;
  const scopes = asking.scopes
    .map((one) => `<li>${html(w.scopes[one] ?? '')} <code>${html(one)}</code></li>`)
    .join('');
  return document(
    w,
    w.title(appName),
    `<h1>${html(w.heading(appName))}</h1>
    <form method="post" action="/oauth/v2/authorize">
      <input type="hidden" name="ticket" value="${ticket}">
      <label>${w.youAre} <select name="user">${peopleOptions(slack, asking)}</select></label>
      <p>${html(w.able(appName))}</p><ul>${scopes}</ul>
      <div class="answers">
        <button name="answer" value="cancel">${w.cancel}</button>
        <button name="answer" value="allow" class="allow">${w.allow}</button>
      </div>
    </form>`,
  );
}

/** Questions that were shown and not yet answered, so that no other page can press Allow. */
const MOST_OPEN = 100;

/** Answers `/oauth/v2/authorize`: the question, then the redirect that the answer leads to. */
export async function handleAuthorize(
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { questions } = slack;
  const w = oauthWords(request.headers['accept-language']);
  if (request.method === 'GET') {
    const asking = readAsking(slack, url.searchParams);
    if ('error' in asking) return sendFault(response, w, asking);
    const ticket = randomBytes(12).toString('hex');
    questions.set(ticket, asking);
    const [oldest] = questions.keys();
    if (questions.size > MOST_OPEN && oldest) questions.delete(oldest);
    return send(response, 200, question(slack, w, asking, ticket));
  }
  if (request.method !== 'POST') {
    return sendFault(response, w, { error: 'method_not_allowed', message: 'GET or POST' });
  }
  const body = await readBody(request, 10_000);
  const form = new URLSearchParams(body?.toString('utf8') ?? '');
  const ticket = form.get('ticket') ?? '';
  const asking = questions.get(ticket);
  if (!asking) return sendFault(response, w, { error: 'expired', message: 'Begin again from the app.' });
  questions.delete(ticket);
  try {
    const given = { user: form.get('user') ?? '', allow: form.get('answer') === 'allow' };
    response.writeHead(302, { ...HEADERS, location: answerAsking(slack, asking, given) });
    response.end();
  } catch (error) {
    if (!(error instanceof ActRefusal)) throw error;
    sendFault(response, w, { error: error.code, message: error.message });
  }
}
