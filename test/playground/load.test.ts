/** Many at once, many in all, and those who mean no good. */
import { connect } from 'node:net';
import type { App } from '@slack/bolt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addMessage, newMessage } from '../../src/playground/server/messages.js';
import { snapshotFor } from '../../src/playground/server/snapshot.js';
import type { Playground } from '../../src/playground/server/start-playground.js';
import { startBare, startWithBolt, testManifest } from './stand.js';

/** Sends what is no HTTP, and waits until the connection is over. */
function shout(playground: Playground, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(playground.port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => {});
    socket.on('data', () => {});
    socket.on('close', () => resolve());
  });
}

/** One of everything that a server may be sent. */
async function annoy(playground: Playground): Promise<void> {
  const post = (path: string, body: string, type = 'application/json') =>
    fetch(new URL(path, playground.pageUrl), {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    }).then(
      (one) => one.arrayBuffer(),
      () => undefined,
    );
  const upgrade =
    'GET /link/?ticket=x HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: upgrade';
  await Promise.all([
    shout(playground, 'rubbish\r\n\r\n'),
    shout(playground, '\u0016\u0003\u0001\u0000'),
    shout(playground, `${upgrade}\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n\r\n`),
    shout(
      playground,
      'POST /api/chat.postMessage HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 999\r\n\r\n{',
    ),
    post('/api/chat.postMessage', `{"text":"${'x'.repeat(3_000_000)}"}`),
    post('/api/chat.postMessage', '{"blocks":'),
    post('/api/views.open', '[1,2]', 'text/html'),
    post('/api/constructor', '{}'),
    post('/api/chat.postMessage', 'blocks=%5B%7B%5D&text=%ff', 'application/x-www-form-urlencoded'),
    post('/respond/T0PLAY/00ff', 'null'),
    post('/upload/v1/F0', 'x'),
    post('/playground/act', '{"as":"U_SAM","action":{"type":"press","container":null}}'),
    post('/playground/trouble', '{"calls":{}}'),
    post('/oauth/v2/authorize', 'x'.repeat(100_000), 'application/x-www-form-urlencoded'),
    fetch(new URL('/%E0%A4%A', playground.pageUrl)).then((one) => one.arrayBuffer()),
  ]);
}

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  it('takes 500 commands, 20 at a time, none lost and none twice, whatever else is sent', async () => {
    const heard = new Map<string, number>();
    const register = (app: App) =>
      app.command('/complaint', async ({ ack, body }) => {
        heard.set(body.text, (heard.get(body.text) ?? 0) + 1);
        await ack(`got ${body.text}`);
      });
    // A busy machine is not what is tested here, so nothing is late.
    const patient = { timings: { ackMs: 60_000 } };
    const { playground, slack, stop } = await startWithBolt(transport, register, patient);
    onTestFinished(stop);
    const sam = slack.as('U_SAM');
    let next = 0;
    let most = 0;
    let now = 0;
    const outcomes = new Map<string, number>();
    const work = async () => {
      while (next < 500) {
        const n = next;
        next += 1;
        now += 1;
        most = Math.max(most, now);
        const { outcome } = await sam.command('#service', `/complaint n${n}`);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        now -= 1;
      }
    };
    await Promise.all([annoy(playground), ...Array.from({ length: 20 }, work)]);
    expect(most).toBe(20);
    expect([...outcomes]).toEqual([['acknowledged', 500]]);
    expect([...heard.values()]).toEqual(Array.from({ length: 500 }, () => 1));
    const answers = sam.ephemerals('#service').map((one) => one.text);
    expect(new Set(answers).size).toBe(500);
    expect(answers).toHaveLength(500);
    await annoy(playground);
    expect((await sam.command('#service', '/complaint after')).outcome).toBe('acknowledged');
  });
});

/** A list that counts how many of its elements are looked at: the same on a busy machine as on a quiet one. */
function counting<T extends object>(list: T, count: () => void): T {
  return new Proxy(list, {
    get(target, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) count();
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

it('holds 10,000 messages without slowing', async () => {
  const { playground, web, slack } = await startBare({ manifest: testManifest({ events: [] }) });
  onTestFinished(() => playground.close());
  const { ground } = playground;
  const channel = ground.world.channels.get('C_SERVICE');
  if (!channel) throw new Error('no channel');
  let looked = 0;
  channel.timeline = counting(channel.timeline, () => {
    looked += 1;
  });
  const sam = slack.as('U_SAM');
  const fill = (until: number) => {
    while (channel.timeline.length < until)
      addMessage(ground, channel, newMessage(ground, { user: 'U_SAM', bot: false, text: 'one of many' }));
  };
  /** How many messages each kind of work looks at. */
  async function measure() {
    const { ts } = await web.chat.postMessage({ channel: 'C_SERVICE', text: 'a card' });
    const at = { channel: 'C_SERVICE', ts: String(ts) };
    const work: Record<string, () => unknown> = {
      write: () => sam.say('#service', 'one more'),
      post: () => web.chat.postMessage({ channel: 'C_SERVICE', text: 'x' }),
      change: () => web.chat.update({ ...at, text: 'y' }),
      history: () => web.conversations.history({ channel: 'C_SERVICE', limit: 20 }),
      older: () => web.conversations.history({ channel: 'C_SERVICE', limit: 20, latest: at.ts }),
      read: () => sam.messages('#service', 20),
      look: () => snapshotFor(ground, 'U_SAM', false),
      remove: () => web.chat.delete(at),
      // Somebody who has read nothing of it: the count ends at a thousand.
      lookAnew: () => snapshotFor(ground, 'U_MEI', false),
    };
    const counts: Record<string, number> = {};
    for (const [what, act] of Object.entries(work)) {
      looked = 0;
      await act();
      counts[what] = looked;
    }
    return counts;
  }
  fill(100);
  const few = await measure();
  fill(10_000);
  const started = performance.now();
  const many = await measure();
  expect(performance.now() - started).toBeLessThan(5_000);
  for (const [what, count] of Object.entries(many)) {
    // A search by halves takes some steps more among a hundred times as many.
    const most = what === 'lookAnew' ? 1_010 : (few[what] ?? 0) + 20;
    expect(count, `${what}, of 10,000`).toBeLessThanOrEqual(most);
  }
});
