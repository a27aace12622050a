import type { App } from '@slack/bolt';
import { realNow } from '../clock.js';

/** How long Bolt may keep the clients that it made. */
const keepMs = 10 * 60_000;

/**
 * Bolt keeps a client of every token that it ever saw, some 27 kB each: with thousands of workspaces, whose tokens
 * change twice a day, it would grow without end. Call what this returns with every request: from time to time all
 * of them are dropped, and Bolt makes those it needs anew.
 */
export function forgetsClients(app: App, { now = realNow }: { now?: () => Date } = {}): () => void {
  // Bolt has no way to say so.
  const bolt = app as unknown as { clients: Record<string, unknown> };
  let since = now().getTime();
  return () => {
    if (now().getTime() - since < keepMs) return;
    since = now().getTime();
    bolt.clients = {};
  };
}
