/** What the page asks of the server, over HTTP. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActResponse, ClockInfo, MessagePage, Ping, Snapshot } from '../../src/playground/protocol.js';
import { startBare } from './stand.js';

let stand: Awaited<ReturnType<typeof startBare>>;
let dir: string;
let now = Date.parse('2026-11-23T00:20:00Z');
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(dir, 'index.html'), '<!doctype html>');
  stand = await startBare({
    pageDir: dir,
    beside: async (reads) => `http://${reads}/`,
    messageTime: () => now,
    clock: {
      now: async () => new Date(now).toISOString(),
      async advance(to) {
        now = 'minutes' in to ? now + to.minutes * 60_000 : Date.parse(to.to);
      },
      nextThing: async () => ({ at: '2026-11-23T03:00:00.000Z', what: { en: 'reminder', zh: '提醒' } }),
    },
  });
});
afterAll(async () => {
  await stand.playground.close();
  await rm(dir, { recursive: true });
});

const at = (path: string) => new URL(path, stand.playground.pageUrl);
const get = async <T>(path: string) => (await (await fetch(at(path))).json()) as T;
const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(at(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const act = async (as: string, action: unknown) =>
  (await (await send('/playground/act', { as, action })).json()) as ActResponse;

describe('the snapshot', () => {
  it('shows everybody what they may see and nothing else', async () => {
    const sam = await get<Snapshot>('/playground/state?as=U_SAM');
    const olga = await get<Snapshot>('/playground/state?as=U_OUT');
    expect(sam.channels.map((one) => one.id)).toEqual(['C_SERVICE', 'C_MARKET', 'C_SECRET', 'C_OLD']);
    expect(olga.channels.map((one) => [one.id, one.member])).toEqual([
      ['C_SERVICE', false],
      ['C_MARKET', false],
      ['C_OLD', false],
    ]);
    expect(sam.commands[0]).toEqual({ command: '/complaint', description: 'Register', usage_hint: '[text]' });
    expect(sam.shortcuts.map((one) => one.type)).toEqual(['global', 'message']);
    expect(sam).toMatchObject({
      me: { id: 'U_SAM', locale: 'en-US' },
      modals: [],
      home: null,
      has_clock: true,
    });
    expect((await fetch(at('/playground/messages?as=U_OUT&channel=C_SECRET'))).status).toBe(404);
    expect((await fetch(at('/playground/state?as=U0PLAYBOT'))).status).toBe(404);
    expect(await act('U_OUT', { type: 'message', channel: 'C_SECRET', text: 'x' })).toMatchObject({
      ok: false,
      error: 'channel_not_found',
    });
  });

  it('pages through messages, dates them by the host and counts the unread', async () => {
    for (let count = 0; count < 5; count += 1)
      await act('U_SAM', { type: 'message', channel: 'C_SERVICE', text: `m${count}` });
    const last = await get<MessagePage>('/playground/messages?as=U_MEI&channel=C_SERVICE&limit=2');
    expect(last.messages.map((one) => one.text)).toEqual(['m3', 'm4']);
    expect(last.messages[0]?.ts).toMatch(/^1795393200\./);
    const before = await get<MessagePage>(
      `/playground/messages?as=U_MEI&channel=C_SERVICE&limit=9&before=${last.messages[0]?.ts}`,
    );
    expect(before).toMatchObject({
      has_more: false,
      messages: [{ text: 'm0' }, { text: 'm1' }, { text: 'm2' }],
    });
    const unread = async () => (await get<Snapshot>('/playground/state?as=U_MEI')).channels[0]?.unread;
    expect(await unread()).toBe(5);
    await act('U_MEI', { type: 'markRead', channel: 'C_SERVICE' });
    expect(await unread()).toBe(0);
  });
});

describe('what the host opens beside it', () => {
  it('is opened for the language of whoever asks', async () => {
    expect(await (await send('/playground/beside', { reads: 'zh' })).json()).toEqual({ url: 'http://zh/' });
    expect(await (await send('/playground/beside', {})).json()).toEqual({ url: 'http://en/' });
  });
});

describe('events and the clock', () => {
  it('pings whoever may see the change', async () => {
    const reader = (await fetch(at('/playground/events?as=U_OUT'))).body?.getReader();
    const decoder = new TextDecoder();
    const next = async (): Promise<Ping> => {
      const chunk = await reader?.read();
      return JSON.parse(decoder.decode(chunk?.value).split('\n')[0]?.slice('data: '.length) ?? '') as Ping;
    };
    expect(await next()).toMatchObject({ type: 'changed', what: 'all' });
    await act('U_SAM', { type: 'message', channel: 'C_SECRET', text: 'hidden' });
    await act('U_SAM', { type: 'message', channel: 'C_MARKET', text: 'open' });
    expect(await next()).toMatchObject({ what: 'messages', channel: 'C_MARKET' });
    await reader?.cancel();
  });

  it('hands the clock on to its host', async () => {
    const clock = async (body: unknown) =>
      (await (await send('/playground/clock', body)).json()) as ClockInfo;
    expect(await get<ClockInfo>('/playground/clock')).toMatchObject({
      now: '2026-11-23T00:20:00.000Z',
      next: { what: { en: 'reminder', zh: '提醒' } },
    });
    expect((await clock({ advance: 90 })).now).toBe('2026-11-23T01:50:00.000Z');
    expect((await clock({ to: '2026-11-23T02:00:00Z' })).now).toBe('2026-11-23T02:00:00.000Z');
    expect((await clock({ next: true })).now).toBe('2026-11-23T03:00:00.000Z');
    expect(await clock({ advance: -1 })).toMatchObject({ ok: false, error: 'invalid_clock' });
  });
});

describe('strangers and nonsense', () => {
  it('serves the page with a strict policy and nothing outside its directory', async () => {
    const page = await fetch(at('/'));
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toBe('<!doctype html>');
    expect((await fetch(at('/%2e%2e/%2e%2e/etc/passwd'))).status).toBe(404);
    expect((await fetch(at('/nothing.js'))).status).toBe(404);
  });

  it('refuses other origins and hosts', async () => {
    const foreign = await send(
      '/playground/act',
      { as: 'U_SAM', action: { type: 'openHome' } },
      { origin: 'http://evil.example' },
    );
    expect(foreign.status).toBe(403);
    const reply = await raw(
      `GET /playground/state?as=U_SAM HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`,
    );
    expect(reply).toContain('403');
  });

  it('goes on after malformed and huge requests', async () => {
    expect((await send('/playground/act', '{"as":')).status).toBe(400);
    expect((await send('/playground/act', '[1]')).status).toBe(400);
    expect(await act('U_SAM', { type: 'dance' })).toMatchObject({ ok: false, error: 'unknown_action' });
    expect(await act('U_SAM', { type: 'press' })).toMatchObject({ ok: false });
    expect(await act('U_SAM', { type: 'message' })).toMatchObject({ ok: false });
    const api = at('/api/chat.postMessage');
    expect((await fetch(api, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
    const json = { 'content-type': 'application/json' };
    expect(await (await fetch(api, { method: 'POST', headers: json, body: '{' })).json()).toEqual({
      ok: false,
      error: 'invalid_json',
    });
    expect(
      await (
        await fetch(api, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' })
      ).json(),
    ).toEqual({
      ok: false,
      error: 'invalid_post_type',
    });
    expect(await raw('NONSENSE\r\n\r\n')).toContain('400');
    expect(await raw(`GET /%zz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`)).toContain('400');
    expect((await get<Snapshot>('/playground/state?as=U_SAM')).me.id).toBe('U_SAM');
  });
});

function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(stand.playground.port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
