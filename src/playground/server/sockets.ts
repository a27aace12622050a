/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Delivery, DeliveryResult } from './deliver.js';
import type { Slack } from './ground.js';
import { isPlain, parseJson, str } from './plain.js';

export interface Sockets {
  /** A ticket for one connection; the ws URL to give to the app. */
  open(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  deliver(delivery: Delivery): Promise<DeliveryResult>;
  count(): number;
  /** Tells every connection to come back, as Slack does before it recycles a server. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts the connections without a word. */
  cut(): void;
}

const MOST_CONNECTIONS = 10;

export function makeSockets(slack: () => Slack): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  const tickets = new Set<string>();
  const live: WebSocket[] = [];
  const waiting = new Map<string, { done: (result: DeliveryResult) => void; socket: WebSocket }>();
  /** Those that were told to come back anew; they are used only while there is no other. */
  const leaving = new WeakSet<WebSocket>();
  let turn = 0;

  function settle(id: string, result: DeliveryResult): void {
    const one = waiting.get(id);
    waiting.delete(id);
    one?.done(result);
  }
  function heard(text: string): void {
    const said = parseJson(text);
    if (!isPlain(said) || typeof said.envelope_id !== 'string') return;
    // Bolt answers `{}` where it has nothing to say: the same as no payload.
    const payload =
      isPlain(said.payload) && Object.keys(said.payload).length === 0 ? undefined : said.payload;
    // Bolt wraps a plain string acknowledgement as { text }.
    settle(said.envelope_id, { outcome: 'ok', body: payload });
  }
  function gone(socket: WebSocket): void {
    const at = live.indexOf(socket);
    if (at >= 0) live.splice(at, 1);
    for (const [id, one] of [...waiting]) {
      if (one.socket === socket) settle(id, { outcome: 'failed', reason: 'connection_failed' });
    }
    slack().notify();
  }

  return {
    open() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${slack().origin().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${slack().workspaces()[0]?.world.app.id}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || live.length >= MOST_CONNECTIONS) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (one) => {
        live.push(one);
        one.on('message', (data) => heard(data.toString()));
        one.on('error', () => one.terminate());
        one.on('close', () => gone(one));
        // The client gives up a connection that the server has not pinged for half a minute.
        const ping = setInterval(() => one.ping(`Ping from applink-0 ${Date.now()}`), 5_000);
        ping.unref();
        one.once('close', () => clearInterval(ping));
        one.send(
          JSON.stringify({
            type: 'hello',
            num_connections: live.length,
            debug_info: { host: 'applink-0', build_number: 1, approximate_connection_time: 18060 },
            connection_info: { app_id: slack().workspaces()[0]?.world.app.id },
          }),
        );
        slack().notify();
      });
    },
    deliver(delivery) {
      const all = live.filter((one) => one.readyState === WebSocket.OPEN);
      const staying = all.filter((one) => !leaving.has(one));
      const open = staying.length > 0 ? staying : all;
      const socket = open[turn % Math.max(1, open.length)];
      if (!socket) return Promise.resolve({ outcome: 'failed', reason: 'connection_failed' });
      turn += 1;
      const id = randomUUID();
      const { kind, payload, retry } = delivery;
      const answers =
        kind === 'slash_commands' || ['view_submission', 'block_suggestion'].includes(str(payload.type));
      return new Promise((resolve) => {
        const timer = setTimeout(() => settle(id, { outcome: 'timed_out' }), slack().timings.ackMs);
        waiting.set(id, {
          socket,
          done(result) {
            clearTimeout(timer);
            resolve(result);
          },
        });
        socket.send(
          JSON.stringify({
            envelope_id: id,
            type: kind,
            accepts_response_payload: answers,
            payload,
            ...(kind === 'events_api' && {
              retry_attempt: retry?.num ?? 0,
              retry_reason: retry?.reason ?? '',
            }),
          }),
        );
      });
    },
    count: () => live.length,
    disconnect(reason) {
      for (const one of [...live]) {
        one.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-0' } }));
        leaving.add(one);
        const timer = setTimeout(() => one.close(), slack().timings.disconnectMs);
        one.once('close', () => clearTimeout(timer));
      }
    },
    cut() {
      for (const one of [...live]) one.terminate();
    },
  };
}
