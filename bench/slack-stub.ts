import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The modal of a `views.open`. */
export interface OpenedView {
  callback_id: string;
  private_metadata?: string;
  blocks: {
    type: string;
    block_id?: string;
    optional?: boolean;
    element?: Record<string, unknown> & { type: string; action_id: string };
  }[];
}

/** The cheapest Slack there is: says yes to everything, so that only the app under test costs time. */
export async function startSlackStub() {
  let serial = 0;
  let opened = 0;
  let lastView: OpenedView | undefined;
  let waiting: { count: number; done: () => void } | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = (request.url ?? '').split('/').at(-1) ?? '';
      serial += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(method, Buffer.concat(chunks).toString())));
    });
  });
  function answer(method: string, body: string): object {
    switch (method) {
      case 'auth.test':
        return {
          ok: true,
          team_id: 'T0BENCH',
          team: 'Bench',
          user_id: 'U0BOT',
          bot_id: 'B0BOT',
          app_id: 'A0BENCH',
        };
      case 'views.open': {
        opened += 1;
        const view = new URLSearchParams(body).get('view');
        if (view && !lastView) lastView = JSON.parse(view) as OpenedView;
        if (waiting && opened >= waiting.count) waiting.done();
        return { ok: true, view: { id: `V${serial}`, hash: String(serial) } };
      }
      case 'users.info':
        return {
          ok: true,
          user: { id: 'U0SAM', name: 'sam', locale: 'en-US', tz: 'Asia/Shanghai', profile: {} },
        };
      default:
        return {
          ok: true,
          ts: `1700000000.${String(serial).padStart(6, '0')}`,
          channel: { id: `D${serial}` },
        };
    }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    /** The first modal that was opened. */
    view: () => lastView,
    opened: () => opened,
    /** Resolves when `more` further modals have been opened. */
    opensAnother(more: number): Promise<void> {
      return new Promise((done) => {
        waiting = { count: opened + more, done };
      });
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
