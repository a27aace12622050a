import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MasterKeyError, openVault } from '../../src/db/master-key.js';
import { createVault, fingerprintOf, type Vault } from '../../src/db/sealing.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { makeWorkspace, wednesdayAtTen } from '../support/factories.js';

const masterKey = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);
const another = new RegExp(`${fingerprintOf(otherKey)}.*${fingerprintOf(masterKey)}.*--new-key`);

let folder: string;
let file: string;
let test: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-key-'));
  file = join(folder, 'data', 'key');
  test = await testDatabase();
});
afterEach(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (given?: Buffer, { newKey = false } = {}) =>
  openVault({
    db: test.db,
    source: { masterKey: given, dataDirectory: join(folder, 'data') },
    newKey,
  });

/** As an earlier build left it: sealed, and no fingerprint noted. */
async function customersUnder(vault: Vault, howMany: number): Promise<void> {
  const { id: workspaceId } = await makeWorkspace(test.db);
  await test.db.transaction((tx) =>
    tx.customer.createMany({
      data: Array.from({ length: howMany }, (_, n) => ({
        workspaceId,
        name: `Ann ${n}`,
        nameKey: `ann${n}`,
        source: 'online',
        createdAt: wednesdayAtTen,
        lastActivityAt: wednesdayAtTen,
        wrappedKey: vault.newCustomerKey().wrappedKey,
      })),
    }),
  );
}

describe('the master key', () => {
  it('is the given one, and then no file is made', async () => {
    const vault = await open(masterKey);
    expect(createVault({ masterKey }).openToken(vault.sealToken('x'))).toBe('x');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('is made once, for its owner’s eyes only, and found again', async () => {
    const sealed = (await open()).sealToken('x');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);
    expect((await open()).openToken(sealed)).toBe('x');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not silently replaced when the file is broken', async () => {
    await open();
    writeFileSync(file, '');
    await expect(open()).rejects.toThrow('from a backup');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('is not silently replaced when the file is gone', async () => {
    await open();
    const key = readFileSync(file);
    rmSync(file);
    await expect(open()).rejects.toThrow(/not here.*Put the key back/);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, key);
    await open();
  });

  it('stays the one that the database began with', async () => {
    await open(masterKey);
    await expect(open(otherKey)).rejects.toThrow(another);
    await expect(open(otherKey)).rejects.toThrow(MasterKeyError);
    await open(masterKey);
  });

  it('is found in its file when BATON_KEY is another one', async () => {
    await open();
    await expect(open(otherKey)).rejects.toThrow(`The right one is in ${file}: start without BATON_KEY.`);
  });

  it('of two processes that begin a database together is one', async () => {
    const begun = await Promise.allSettled([open(masterKey), open(otherKey)]);
    expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('of an earlier build’s database is the one of most contacts, and is noted', async () => {
    await customersUnder(createVault({ masterKey }), 3);
    // That build was started under another key once, and nobody saw it.
    await customersUnder(createVault({ masterKey: otherKey }), 2);
    await expect(open()).rejects.toThrow(fingerprintOf(masterKey));
    await expect(open(otherKey)).rejects.toThrow(another);
    await open(masterKey);
    await test.db.transaction((tx) => tx.customer.deleteMany());
    await expect(open(otherKey)).rejects.toThrow(another);
  });

  it('may be replaced on request', async () => {
    await open(masterKey);
    await open(otherKey, { newKey: true });
    await open(otherKey);
    await expect(open(masterKey)).rejects.toThrow(MasterKeyError);
  });
});
