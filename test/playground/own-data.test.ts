/** What a person has of their own, taken in by the host: the playground only hands it on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClockInfo, OwnDataReport, Snapshot } from '../../src/playground/protocol.js';
import { startBare } from './stand.js';

let stand: Awaited<ReturnType<typeof startBare>>;
const seen: string[] = [];
const report = (loaded: boolean, content: Uint8Array): OwnDataReport => ({
  loaded,
  rows: content.length,
  summary: { en: 'Read', zh: '已读取' },
  head: [],
  sample: [],
  faults: [],
});

beforeAll(async () => {
  stand = await startBare({
    users: [
      { id: 'U_SAM', name: 'sam' },
      { id: 'U_GUEST', name: 'guest', is_restricted: true },
    ],
    channels: [
      { id: 'C_ALL', name: 'all', members: ['U_SAM'], bot: true },
      { id: 'C_ONE', name: 'one', members: ['U_SAM', 'U_GUEST'] },
    ],
    usergroups: [],
    clock: {
      now: async () => '2026-11-23T00:20:00.000Z',
      nextThing: async () => null,
      nextMorning: async () => '2026-11-24T00:20:00.000Z',
      advance: async () => {},
    },
    ownData: {
      title: { en: 'Customers', zh: '客户' },
      about: { en: 'A table', zh: '表格' },
      accept: '.csv',
      mostBytes: 10,
      async look({ name, content }) {
        seen.push(`look ${name}`);
        return report(false, content);
      },
      async load({ name, content }) {
        seen.push(`load ${name}`);
        return report(true, content);
      },
    },
  });
});
afterAll(() => stand.playground.close());

const at = (path: string) => new URL(path, stand.playground.pageUrl);
const get = async <T>(path: string) => (await (await fetch(at(path))).json()) as T;
const send = async (body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  return (
    await fetch(at('/playground/own-data'), { method: 'POST', headers, body: JSON.stringify(body) })
  ).json();
};
const file = (content: string) => ({ name: 'a.csv', base64: Buffer.from(content).toString('base64') });

it('is offered, looked at, and taken in only when that is asked', async () => {
  expect(await get('/playground/own-data')).toEqual({
    title: { en: 'Customers', zh: '客户' },
    about: { en: 'A table', zh: '表格' },
    accept: '.csv',
    mostBytes: 10,
    progress: null,
  });
  expect(await send({ ...file('12345'), load: false })).toMatchObject({ loaded: false, rows: 5 });
  expect(await send({ ...file('12345'), load: true })).toMatchObject({ loaded: true });
  expect(seen).toEqual(['look a.csv', 'load a.csv']);
});

it('refuses what is too large or no file, before the host sees it', async () => {
  expect(await send({ ...file('12345678901'), load: true })).toMatchObject({ ok: false, error: 'too_large' });
  expect(await send({ name: 'a.csv' })).toMatchObject({ ok: false, error: 'invalid_file' });
  expect(seen).toHaveLength(2);
});

it('is not there where the host takes nothing in', async () => {
  const { playground } = await startBare();
  const address = new URL('/playground/own-data', playground.pageUrl);
  expect(await (await fetch(address)).json()).toBeNull();
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(address, { method: 'POST', headers, body: '{}' })).status).toBe(404);
  await playground.close();
});

it('the clock names the host’s next morning', async () => {
  expect((await get<ClockInfo>('/playground/clock')).morning).toBe('2026-11-24T00:20:00.000Z');
});

it('a guest sees only the channels they are in, and the app is told that they are one', async () => {
  const guest = await get<Snapshot>('/playground/state?as=U_GUEST');
  expect(guest.channels.map((one) => one.id)).toEqual(['C_ONE']);
  expect((await get<Snapshot>('/playground/state?as=U_SAM')).channels).toHaveLength(2);
  const { user } = await stand.web.users.info({ user: 'U_GUEST' });
  expect(user?.is_restricted).toBe(true);
});
