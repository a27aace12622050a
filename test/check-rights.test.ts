import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkRights } from '../src/check-rights.js';
import { startTrouble } from '../src/start-trouble.js';

const folder = mkdtempSync(join(tmpdir(), 'baton-rights-'));
beforeAll(() => {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'sealed'));
  writeFileSync(join(folder, 'sealed', 'key'), '', { mode: 0 });
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wordsOf = (config: Parameters<typeof checkRights>[0]) => {
  try {
    checkRights(config);
  } catch (error) {
    return startTrouble(error);
  }
  return 'nothing';
};
const masterKey = Buffer.alloc(32, 7);

it('a folder that cannot be used, and a key that cannot be read, are named with what to do', () => {
  const inFile = join(folder, 'file', 'data');
  const sqlite = `file:${join(inFile, 'baton.db')}`;
  expect(wordsOf({ databaseUrl: sqlite, dataDirectory: inFile, masterKey })).toContain('DATA_DIRECTORY');
  const dataDirectory = join(folder, 'sealed');
  const isRoot = process.getuid?.() === 0;
  // Root may read everything.
  if (isRoot) process.seteuid?.(65_534);
  const words = wordsOf({ databaseUrl: 'postgres://x/y', dataDirectory, masterKey: undefined });
  if (isRoot) process.seteuid?.(0);
  expect(words).toContain(join(dataDirectory, 'key'));
});

it('with PostgreSQL and a given key no folder is needed', () => {
  const dataDirectory = join(folder, 'file', 'data');
  expect(wordsOf({ databaseUrl: 'postgres://x/y', dataDirectory, masterKey })).toBe('nothing');
});
