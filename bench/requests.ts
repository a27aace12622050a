import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type OpenedView, signingSecret } from './slack-stub.js';

let serial = 0;

/** A `/complaint` as Slack sends it. */
export function command(): { body: string; triggerId: string } {
  serial += 1;
  const triggerId = `${serial}.trigger`;
  const body = new URLSearchParams({
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
    trigger_id: triggerId,
  });
  return { body: body.toString(), triggerId };
}

/** What is chosen in the form's selects, by the field's name: the value of an option, or a person's id. */
export type Choices = Record<string, string>;

/** The form that Baton opened, filled in and submitted. */
export function submission(view: OpenedView, choices: Choices): string {
  serial += 1;
  const values: Record<string, Record<string, unknown>> = {};
  for (const { type, block_id = '', optional = false, element } of view.blocks) {
    if (type !== 'input' || !element) continue;
    const chosen = choices[block_id.split('#', 1)[0] ?? ''];
    values[block_id] = { [element.action_id]: filledIn(element, { chosen, optional }) };
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

interface Element {
  type: string;
  options?: { value: string }[];
  initial_option?: { value: string };
  initial_date_time?: number;
}

/** What a person in a hurry enters: what must be there, and what is chosen for them. */
function filledIn(
  element: Element,
  { chosen, optional }: { chosen: string | undefined; optional: boolean },
): object {
  const { type, options } = element;
  switch (type) {
    case 'static_select': {
      const first = optional ? null : (options?.[0] ?? null);
      return { type, selected_option: chosen ? { value: chosen } : (element.initial_option ?? first) };
    }
    case 'external_select':
      return { type, selected_option: chosen ? { value: chosen } : null };
    case 'users_select':
      return { type, selected_user: chosen ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'plain_text_input':
      return { type, value: optional ? null : `Waited forty minutes at the counter (${serial})` };
    default:
      return { type };
  }
}

/** Where requests go. */
export interface Target {
  port: number;
  agent: Agent;
}

/**
 * Connections for one phase only: a server closes what is idle for five seconds, and a request that meets
 * that moment would fail.
 */
export async function phase<T>(port: number, work: (target: Target) => Promise<T>): Promise<T> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  try {
    return await work({ port, agent });
  } finally {
    agent.destroy();
  }
}

/** Sends a signed request; resolves with the milliseconds to its complete answer, which must be a good one. */
export function send({ port, agent }: Target, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/slack/events',
        method: 'POST',
        agent,
        timeout: 10_000,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          const refused = response.statusCode !== 200 || /"response_action":"(errors|push)"/.test(text);
          if (refused) reject(new Error(`Answered with ${response.statusCode} ${text.slice(0, 500)}`));
          else resolve(performance.now() - started);
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('No answer within 10 seconds')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Begins one piece of work after another at a fixed rate, whatever becomes of them; their results. */
export async function atRate<T>(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  work: () => Promise<T>,
): Promise<T[]> {
  const all: Promise<T>[] = [];
  const started = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const wait = started + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const one = work();
    // Whoever waits for all of them hears of it.
    one.catch(() => {});
    all.push(one);
  }
  return Promise.all(all);
}

/** Does a piece of work `count` times, `lanes` of them at a time; their results. */
export async function inFlight<T>(
  { count, lanes }: { count: number; lanes: number },
  work: () => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      results.push(await work());
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
