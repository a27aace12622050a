import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { runMain } from '../support/run-main.js';

const folder = mkdtempSync(join(tmpdir(), 'baton 公司 -'));
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a folder whose name has spaces and Chinese characters. */
const run = (environment: Record<string, string>, ...words: string[]) =>
  runMain({ folder, environment, words, children });

describe('a start', () => {
  test('with bad settings lists all faults and exits 1', async () => {
    const { code, err, out } = await run({ SLACK_BOT_TOKEN: 'nonsense', PORT: 'x', LOG_LEVEL: 'loud' }).ended;
    expect(code).toBe(1);
    expect(out).toBe('');
    for (const variable of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'PORT', 'LOG_LEVEL'])
      expect(err).toContain(variable);
    expect(err).not.toContain('    at ');
  });

  test('without tokens in production says what is missing and exits 1', async () => {
    const { code, err } = await run({ NODE_ENV: 'production' }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/SLACK_BOT_TOKEN is missing \(NODE_ENV is production/);
  });

  test('on a taken port names the variable to set', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    try {
      const { code, err } = await run({ PLAYGROUND_PORT: String(port) }).ended;
      expect(code).toBe(1);
      expect(err).toContain(`PLAYGROUND_PORT=${port + 1}`);
      expect(err).not.toContain('    at ');
    } finally {
      other.close();
    }
  });

  test('with an unreachable Slack says so', async () => {
    const { code, err } = await run({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a'.repeat(32),
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
    }).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/Slack cannot be reached at http:\/\/127\.0\.0\.1:9\/api\//);
  });
});

describe('a start without PostgreSQL', () => {
  test('waits for it, saying so, and ends at once on SIGTERM', async () => {
    const waiting = run({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a'.repeat(32),
      SLACK_API_URL: 'http://127.0.0.1:9/api/',
      DATABASE_URL: 'postgres://baton:secret@127.0.0.1:9/baton',
      BATON_KEY: '07'.repeat(32),
    });
    const out = await waiting.prints(/PostgreSQL cannot be reached: .* Waiting for it/);
    expect(out).not.toContain('secret');
    waiting.child.kill('SIGTERM');
    expect(await waiting.ended).toMatchObject({ code: 0, err: '' });
  });
});

describe('the playground', () => {
  test('prints one line with its address, keeps what happened, stops on SIGTERM', async () => {
    const address = /http:\/\/127\.0\.0\.1:\d+\//;
    const clockOf = async (out: string) => {
      const answer = await fetch(new URL('/playground/clock', address.exec(out)?.[0]));
      return ((await answer.json()) as { now: string }).now;
    };

    // What --fresh must take away before it begins.
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', 'playground.db'), 'the remains of another game');
    const first = run({ PLAYGROUND_PORT: '0' }, '--fresh');
    const out = await first.prints(address);
    expect(out.trim().split('\n')).toHaveLength(1);
    const opened = await clockOf(out);
    expect(opened).toMatch(/T00:2\d:/);
    const moved = new Date(new Date(opened).getTime() + 3_600_000).toISOString();
    const answer = await fetch(new URL('/playground/clock', address.exec(out)?.[0]), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: moved }),
    });
    expect(answer.status).toBe(200);

    // A second one in the same folder is refused, also one that would begin anew.
    const second = await run({ PLAYGROUND_PORT: '0' }, '--fresh').ended;
    expect(second.code).toBe(1);

    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, err: '' });

    const again = run({ PLAYGROUND_PORT: '0' });
    expect(new Date(await clockOf(await again.prints(address))) >= new Date(moved)).toBe(true);
    again.child.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
  }, 90_000);
});
