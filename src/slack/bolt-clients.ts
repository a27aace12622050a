import type { App } from '@slack/bolt';
import { elapsedMs } from '../clock.js';

/** How long Bolt may keep the clients that it made. */
const keepMs = 10 * 60_000;

/**
 * Bolt keeps a client of every token that it ever saw, some 27 kB each: with thousands of workspaces, whose tokens
 * change twice a day, it would grow without end. Call what this returns with every request: from time to time all
 * of them are dropped, and Bolt makes those it needs anew.
 */
export function forgetsClients(
  app: App,
  { elapsed = elapsedMs }: { elapsed?: () => number } = {},
): () => void {
  // Bolt has no way to say so.
  const bolt = app as unknown as { clients: Record<string, unknown> };
  let since = elapsed();
  return () => {
    if (elapsed() - since < keepMs) return;
    since = elapsed();
    bolt.clients = {};
  };
}
