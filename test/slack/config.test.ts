import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, readConfig } from '../../src/config.js';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc' };
const app = { SLACK_APP_TOKEN: 'xapp-1-A-2-abc' };
const secret = { SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' };
const key = { BATON_KEY: 'ab'.repeat(32) };
const postgres = { DATABASE_URL: 'postgres://baton@localhost/baton' };

function faultsOf(environment: Record<string, string>): ConfigError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('There was no fault');
}

describe('which way to Slack', () => {
  test.each([
    ['bot and app token', { ...bot, ...app }, 'socket'],
    ['bot token and signing secret', { ...bot, ...secret }, 'http'],
    ['all three', { ...bot, ...app, ...secret }, 'socket'],
    ['all three and SLACK_MODE=http', { ...bot, ...app, ...secret, SLACK_MODE: 'http' }, 'http'],
    ['nothing', {}, 'playground'],
    ['only empty variables', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ', DATABASE_URL: '' }, 'playground'],
  ])('%s', (_, environment, mode) => {
    expect(readConfig(environment).mode).toBe(mode);
  });

  test.each([
    ['DATABASE_URL is set', { ...postgres, ...key }],
    ['NODE_ENV is production', { NODE_ENV: 'production' }],
  ])('no tokens, but %s: not the playground; what is missing is named', (because, environment) => {
    const { message } = faultsOf(environment);
    expect(message).toContain(because);
    expect(message).toMatch(/SLACK_BOT_TOKEN is missing/);
    expect(message).toMatch(/SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET/);
  });

  test.each([
    ['a bot token alone', bot, ['SLACK_APP_TOKEN']],
    ['an app token alone', app, ['SLACK_BOT_TOKEN']],
    ['SLACK_MODE=http without secret', { ...bot, ...app, SLACK_MODE: 'http' }, ['SLACK_SIGNING_SECRET']],
    ['SLACK_MODE=socket without app token', { ...bot, ...secret, SLACK_MODE: 'socket' }, ['SLACK_APP_TOKEN']],
  ])('%s is not enough', (_, environment, missing) => {
    expect(faultsOf(environment).faults.map(({ variable }) => variable)).toEqual(missing);
  });
});

describe('many workspaces', () => {
  const oauth = {
    SLACK_CLIENT_ID: '1234567890.1234567890123',
    SLACK_CLIENT_SECRET: '33fea0113f5b1e5e5a1b2c3d4e5f6a7b',
  };

  test('client ID, client secret and signing secret: HTTP, without a token', () => {
    const config = readConfig({ ...oauth, ...secret });
    expect(config).toMatchObject({ mode: 'http', botToken: '' });
    expect(config.oauth).toEqual({
      clientId: oauth.SLACK_CLIENT_ID,
      clientSecret: oauth.SLACK_CLIENT_SECRET,
    });
    // An app token left in the file does no harm.
    expect(readConfig({ ...oauth, ...secret, ...app }).mode).toBe('http');
    expect(readConfig({ ...bot, ...secret }).oauth).toBeUndefined();
  });

  test.each([
    [
      'half of it',
      { SLACK_CLIENT_ID: oauth.SLACK_CLIENT_ID },
      ['SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'],
    ],
    ['no signing secret', oauth, ['SLACK_SIGNING_SECRET']],
    ['Socket Mode', { ...oauth, ...secret, ...app, SLACK_MODE: 'socket' }, ['SLACK_MODE']],
    [
      'what is for one workspace',
      { ...oauth, ...secret, ...bot, BATON_ADMIN: 'U0SAM' },
      ['SLACK_BOT_TOKEN', 'BATON_ADMIN'],
    ],
    ['a client ID that is none', { ...oauth, ...secret, SLACK_CLIENT_ID: 'A0123' }, ['SLACK_CLIENT_ID']],
  ])('%s: said what is wrong', (_, environment, faulty) => {
    expect(faultsOf(environment).faults.map(({ variable }) => variable)).toEqual(faulty);
  });
});

describe('the file .env', () => {
  const directory = mkdtempSync(join(tmpdir(), 'baton 设置 '));
  afterAll(() => rmSync(directory, { recursive: true }));

  test('is read where Baton is started; the environment wins over it', () => {
    writeFileSync(join(directory, '.env'), 'MESSAGES_PER_MINUTE=7\nPORT=4321\nUNKNOWN=x\n');
    const before = process.env.PORT;
    process.env.PORT = '4322';
    try {
      expect(loadConfig({ directory })).toMatchObject({ messagesPerMinute: 7, port: 4322 });
    } finally {
      if (before === undefined) delete process.env.PORT;
      else process.env.PORT = before;
    }
    expect(loadConfig({ directory: tmpdir() }).messagesPerMinute).toBe(300);
  });
});

describe('faults', () => {
  test('all are listed at once, each with an example', () => {
    const { faults, message } = faultsOf({
      SLACK_BOT_TOKEN: 'xoxp-wrong-kind',
      SLACK_APP_TOKEN: 'nonsense',
      SLACK_API_URL: 'slack.com',
      PORT: 'eighty',
      PLAYGROUND_PORT: '70000',
      DATABASE_URL: 'mysql://localhost',
      BATON_KEY: 'short',
      BATON_ADMIN: '@sam',
      LOG_LEVEL: 'loud',
      MESSAGES_PER_MINUTE: '0',
      NODE_ENV: 'prod',
    });
    expect(faults.map(({ variable }) => variable).sort()).toEqual([
      'BATON_ADMIN',
      'BATON_KEY',
      'DATABASE_URL',
      'LOG_LEVEL',
      'MESSAGES_PER_MINUTE',
      'NODE_ENV',
      'PLAYGROUND_PORT',
      'PORT',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
    for (const { variable, example } of faults) {
      expect(message).toContain(variable);
      expect(message).toContain(example);
    }
  });

  test('never repeats a value: it may be a secret', () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: 'xoxp-secret-value' }).message).not.toContain('secret-value');
  });

  test('PostgreSQL needs the key to be given', () => {
    expect(faultsOf({ ...bot, ...app, ...postgres }).faults.map(({ variable }) => variable)).toEqual([
      'BATON_KEY',
    ]);
    expect(readConfig({ ...bot, ...app, ...postgres, ...key }).masterKey).toHaveLength(32);
  });
});

