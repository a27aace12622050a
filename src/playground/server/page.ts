import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action, ClockInfo, ClockRequest, Greeting, Ping, Said } from '../protocol.js';
import { actAs } from './act.js';
import { readBody, sendJson } from './body.js';
import { canSee } from './conversations.js';
import type { Change, Ground, Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { type OwnDataHook, offerOf, takeOwnData } from './own-data.js';
import { SAFE, sendFile } from './page-files.js';
import { isPlain, parseJson, str } from './plain.js';
import { ActRefusal } from './slack-refusal.js';
import { messagePage, personInfo, snapshotFor, threadPage } from './snapshot.js';
import type { Tours } from './tours.js';
import { makeTroubleBy, troubleInfo } from './trouble-request.js';
import { wireFor } from './wire-list.js';
import type { World } from './world.js';

/** The host's movable clock; the playground knows nothing of what it drives. */
export interface ClockHook {
  /** ISO instant. */
  now(): Promise<string>;
  /** Forward by minutes, or to an instant. Resolves when everything on the way has happened. */
  advance(to: { minutes: number } | { to: string }): Promise<void>;
  /** What happens next by itself. */
  nextThing(): Promise<{ at: string; what: Said } | null>;
  /** ISO instant of the next working morning; without it the page takes tomorrow's. */
  nextMorning?(): Promise<string>;
}

const MOST_BODY = 15_000_000;

function refusal(error: string, message: string) {
  return { ok: false, error, message };
}

export interface Page {
  /** True when the request was one of the page's (and is answered). */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  /** Tells those who look at this workspace. */
  tell(change: Change, world: World): void;
  close(): void;
}

/** The page's API and files. `port` guards against other sites that point a name at this machine. */
export function makePage(
  slack: Slack,
  given: {
    clock: ClockHook | undefined;
    ownData: OwnDataHook | undefined;
    greeting: Greeting | undefined;
    beside: ((reads: keyof Said) => Promise<string>) | undefined;
    pageDir: string | undefined;
    tours: Tours;
  },
): Page {
  const { clock, ownData, greeting, beside, pageDir, tours } = given;
  const listeners = new Set<{ user: string; world: World; response: ServerResponse }>();
  const beat = setInterval(() => {
    for (const one of listeners) one.response.write(': still here\n\n');
  }, 15_000);
  beat.unref();

  function personOf(url: URL, response: ServerResponse): { user: string; ground: Ground } | undefined {
    const user = url.searchParams.get('as') ?? '';
    const ground = groundWith(slack, { user });
    if (ground && ground.world.people.get(user)?.is_bot === false) return { user, ground };
    sendJson(response, 404, refusal('no_person', `There is nobody called ${user || '(nobody)'}`));
    return undefined;
  }

  function listen(request: IncomingMessage, response: ServerResponse, user: string, { world }: Ground): void {
    response.writeHead(200, {
      ...SAFE,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    const one = { user, world, response };
    listeners.add(one);
    const hello: Ping = { type: 'changed', revision: world.revision, what: 'all' };
    response.write(`data: ${JSON.stringify(hello)}\n\n`);
    request.on('close', () => listeners.delete(one));
  }

  async function clockInfo(hook: ClockHook): Promise<ClockInfo> {
    const [now, next, morning] = [
      await hook.now(),
      await hook.nextThing(),
      (await hook.nextMorning?.()) ?? null,
    ];
    return { now, next, morning };
  }

  async function moveClock(hook: ClockHook, asked: unknown): Promise<ClockInfo> {
    const request = (isPlain(asked) ? asked : {}) as Partial<Record<string, unknown>> & Partial<ClockRequest>;
    const { advance, to } = request as { advance?: unknown; to?: unknown };
    if (typeof advance === 'number' && advance > 0 && Number.isFinite(advance))
      await hook.advance({ minutes: advance });
    else if (typeof to === 'string' && !Number.isNaN(Date.parse(to))) await hook.advance({ to });
    else if ('next' in request && request.next === true) {
      const next = await hook.nextThing();
      if (next) await hook.advance({ to: next.at });
    } else throw new ActRefusal('invalid_clock', 'Say { advance: minutes }, { to: ISO } or { next: true }');
    for (const ground of slack.workspaces()) ground.changed({ what: 'clock' });
    return clockInfo(hook);
  }

  async function read(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const body = await readBody(request, MOST_BODY);
    if (body === null) {
      sendJson(response, 413, refusal('too_large', 'The request is too large'));
      return undefined;
    }
    const parsed = parseJson(body.toString('utf8'));
    if (!isPlain(parsed)) sendJson(response, 400, refusal('invalid_json', 'The body must be a JSON object'));
    return isPlain(parsed) ? parsed : undefined;
  }

  async function post(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      sendJson(response, 415, refusal('invalid_content_type', 'Send application/json'));
      return;
    }
    const body = await read(request, response);
    if (!isPlain(body)) return;
    try {
      if (path === '/playground/clock') {
        if (!clock) return sendJson(response, 404, refusal('no_clock', 'There is no clock to move'));
        return sendJson(response, 200, await moveClock(clock, body));
      }
      if (path === '/playground/trouble') return sendJson(response, 200, makeTroubleBy(slack, body));
      if (path === '/playground/tours') {
        tours.go(str(body.id), body.at === undefined ? undefined : Number(body.at));
        return sendJson(response, 200, tours.list());
      }
      if (path === '/playground/own-data') {
        if (!ownData) return sendJson(response, 404, refusal('no_own_data', 'Nothing can be taken in here'));
        return sendJson(response, 200, await takeOwnData(ownData, body));
      }
      if (path === '/playground/beside') {
        if (!beside)
          return sendJson(response, 404, refusal('nothing_beside', 'There is nothing beside this'));
        return sendJson(response, 200, { url: await beside(body.reads === 'zh' ? 'zh' : 'en') });
      }
      const action = body.action;
      if (!isPlain(action)) throw new ActRefusal('invalid_action', 'There is no action');
      const result = await actAs(slack, str(body.as), action as unknown as Action);
      sendJson(response, 200, { ok: true, result });
    } catch (error) {
      if (error instanceof ActRefusal) return sendJson(response, 200, refusal(error.code, error.message));
      // A malformed action must not stop the server; what was wrong is in the log.
      slack.log('an action failed', error);
      sendJson(
        response,
        400,
        refusal('invalid_action', error instanceof Error ? error.message : String(error)),
      );
    }
  }

  async function get(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const at = url.pathname.slice('/playground/'.length);
    if (at === 'people') {
      const all = slack.workspaces().flatMap(({ world }) => [...world.people.values()]);
      const people = all.filter((one) => !one.is_bot && !one.deactivated);
      return sendJson(response, 200, people.map(personInfo));
    }
    if (at === 'clock') {
      if (!clock) return sendJson(response, 404, refusal('no_clock', 'There is no clock'));
      return sendJson(response, 200, await clockInfo(clock));
    }
    if (at === 'tours') return sendJson(response, 200, tours.list());
    if (at === 'greeting') return sendJson(response, 200, greeting ?? null);
    if (at === 'own-data') return sendJson(response, 200, ownData ? offerOf(ownData) : null);
    if (at === 'trouble') return sendJson(response, 200, troubleInfo(slack));
    if (at === 'wire') return sendJson(response, 200, wireFor(slack, url.searchParams));
    const viewer = personOf(url, response);
    if (!viewer) return;
    const { user, ground } = viewer;
    if (at === 'state') return sendJson(response, 200, snapshotFor(ground, user, clock !== undefined));
    if (at === 'events') return listen(request, response, user, ground);
    if (at === 'file') {
      const file = ground.world.files.get(url.searchParams.get('id') ?? '');
      const seen =
        file &&
        (file.user === user ||
          [...file.channels].some((id) => {
            const channel = ground.world.channels.get(id);
            return channel && canSee(ground.world, channel, user);
          }));
      if (!file?.content || !seen)
        return sendJson(response, 404, refusal('file_not_found', 'There is no such file'));
      response.writeHead(200, {
        ...SAFE,
        'content-type': file.mimetype,
        'content-disposition': 'attachment',
      });
      response.end(file.content);
      return;
    }
    const channel = ground.world.channels.get(url.searchParams.get('channel') ?? '');
    if (!channel || !canSee(ground.world, channel, user)) {
      return sendJson(response, 404, refusal('channel_not_found', 'There is no such channel'));
    }
    if (at === 'messages') {
      const before = url.searchParams.get('before') ?? undefined;
      const limit = Number(url.searchParams.get('limit') ?? 50) || 50;
      return sendJson(response, 200, messagePage(channel, user, { before, limit }));
    }
    if (at === 'thread')
      return sendJson(response, 200, threadPage(channel, user, url.searchParams.get('ts') ?? ''));
    sendJson(response, 404, refusal('not_found', 'There is nothing here'));
  }

  return {
    async handle(request, response, url) {
      if (url.pathname.startsWith('/playground/')) {
        // Only the page itself may act: a foreign site's request carries a foreign Origin.
        const origin = request.headers.origin;
        if (origin && origin !== `http://${request.headers.host}`) {
          sendJson(response, 403, refusal('foreign_origin', 'Only the page itself may ask'));
        } else if (
          request.method === 'POST' &&
          /^\/playground\/(act|beside|clock|own-data|tours|trouble)$/.test(url.pathname)
        ) {
          await post(request, response, url.pathname);
        } else if (request.method === 'GET') await get(request, response, url);
        else sendJson(response, 405, refusal('method_not_allowed', 'GET or POST'));
        return true;
      }
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      await sendFile(response, pageDir, decodeURIComponent(url.pathname));
      return true;
    },
    tell(change, world) {
      const { users, ...rest } = change;
      const ping: Ping = { type: 'changed', revision: world.revision, ...rest };
      const line = `data: ${JSON.stringify(ping)}\n\n`;
      for (const one of listeners) {
        if (one.world === world && (!users || users.includes(one.user))) one.response.write(line);
      }
    },
    close() {
      clearInterval(beat);
      for (const one of listeners) one.response.end();
      listeners.clear();
    },
  };
}
