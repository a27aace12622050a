import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { receiveUpload } from './api-files.js';
import { readBody, sendJson } from './body.js';
import type { Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { handleAuthorize } from './oauth-page.js';
import type { Page } from './page.js';
import { handleResponseUrl } from './response-url.js';

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

const MOST_FILE = 50_000_000;

async function takeUpload(slack: Slack, request: IncomingMessage, response: ServerResponse, id: string) {
  const ground = slack.workspaces().find((one) => one.world.files.has(id));
  const content = await readBody(request, MOST_FILE);
  const type = request.headers['content-type'] ?? '';
  const { status, text } = !content
    ? { status: 413, text: 'too large' }
    : ground
      ? await receiveUpload(ground, id, { content, type })
      : { status: 404, text: 'not found' };
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(text);
}

/** The HTTP server of a local Slack, not listening yet. Whatever is sent to it, it goes on. */
export function serve(slack: Slack, to: { api: Handler; page: Page }): Server {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (!['127.0.0.1', 'localhost'].includes(host)) {
      return sendJson(response, 403, { ok: false, error: 'loopback_only' });
    }
    const url = new URL(request.url ?? '/', slack.origin());
    if (url.pathname.startsWith('/api/')) return slack.busy(() => to.api(request, response, url));
    const [, team, id] = /^\/respond\/(\w+)\/(\w+)$/.exec(url.pathname) ?? [];
    if (team && id) {
      const ground = groundWith(slack, { team });
      if (ground) return slack.busy(() => handleResponseUrl(ground, request, response, id));
    }
    const upload = /^\/upload\/v1\/(\w+)$/.exec(url.pathname);
    if (upload) return takeUpload(slack, request, response, upload[1] as string);
    if (url.pathname === '/oauth/v2/authorize') return handleAuthorize(slack, request, response, url);
    if (!(await to.page.handle(request, response, url)))
      sendJson(response, 405, { ok: false, error: 'method_not_allowed' });
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    handle(request, response).catch((error: unknown) => {
      slack.log('a request failed', error);
      sendJson(response, 400, { ok: false, error: 'bad_request' });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (request.url?.startsWith('/link/')) slack.sockets.upgrade(request, socket, head);
    else socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  return server;
}
