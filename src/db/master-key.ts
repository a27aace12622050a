import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVault, fingerprintOf, keyBytes, type Vault } from './sealing.js';
import type { Database, Reader } from './types.js';

/** The master key is missing, damaged, or not the one that the database is sealed under; the message says what to do. */
export class MasterKeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MasterKeyError';
  }
}

/** Where the master key comes from. */
export interface KeySource {
  /** BATON_KEY */
  masterKey: Buffer | undefined;
  /** Without BATON_KEY, its file `key` holds the key. */
  dataDirectory: string;
}

const onlyRow = 1;

/**
 * The vault under the master key that belongs to this database. The key's fingerprint stands in the database, so
 * that nothing is ever sealed under another one; a key file is made only for a database that has no key yet.
 * What an earlier build sealed tells its key by itself.
 * @param newKey go on under another key: what the old one sealed stays unreadable until that one is put back
 * @throws MasterKeyError when the key is missing, damaged or another one
 */
export async function openVault({
  db,
  source,
  newKey = false,
}: {
  db: Database;
  source: KeySource;
  newKey?: boolean;
}): Promise<Vault> {
  const noted = await notedFingerprint(db.read);
  const expected = noted ?? (await fingerprintOfWhatIsSealed(db.read));
  const given = givenKey(source);
  if (!given && expected && !newKey) throw new MasterKeyError(missing(expected, source));
  const masterKey = given ?? madeKey(source);
  const fingerprint = fingerprintOf(masterKey);
  if (expected && expected !== fingerprint && !newKey) {
    throw new MasterKeyError(another({ expected, fingerprint, source }));
  }
  if (noted !== fingerprint) {
    const stands = await note(db, { fingerprint, replace: newKey });
    // Another process has begun this database meanwhile.
    if (stands !== fingerprint) {
      throw new MasterKeyError(another({ expected: stands, fingerprint, source }));
    }
  }
  return createVault({ masterKey });
}

async function notedFingerprint(reader: Reader): Promise<string | null> {
  const row = await reader.instance.findUnique({ where: { id: onlyRow } });
  return row?.keyFingerprint ?? null;
}

/** @returns the fingerprint that now stands there */
async function note(
  db: Database,
  { fingerprint, replace }: { fingerprint: string; replace: boolean },
): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "Instance" ("id", "keyFingerprint") VALUES (${onlyRow}, ${fingerprint}) ON CONFLICT DO NOTHING`;
    if (replace) {
      await tx.instance.update({ where: { id: onlyRow }, data: { keyFingerprint: fingerprint } });
    }
    return (await tx.instance.findUniqueOrThrow({ where: { id: onlyRow } })).keyFingerprint;
  });
}

/**
 * Of a database that an earlier build has filled: the key of most contacts, for that build may have been started
 * under another one since. Without contacts, the tokens' key; null when nothing is sealed.
 */
async function fingerprintOfWhatIsSealed(reader: Reader): Promise<string | null> {
  // A sealed text reads v1.<fingerprint>.…
  const contacts = await reader.$queryRaw<{ fingerprint: string }[]>`
    SELECT "fingerprint" FROM (
      SELECT substr("wrappedKey", 4, 8) AS "fingerprint" FROM "Customer" WHERE "wrappedKey" IS NOT NULL
      UNION ALL
      SELECT substr("contactSealed", 4, 8) FROM "Complaint" WHERE "contactSealed" IS NOT NULL
    ) AS "sealed"
    GROUP BY "fingerprint" ORDER BY count(*) DESC LIMIT 1`;
  if (contacts[0]) return contacts[0].fingerprint;
  const [installation] = await reader.installation.findMany({ take: 1, select: { botTokenSealed: true } });
  return installation?.botTokenSealed.split('.')[1] ?? null;
}

/** BATON_KEY, or what the key file holds; null when there is neither. */
function givenKey({ masterKey, dataDirectory }: KeySource): Buffer | null {
  return masterKey ?? keyInFile(keyFile(dataDirectory));
}

const keyFile = (dataDirectory: string) => join(dataDirectory, 'key');

function keyInFile(file: string): Buffer | null {
  if (!existsSync(file)) return null;
  // A restored or copied file may have lost it.
  chmodSync(file, 0o600);
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new MasterKeyError(
      `${file} does not hold a key (64 hexadecimal digits). Put the file back from a backup: without it contact data cannot be read.`,
    );
  }
  return Buffer.from(text, 'hex');
}

/** Written aside and linked into place, so that neither a kill nor a second process leaves half a key. */
function madeKey({ dataDirectory }: KeySource): Buffer {
  const file = keyFile(dataDirectory);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = keyInFile(file);
  if (!made) throw new MasterKeyError(`${file} was taken away while Baton started. Start again.`);
  return made;
}

const lost =
  'If it is lost for good, the contacts that it sealed stay unreadable; to go on with another key all the same, start once with: npm start -- --new-key';

function missing(expected: string, { dataDirectory }: KeySource): string {
  return `This database is sealed under a key (fingerprint ${expected}) that is not here. Put the key back: the file ${keyFile(dataDirectory)} from a backup, or BATON_KEY. ${lost}`;
}

function another({
  expected,
  fingerprint,
  source,
}: {
  expected: string;
  fingerprint: string;
  source: KeySource;
}): string {
  const file = keyFile(source.dataDirectory);
  const given = source.masterKey ? 'BATON_KEY' : file;
  const inFile = source.masterKey ? keyInFile(file) : null;
  const todo =
    inFile && fingerprintOf(inFile) === expected
      ? `The right one is in ${file}: start without BATON_KEY.`
      : `Set ${given} to the key that was in use before, or point DATABASE_URL or DATA_DIRECTORY at the database that belongs to this one.`;
  return `${given} (fingerprint ${fingerprint}) is not the key that this database is sealed under (fingerprint ${expected}). ${todo} ${lost}`;
}
