import { expect, it } from 'vitest';
import { createVault } from '../../src/db/sealing.js';
import { isOurState, makeState } from '../../src/slack/installing/oauth-state.js';

const vault = createVault({ masterKey: Buffer.alloc(32, 7) });
const began = new Date('2026-11-25T02:00:00Z');
const after = (seconds: number) => new Date(began.getTime() + seconds * 1000);

it('a state is good for ten minutes, with its own nonce, from our own hand', () => {
  const { state, nonce } = makeState(vault, { now: began });
  expect(isOurState(vault, { state, nonce, now: after(599) })).toBe(true);
  expect(isOurState(vault, { state, nonce, now: after(600) })).toBe(false);
  for (const wrong of ['', nonce.slice(1), `${nonce.slice(1)}A`, makeState(vault, { now: began }).nonce]) {
    expect(isOurState(vault, { state, nonce: wrong, now: began })).toBe(false);
  }
  const others = createVault({ masterKey: Buffer.alloc(32, 8) });
  expect(isOurState(others, { state, nonce, now: began })).toBe(false);
  // What is sealed for another purpose is none.
  const token = vault.sealToken(JSON.stringify({ nonce, until: after(600).getTime() }));
  expect(isOurState(vault, { state: token, nonce, now: began })).toBe(false);
  expect(isOurState(vault, { state: 'nonsense', nonce, now: began })).toBe(false);
});

it('no two are the same, and neither shows the other half', () => {
  const one = makeState(vault, { now: began });
  const two = makeState(vault, { now: began });
  expect(one.nonce).not.toBe(two.nonce);
  expect(one.state).not.toContain(one.nonce);
  expect(one.state).toMatch(/^[\w.-]+$/);
});
