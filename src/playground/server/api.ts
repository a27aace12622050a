/** The Web API: https://docs.slack.dev/apis/web-api/ */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Method } from './api-method.js';
import { methods } from './api-methods.js';
import { readBody, sendJson } from './body.js';
import type { Ground, Slack } from './ground.js';
import { isPlain, type Plain, parseJson, str } from './plain.js';
import { refuse, SlackRefusal } from './slack-refusal.js';

const MOST_BODY = 1_000_000;

/** What a request says, from a form, JSON or the query string; a code when Slack cannot read it. */
function argsOf(request: IncomingMessage, body: Buffer, url: URL): { args: Plain } | { refused: string } {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const args: Plain = Object.fromEntries(url.searchParams);
  if (body.length === 0) return { args };
  if (type === 'application/json') {
    const parsed = parseJson(body.toString('utf8'));
    if (!isPlain(parsed)) return { refused: parsed === undefined ? 'invalid_json' : 'json_not_object' };
    return { args: { ...args, ...parsed } };
  }
  if (type === 'application/x-www-form-urlencoded') {
    return { args: { ...args, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) } };
  }
  return { refused: type === '' ? 'missing_post_type' : 'invalid_post_type' };
}

function checkToken(ground: Ground, method: Method, token: string): void {
  const { settings, tokens } = ground;
  if (method.token === 'none') return;
  if (token === '') refuse('not_authed');
  const found = tokens.find(token);
  if (method.token === 'app') {
    if (found) refuse('not_allowed_token_type');
    if (token !== settings.appToken) refuse('invalid_auth');
    return;
  }
  if (token === settings.appToken) refuse('not_allowed_token_type');
  if (!found) refuse('invalid_auth');
  const state = tokens.stateOf(found);
  if (state !== 'good') refuse(state);
}

/** `client_id` and `client_secret` as OAuth's methods also take them: https://docs.slack.dev/authentication/installing-with-oauth */
function basicOf(header: string): Plain {
  const found = /^Basic\s+(\S+)$/i.exec(header)?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/.exec(Buffer.from(found ?? '', 'base64').toString('utf8')) ?? [];
  return id === undefined ? {} : { client_id: id, client_secret: secret };
}

function perform(ground: Ground, method: Method, token: string, args: Plain): Plain {
  try {
    checkToken(ground, method, token);
    const { scopes } = ground.world;
    if (method.scopes && !method.scopes.some((one) => scopes.includes(one))) {
      refuse('missing_scope', { needed: method.scopes.join(','), provided: scopes.join(',') });
    }
    return { ok: true, ...method.run(ground, args, token) };
  } catch (error) {
    if (error instanceof SlackRefusal) return { ok: false, error: error.code, ...error.extra };
    ground.log('a Web API method failed', error);
    return { ok: false, error: 'internal_error' };
  }
}

/** Makes the handler of `/api/…`. A token says which workspace a call is about. */
export function makeApi(slack: Slack) {
  return async function handleApi(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
  ): Promise<void> {
    const name = url.pathname.slice('/api/'.length);
    const body = await readBody(request, MOST_BODY);
    if (body === null) {
      sendJson(response, 413, { ok: false, error: 'request_too_large' }, { connection: 'close' });
      return;
    }
    const read = argsOf(request, body, url);
    if ('refused' in read) return sendJson(response, 200, { ok: false, error: read.refused });
    const given = read.args;
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? str(given.token);
    const { token: _token, ...said } = given;
    const shown = { ...basicOf(request.headers.authorization ?? ''), ...said };
    const team = slack.tokens.find(token)?.team;
    const all = slack.workspaces();
    const ground = all.find((one) => one.world.team.id === team) ?? (all[0] as Ground);
    const entry = ground.wire.add({ direction: 'from-app', by: 'api', name, request: shown });
    const started = performance.now();
    const answer = (status: number, result: Plain, headers: Record<string, string> = {}) => {
      entry.status = status;
      entry.response = result;
      entry.ms = performance.now() - started;
      sendJson(response, status, result, headers);
    };
    if (!method) return answer(200, { ok: false, error: 'unknown_method', req_method: name });

    const trouble = ground.trouble.takeApi(name, shown);
    if (trouble) entry.trouble = trouble.kind;
    const limited = (seconds: number) =>
      answer(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });
    if (trouble?.kind === 'ratelimited') return limited(trouble.retryAfter ?? 1);
    if (trouble?.kind === '500') return answer(500, { ok: false, error: 'internal_error' });
    if (trouble?.kind === 'error')
      return answer(200, { ok: false, error: trouble.error ?? 'internal_error' });
    if (trouble?.kind === 'hang') return;
    if (trouble?.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    const wait = ground.rate.take(name, str(shown.channel) || undefined);
    if (wait > 0) return limited(wait);

    const result = perform(ground, method, token, shown);
    if (trouble?.kind === 'timeout-after-doing-it' || trouble?.kind === 'drop-after-doing-it') {
      entry.response = result;
      if (trouble.kind === 'drop-after-doing-it') request.socket.destroy();
      return;
    }
    answer(200, result, {
      'x-oauth-scopes': ground.world.scopes.join(','),
      ...(method.scopes && { 'x-accepted-oauth-scopes': method.scopes.join(',') }),
    });
  };
}
