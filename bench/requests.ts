import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { OpenedView } from './slack-stub.js';

export const signingSecret = 'bench-signing-secret-0123456789';

let serial = 0;

/** A `/complaint` as Slack sends it. */
export function commandBody(): string {
  serial += 1;
  return new URLSearchParams({
    token: 'x',
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: 'C0SERVICE',
    channel_name: 'service',
    user_id: 'U0SAM',
    user_name: 'sam',
    command: '/complaint',
    text: '',
    api_app_id: 'A0BENCH',
    response_url: 'http://127.0.0.1:9/response',
    trigger_id: `${serial}.trigger`,
  }).toString();
}

/** The form that Baton opened, filled in and submitted. */
export function submissionBody(view: OpenedView): string {
  serial += 1;
  const values: Record<string, Record<string, unknown>> = {};
  for (const { type, block_id = '', element } of view.blocks) {
    if (type === 'input' && element) values[block_id] = { [element.action_id]: filledIn(element) };
  }
  const payload = {
    type: 'view_submission',
    team: { id: 'T0BENCH', domain: 'bench' },
    user: { id: 'U0SAM', username: 'sam', team_id: 'T0BENCH' },
    api_app_id: 'A0BENCH',
    trigger_id: `${serial}.trigger`,
    view: { ...view, id: `V${serial}`, hash: String(serial), type: 'modal', state: { values } },
    response_urls: [],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

interface Filled {
  options?: { value: string }[];
  initial_option?: { value: string };
  initial_date_time?: number;
  initial_value?: string;
}

function filledIn(element: Filled & { type: string; action_id: string }): object {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? element.options?.[0] ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'plain_text_input':
      return { type, value: element.initial_value ?? `Waited forty minutes at the counter (${serial})` };
    default:
      return { type };
  }
}

/** Sends a signed request; resolves with the milliseconds to the complete answer. */
export function send({ port, body, agent }: { port: number; body: string; agent: Agent }): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/slack/events',
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': signature,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          if (response.statusCode === 200 && !text.includes('"errors"')) resolve(performance.now() - started);
          else reject(new Error(`${response.statusCode} ${text.slice(0, 300)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Sends at a fixed rate, whatever the answers do; the milliseconds of each. */
export async function atRate(
  target: { port: number; agent: Agent },
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  const all: Promise<number>[] = [];
  const started = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const wait = started + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(send({ ...target, body: commandBody() }));
  }
  return Promise.all(all);
}

/** Sends `count` requests with `inFlight` at a time; the milliseconds of each. */
export async function inFlight(
  target: { port: number; agent: Agent },
  { count, inFlight: lanes, body }: { count: number; inFlight: number; body: () => string },
): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      times.push(await send({ ...target, body: body() }));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return times;
}

export const keepAlive = () => new Agent({ keepAlive: true, maxSockets: 64 });

/** The value below which `share` of the sorted numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
