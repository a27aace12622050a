import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { startPlay } from '../../src/demo/play.js';
import type { Play } from '../../src/demo/play-workspace.js';
import { messages } from '../../src/messages/index.js';
import type {
  ActResponse,
  ClockInfo,
  MessagePage,
  PersonInfo,
  Snapshot,
} from '../../src/playground/protocol.js';

let folder: string;
let play: Play;
const start = async ({ fresh }: { fresh: boolean }) => {
  const config = readConfig({ DATA_DIRECTORY: folder, PLAYGROUND_PORT: '0', LOG_LEVEL: 'silent' });
  play = await startPlay({ config, fresh, pageDir: undefined });
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-play-'));
});
afterEach(async () => {
  await play?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = async <T>(page: string, path: string) =>
  (await (await fetch(`${page}playground/${path}`)).json()) as T;
const post = async <T>(page: string, path: string, body: object) =>
  (await (
    await fetch(`${page}playground/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json()) as T;
const beside = async (reads: 'en' | 'zh') =>
  (await post<{ url: string }>(play.playground.pageUrl, 'beside', { reads })).url;
const localeIn = async (page: string, id: string) =>
  (await get<PersonInfo[]>(page, 'people')).find((one) => one.id === id)?.locale;

/** What somebody reads after `/baton setup`: the form, or who may. */
async function setupOf(page: string, as: string): Promise<string> {
  const action = { type: 'command', channel: 'C0GENERAL', text: '/baton setup' };
  expect(await post<ActResponse>(page, 'act', { as, action })).toMatchObject({ ok: true });
  const read = async () => {
    const { modals } = await get<Snapshot>(page, `state?as=${as}`);
    const { messages: shown } = await get<MessagePage>(page, `messages?as=${as}&channel=C0GENERAL`);
    return JSON.stringify([...modals, ...shown.filter((one) => one.ephemeral)]);
  };
  await expect.poll(read, { timeout: 10_000 }).toContain('"text"');
  return read();
}

it('another workspace is opened beside the demo company: empty, on its own, kept over a restart', async () => {
  writeFileSync(join(folder, 'playground-new.db'), 'what --fresh forgets');
  await start({ fresh: true });
  let demo = play.playground.pageUrl;
  let page = await beside('en');
  expect(page).not.toBe(demo);
  expect(await beside('zh')).toBe(page);
  expect(await post(page, 'beside', { reads: 'en' })).toEqual({ url: demo });

  // Nobody has set anything up, and everybody reads what whoever opened it reads.
  expect(await localeIn(page, 'U0PETER')).toBe('en-US');
  expect(await localeIn(demo, 'U0PETER')).toBe('zh-CN');
  expect(await setupOf(page, 'U0PETER')).toContain(messages('en').people.setup.title);
  const { now } = await get<ClockInfo>(demo, 'clock');
  await post(page, 'clock', { advance: 600 });
  expect(Date.parse((await get<ClockInfo>(demo, 'clock')).now) - Date.parse(now)).toBeLessThan(60 * 60_000);

  // What people chose to read, and who sets Baton up, is known after a restart.
  const profile = { locale: 'en-US' };
  await post(demo, 'act', { as: 'U0PETER', action: { type: 'editProfile', profile } });
  const { read } = play.baton.services.db;
  const peter = () => read.staff.findFirstOrThrow({ where: { slackUserId: 'U0PETER' } });
  await expect.poll(async () => (await peter()).locale).toBe('en-US');
  await play.stop();
  await start({ fresh: false });
  demo = play.playground.pageUrl;
  expect(await localeIn(demo, 'U0PETER')).toBe('en-US');
  expect(await localeIn(demo, 'U0ANNA')).toBe('zh-CN');
  page = await beside('zh');
  expect(await localeIn(page, 'U0PETER')).toBe('en-US');
  expect(await localeIn(page, 'U0ANNA')).toBe('zh-CN');
  expect(await setupOf(page, 'U0DAVID')).toContain('U0PETER');
}, 120_000);
