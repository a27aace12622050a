import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const signingSecret = 'bench-signing-secret-0123456789';

export const apiUrlOf = (port: number) => `http://127.0.0.1:${port}/api/`;

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

export interface SlackStub {
  port: number;
  /** Resolves when a modal is opened with this trigger. Ask before the trigger is given away. */
  opens(triggerId: string): Promise<void>;
  /** The last modal that was opened. */
  lastView(): OpenedView;
  /**
   * From now on one posting a second and channel and 300 a minute are taken, the others get a 429; resolves with the
   * instants of the first `count` that were taken (milliseconds) and the number of the others.
   */
  enforceLimits(count: number): Promise<{ times: number[]; refused: number }>;
  /** Takes everything again. */
  relax(): void;
  close(): void;
}

const known: Record<string, object> = {
  'auth.test': {
    ok: true,
    team_id: 'T0BENCH',
    team: 'Bench',
    user_id: 'U0BOT',
    bot_id: 'B0BOT',
    app_id: 'A0BENCH',
  },
  'users.info': {
    ok: true,
    user: { id: 'U0SAM', name: 'sam', locale: 'en-US', tz: 'Asia/Shanghai', profile: {} },
  },
};

/** The cheapest Slack there is: says yes to everything, so that only the app under test costs time. */
export async function startSlackStub(): Promise<SlackStub> {
  let serial = 0;
  let lastView = '';
  const waiting = new Map<string, () => void>();
  let mayPost: ((channel: string) => boolean) | null = null;

  function answer(method: string, body: string): object {
    serial += 1;
    if (method !== 'views.open') {
      const ts = `1700000000.${String(serial).padStart(6, '0')}`;
      // As Slack names it: `conversations.open` gives an object, the rest the id that was asked for.
      const channel = new URLSearchParams(body).get('channel') ?? { id: `D${serial}` };
      return known[method] ?? { ok: true, ts, channel };
    }
    const fields = new URLSearchParams(body);
    const trigger = fields.get('trigger_id') ?? '';
    lastView = fields.get('view') ?? '';
    waiting.get(trigger)?.();
    waiting.delete(trigger);
    return { ok: true, view: { id: `V${serial}`, hash: String(serial) } };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      response.setHeader('content-type', 'application/json');
      const channel = () => new URLSearchParams(Buffer.concat(chunks).toString()).get('channel') ?? '';
      if (mayPost && method === 'chat.postMessage' && !mayPost(channel())) {
        response.writeHead(429, { 'retry-after': '1' }).end('{"ok":false,"error":"ratelimited"}');
        return;
      }
      response.end(JSON.stringify(answer(method, Buffer.concat(chunks).toString())));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    opens: (triggerId) =>
      new Promise((resolve) => {
        waiting.set(triggerId, resolve);
      }),
    lastView: () => JSON.parse(lastView) as OpenedView,
    enforceLimits: (count) =>
      new Promise((resolve) => {
        const times: number[] = [];
        const lastIn = new Map<string, number>();
        let refused = 0;
        mayPost = (channel) => {
          const now = performance.now();
          const tooSoon = now - (lastIn.get(channel) ?? Number.NEGATIVE_INFINITY) < 1_000;
          const tooMany = now - (times.at(-300) ?? Number.NEGATIVE_INFINITY) < 60_000;
          if (tooSoon || tooMany) {
            refused += 1;
            return false;
          }
          lastIn.set(channel, now);
          times.push(now);
          if (times.length === count) resolve({ times, refused });
          return true;
        };
      }),
    relax() {
      mayPost = null;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
