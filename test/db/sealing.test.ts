import { describe, expect, it } from 'vitest';
import { createVault, SealError } from '../../src/db/sealing.js';

const masterKey = Buffer.alloc(32, 1);
const vault = createVault({ masterKey });
const other = createVault({ masterKey: Buffer.alloc(32, 2) });
const secret = '{"phones":["+8613800001111"],"地址":"🏠"}';

/** The same text with one character of the sealed part changed. */
function tampered(sealed: string, at = -5): string {
  const index = sealed.length + at;
  return sealed.slice(0, index) + (sealed[index] === 'A' ? 'B' : 'A') + sealed.slice(index + 1);
}

describe('a customer’s contacts', () => {
  const { wrappedKey } = vault.newCustomerKey();
  const sealed = vault.seal(wrappedKey, secret);

  it('come back as they were, and show nothing of it', () => {
    expect(vault.open(wrappedKey, sealed)).toBe(secret);
    expect(sealed).toMatch(/^v1\.-\.[\w-]+$/);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(
      '13800001111',
    );
  });

  it('are sealed anew each time: equal contacts cannot be told from their rows', () => {
    expect(vault.seal(wrappedKey, secret)).not.toBe(sealed);
    expect(vault.newCustomerKey().wrappedKey).not.toBe(wrappedKey);
  });

  it('are refused when anything was changed', () => {
    expect(() => vault.open(wrappedKey, tampered(sealed))).toThrow(SealError);
    expect(() => vault.open(wrappedKey, tampered(sealed, -sealed.length + 8))).toThrow(SealError);
    expect(() => vault.open(tampered(wrappedKey), sealed)).toThrow(SealError);
    expect(() => vault.open(wrappedKey, sealed.slice(0, 20))).toThrow('cut short');
    expect(() => vault.open(wrappedKey, 'in plain words')).toThrow('Not a sealed text');
    expect(() => vault.open(wrappedKey, sealed.replace('v1', 'v2'))).toThrow('newer version');
  });

  it('are refused under another customer’s key or another master key, which is named', () => {
    expect(() => vault.open(vault.newCustomerKey().wrappedKey, sealed)).toThrow(SealError);
    expect(() => other.open(wrappedKey, sealed)).toThrow(/another master key \([0-9a-f]{8}\).*BATON_KEY/);
  });

  it('are gone with the key: nothing else opens them', () => {
    // Erasure deletes the wrapped key. What is left: the master key and the sealed text.
    expect(() => vault.open('', sealed)).toThrow(SealError);
    expect(() => vault.open(sealed, sealed)).toThrow(SealError);
    expect(() => vault.openForWorkspace('w', sealed)).toThrow(SealError);
    expect(() => vault.openToken(sealed)).toThrow(SealError);
  });

  it('never appear in the error', () => {
    try {
      vault.open(wrappedKey, tampered(sealed));
    } catch (error) {
      expect(String((error as Error).message)).not.toContain('1380000');
    }
    expect.assertions(1);
  });
});

describe('what is sealed for a workspace, and tokens', () => {
  it('open only where they belong', () => {
    const sealed = vault.sealForWorkspace('w1', secret);
    expect(vault.openForWorkspace('w1', sealed)).toBe(secret);
    expect(() => vault.openForWorkspace('w2', sealed)).toThrow(SealError);
    expect(() => vault.openToken(sealed)).toThrow(SealError);
    expect(vault.openToken(vault.sealToken('xoxb-1'))).toBe('xoxb-1');
    expect(() => vault.openForWorkspace('w1', vault.sealToken('xoxb-1'))).toThrow(SealError);
  });

  it('still open after the master key was rotated, and are then sealed under the new one', () => {
    const { wrappedKey } = vault.newCustomerKey();
    const before = [
      vault.seal(wrappedKey, 'a'),
      vault.sealForWorkspace('w', 'b'),
      vault.sealToken('c'),
    ] as const;
    const rotated = createVault({ masterKey: Buffer.alloc(32, 3), olderKeys: [masterKey] });
    expect(rotated.open(wrappedKey, before[0])).toBe('a');
    expect(rotated.openForWorkspace('w', before[1])).toBe('b');
    expect(rotated.openToken(before[2])).toBe('c');
    expect(() => vault.openToken(rotated.sealToken('d'))).toThrow('another master key');
  });
});

describe('hashes of phones', () => {
  it('are equal for equal numbers only, and differ by workspace and master key', () => {
    const hash = vault.hashPhone('w', '+8613800001111');
    expect(vault.hashPhone('w', '+8613800001111')).toBe(hash);
    expect(createVault({ masterKey }).hashPhone('w', '+8613800001111')).toBe(hash);
    const others = [
      vault.hashPhone('w', '+8613800001112'),
      vault.hashPhone('v', '+8613800001111'),
      other.hashPhone('w', '+8613800001111'),
    ];
    for (const another of others) expect(another).not.toBe(hash);
  });
});

describe('the master key', () => {
  it('must have 32 bytes', () => {
    expect(() => createVault({ masterKey: Buffer.alloc(16) })).toThrow(RangeError);
  });
});
