import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '../../db/sealing.js';

/** How long somebody may take between pressing *Install* and *Allow*; Slack's own code lives as long. */
export const stateMs = 10 * 60_000;

const shape = z.object({ nonce: z.string(), until: z.number() });

/**
 * The state of an installation: sealed, so that only we can have made it; with an end; and belonging to the browser
 * that keeps its `nonce` in a cookie, so that nobody can finish in another's browser what they began in their own.
 */
export function makeState(vault: Vault, { now }: { now: Date }): { state: string; nonce: string } {
  const nonce = randomBytes(18).toString('base64url');
  const state = vault.sealState(JSON.stringify({ nonce, until: now.getTime() + stateMs }));
  return { state, nonce };
}

/** Whether Slack sent back a state that this browser was given, in time. */
export function isOurState(
  vault: Vault,
  { state, nonce, now }: { state: string; nonce: string; now: Date },
): boolean {
  try {
    const made = shape.parse(JSON.parse(vault.openState(state)));
    const given = Buffer.from(nonce);
    const wanted = Buffer.from(made.nonce);
    return given.length === wanted.length && timingSafeEqual(given, wanted) && now.getTime() < made.until;
  } catch {
    return false;
  }
}
