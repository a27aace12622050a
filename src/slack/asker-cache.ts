import { realNow } from '../clock.js';
import type { Workspace } from '../db/types.js';
import type { Person } from '../people/person.js';

interface Known {
  workspace: Workspace;
  staff: Person;
}

/** Who asked lately. One process's memory only: another's writes are seen after `keepMs`. */
export interface AskerCache {
  find(who: { workspaceId: string; slackUserId: string }, read: () => Promise<Known>): Promise<Known>;
  /** Something was written in this workspace: what is kept of it may be out of date. */
  forget(workspaceId: string): void;
}

/** Keeps who asked for a moment, so that a burst of clicks reads the person once. */
export function createAskerCache({ keepMs = 2_000, most = 2_000 } = {}): AskerCache {
  const byWorkspace = new Map<string, Map<string, Known & { until: number }>>();
  const writes = new Map<string, number>();
  const writesOf = (workspaceId: string) => writes.get(workspaceId) ?? 0;

  return {
    async find({ workspaceId, slackUserId }, read) {
      const now = realNow().getTime();
      const kept = byWorkspace.get(workspaceId)?.get(slackUserId);
      if (kept && kept.until > now) return kept;
      const before = writesOf(workspaceId);
      const known = await read();
      // A write while we read may have made this old already.
      if (writesOf(workspaceId) === before) {
        let people = byWorkspace.get(workspaceId);
        if (!people || people.size >= most) {
          people = new Map();
          byWorkspace.set(workspaceId, people);
        }
        people.set(slackUserId, { ...known, until: now + keepMs });
      }
      return known;
    },
    forget(workspaceId) {
      writes.set(workspaceId, writesOf(workspaceId) + 1);
      byWorkspace.delete(workspaceId);
    },
  };
}