describe('values', () => {
  test('the key may be hexadecimal or base64', () => {
    const base64 = Buffer.alloc(32, 7).toString('base64');
    expect(readConfig({ BATON_KEY: base64 }).masterKey).toEqual(Buffer.alloc(32, 7));
    expect(readConfig({ BATON_KEY: '07'.repeat(32) }).masterKey).toEqual(Buffer.alloc(32, 7));
  });

  test('the playground keeps to its own database', () => {
    const directory = join('/srv', '公司 notes');
    expect(readConfig({}, { directory }).databaseUrl).toBe('file:/srv/公司 notes/data/playground.db');
    expect(readConfig({ ...bot, ...app }, { directory }).databaseUrl).toBe(
      'file:/srv/公司 notes/data/baton.db',
    );
    expect(readConfig({ ...bot, ...app, DATABASE_URL: 'file:./here.db' }, { directory }).databaseUrl).toBe(
      'file:/srv/公司 notes/here.db',
    );
    expect(readConfig({ ...bot, ...app, DATABASE_URL: 'file:///var/b.db' }, { directory }).databaseUrl).toBe(
      'file:/var/b.db',
    );
  });

  test('the API address ends in a slash', () => {
    const at = (SLACK_API_URL: string) => readConfig({ SLACK_API_URL }).slackApiUrl;
    expect(at('http://127.0.0.1:9/api')).toBe('http://127.0.0.1:9/api/');
    expect(readConfig({}).slackApiUrl).toBe('https://slack.com/api/');
  });
});
