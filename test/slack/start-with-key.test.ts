import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { sqliteFile } from '../../src/db/sqlite-file.js';
import type { Playground } from '../../src/playground/server/start-playground.js';
import { secrets, startBare } from '../playground/stand.js';
import { emptyPostgres, emptySqlite, postgresServer } from '../support/database.js';
import { runMain } from '../support/run-main.js';

const folder = mkdtempSync(join(tmpdir(), 'baton-key-'));
const children: ChildProcess[] = [];
let slack: Playground;
let place: { url: string; remove(): Promise<void> | void };
beforeEach(async () => {
  slack = (await startBare()).playground;
  place = postgresServer
    ? await emptyPostgres(postgresServer, inject('postgresTemplate'))
    : emptySqlite({ migrated: false });
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await slack.close();
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
});

const start = (key: string | undefined, ...words: string[]) =>
  runMain({
    folder: tmpdir(),
    words,
    children,
    environment: {
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_SIGNING_SECRET: 'a'.repeat(32),
      SLACK_API_URL: slack.url,
      PORT: '0',
      LOG_LEVEL: 'error',
      DATABASE_URL: place.url,
      DATA_DIRECTORY: join(folder, 'data'),
      ...(key ? { BATON_KEY: key } : {}),
    },
  });

async function runs(key: string | undefined, ...words: string[]): Promise<void> {
  const baton = start(key, ...words);
  await baton.prints(/Baton is running/);
  baton.child.kill('SIGTERM');
  expect((await baton.ended).code).toBe(0);
}

async function refused(key: string | undefined): Promise<string> {
  const { code, err, out } = await start(key).ended;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).not.toContain('    at ');
  return err;
}

test('a start beside a database that another key sealed is refused with what to do', async () => {
  // PostgreSQL never makes a key file: a start without BATON_KEY is refused there anyway.
  const first = postgresServer ? '1a'.repeat(32) : undefined;
  await runs(first);
  // What a restore is noticed by.
  if (!postgresServer) expect(existsSync(`${sqliteFile(place.url)}.numbers`)).toBe(true);
  expect(await refused('2b'.repeat(32))).toMatch(/BATON_KEY .* is not the key .* --new-key/);
  if (!postgresServer) {
    const key = join(folder, 'data', 'key');
    renameSync(key, `${key}.aside`);
    expect(await refused(undefined)).toContain(`the file ${key} from a backup`);
    expect(existsSync(key)).toBe(false);
    renameSync(`${key}.aside`, key);
  }
  await runs('2b'.repeat(32), '--new-key');
}, 90_000);
