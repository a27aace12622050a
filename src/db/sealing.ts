import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Keeps contact data and tokens unreadable in the database: AES-256-GCM under keys that are derived from, or
 * wrapped by, the master key (BATON_KEY). Sealed texts read `v1.<master key's fingerprint>.<base64url>`, so
 * that the format and the key can change later without touching what is there.
 */
export interface Vault {
  /** A fresh key for one customer, wrapped by the master key. Deleting it makes all they gave us unreadable. */
  newCustomerKey(): { wrappedKey: string };
  seal(wrappedKey: string, text: string): string;
  /** @throws SealError when it was sealed under another key or was changed since */
  open(wrappedKey: string, sealed: string): string;
  sealForWorkspace(workspaceId: string, text: string): string;
  /** @throws SealError as `open`; also for another workspace's text */
  openForWorkspace(workspaceId: string, sealed: string): string;
  /**
   * Keyed hash for look-ups: of the normalised number, or of its last four digits. It differs from workspace
   * to workspace and cannot be tried out without the master key.
   */
  hashPhone(workspaceId: string, normalised: string): string;
  /** Keyed hash of any text, to know the same one again; as little to be tried out as `hashPhone`. */
  hashText(workspaceId: string, text: string): string;
  /** Slack's tokens. */
  sealToken(text: string): string;
  /** @throws SealError as `open` */
  openToken(sealed: string): string;
  /** What somebody carries through Slack and back. */
  sealState(text: string): string;
  /** @throws SealError as `open` */
  openState(sealed: string): string;
}

/** Something sealed cannot be opened. The message never holds what was sealed. */
export class SealError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SealError';
  }
}

const version = 'v1';
const cipher = 'aes-256-gcm';
/** Bytes of a master key, and of every key below it. */
export const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/**
 * @param masterKey 32 bytes
 * @param olderKeys master keys of before a rotation: what they sealed can still be opened
 * @throws RangeError for a key of another length
 */
export function createVault({
  masterKey,
  olderKeys = [],
}: {
  masterKey: Buffer;
  olderKeys?: readonly Buffer[];
}): Vault {
  const current = keyRing(masterKey);
  const rings = new Map([...olderKeys.map(keyRing), current].map((ring) => [ring.fingerprint, ring]));

  const sealFor = (purpose: string, text: string) =>
    encrypt({
      key: current.derive(purpose),
      fingerprint: current.fingerprint,
      purpose,
      plain: Buffer.from(text),
    });
  const openBytes = (purpose: string, sealed: string) => {
    const { fingerprint, bytes } = parse(sealed);
    const ring = rings.get(fingerprint);
    if (!ring) {
      throw new SealError(
        `Sealed under another master key (${fingerprint}); BATON_KEY or the key file is ${current.fingerprint}. Put the key back that was in use before.`,
      );
    }
    return decrypt({ key: ring.derive(purpose), purpose, bytes });
  };
  const openFor = (purpose: string, sealed: string) => openBytes(purpose, sealed).toString('utf8');

  const wrapping = 'customer key';
  const contact = 'customer contact';
  const workspace = (workspaceId: string) => `workspace ${workspaceId}`;
  const token = 'token';
  const state = 'state';

  return {
    newCustomerKey: () => ({
      wrappedKey: encrypt({
        key: current.derive(wrapping),
        fingerprint: current.fingerprint,
        purpose: wrapping,
        plain: randomBytes(keyBytes),
      }),
    }),
    seal: (wrappedKey, text) =>
      encrypt({
        key: openBytes(wrapping, wrappedKey),
        // The customer's key decides, and it is wrapped: nothing to tell apart by fingerprint.
        fingerprint: '-',
        purpose: contact,
        plain: Buffer.from(text),
      }),
    open: (wrappedKey, sealed) =>
      decrypt({
        key: openBytes(wrapping, wrappedKey),
        purpose: contact,
        bytes: parse(sealed).bytes,
      }).toString('utf8'),
    sealForWorkspace: (workspaceId, text) => sealFor(workspace(workspaceId), text),
    openForWorkspace: (workspaceId, sealed) => openFor(workspace(workspaceId), sealed),
    hashPhone: (workspaceId, normalised) =>
      createHmac('sha256', current.derive(`phone hash ${workspaceId}`))
        .update(normalised)
        .digest('base64url'),
    hashText: (workspaceId, text) =>
      createHmac('sha256', current.derive(`text hash ${workspaceId}`))
        .update(text)
        .digest('base64url'),
    sealToken: (text) => sealFor(token, text),
    openToken: (sealed) => openFor(token, sealed),
    sealState: (text) => sealFor(state, text),
    openState: (sealed) => openFor(state, sealed),
  };
}

/** Tells master keys apart without showing anything of them: 8 hexadecimal digits, part of every sealed text. */
export function fingerprintOf(masterKey: Buffer): string {
  return keyRing(masterKey).fingerprint;
}

/** A master key, its fingerprint, and the keys derived from it: one for each purpose, so none serves two. */
function keyRing(masterKey: Buffer) {
  if (masterKey.length !== keyBytes) throw new RangeError(`The master key must have ${keyBytes} bytes`);
  const derived = new Map<string, Buffer>();
  const derive = (purpose: string): Buffer => {
    const known = derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', masterKey, '', `baton ${version} ${purpose}`, keyBytes));
    derived.set(purpose, key);
    return key;
  };
  const fingerprint = createHash('sha256').update(derive('fingerprint')).digest('hex').slice(0, 8);
  return { derive, fingerprint };
}

function encrypt({
  key,
  fingerprint,
  purpose,
  plain,
}: {
  key: Buffer;
  fingerprint: string;
  purpose: string;
  plain: Buffer;
}): string {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(purpose));
  const bytes = Buffer.concat([iv, sealing.update(plain), sealing.final(), sealing.getAuthTag()]);
  return `${version}.${fingerprint}.${bytes.toString('base64url')}`;
}

function parse(sealed: string): { fingerprint: string; bytes: Buffer } {
  const [format, fingerprint, body, ...rest] = sealed.split('.');
  if (format !== version || !fingerprint || !body || rest.length > 0) {
    throw new SealError('Not a sealed text, or sealed by a newer version of Baton');
  }
  return { fingerprint, bytes: Buffer.from(body, 'base64url') };
}

function decrypt({ key, purpose, bytes }: { key: Buffer; purpose: string; bytes: Buffer }): Buffer {
  if (bytes.length < ivBytes + tagBytes) throw new SealError('A sealed text was cut short');
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([opening.update(bytes.subarray(ivBytes, -tagBytes)), opening.final()]);
  } catch (error) {
    throw new SealError('A sealed text cannot be opened: it was changed, or sealed under another key', {
      cause: error,
    });
  }
}
