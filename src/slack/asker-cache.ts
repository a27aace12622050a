import { elapsedMs } from '../clock.js';
import type { Department, Workspace } from '../db/types.js';
import type { Person } from '../people/person.js';

interface Known {
  workspace: Workspace;
  staff: Person;
  /** All departments in the company's order, once somebody has asked for them. */
  departments?: readonly Department[];
}

/** Who asked lately. One process's memory only: another's writes are seen after `keepMs`. */
export interface AskerCache {
  find(who: { workspaceId: string; slackUserId: string }, read: () => Promise<Known>): Promise<Known>;
}

/**
 * Keeps who asked for a moment, so that a burst of clicks reads the person once; at most until `changes` counts
 * another change of the company (see Database.companyChanges).
 */
export function createAskerCache({
  changes,
  keepMs = 2_000,
  most = 2_000,
  elapsed = elapsedMs,
}: {
  changes: () => number;
  keepMs?: number;
  most?: number;
  elapsed?: () => number;
}): AskerCache {
  const kept = new Map<string, { known: Known; until: number; changes: number }>();

  return {
    async find({ workspaceId, slackUserId }, read) {
      const key = `${workspaceId}/${slackUserId}`;
      const now = elapsed();
      // Counted before reading: a change while we read may have made it old already.
      const seen = changes();
      const last = kept.get(key);
      if (last && last.until > now && last.changes === seen) return last.known;
      const known = await read();
      if (kept.size >= most) kept.clear();
      kept.set(key, { known, until: now + keepMs, changes: seen });
      return known;
    },
  };
}
