import type { Services } from '../context.js';
import type { Claim } from './claim-slots.js';

/** So many are noted in one transaction, and none waits longer. Far shorter than a lease. */
const together = 25;
const longestWaitMs = 5_000;

/** Notes that slots were run, several at a time: a transaction each would be most of what a small job costs. */
export interface DoneNotes {
  add(claim: Claim): void;
  /** Resolves when all that were added are noted. */
  flush(): Promise<void>;
}

export function createDoneNotes(services: Services): DoneNotes {
  let waiting: Claim[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const claims = waiting;
    waiting = [];
    if (claims.length > 0) writing = writing.then(() => note(services, claims));
    return writing;
  }

  return {
    add(claim) {
      waiting.push(claim);
      if (waiting.length >= together) void flush();
      else timer ??= setTimeout(flush, longestWaitMs);
    },
    flush,
  };
}

/** One statement for each job and minute. A slot that was taken over by somebody else meanwhile stays theirs. */
async function note(services: Services, claims: readonly Claim[]): Promise<void> {
  const alike = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = [claim.job.name, claim.slot.getTime(), claim.attempts].join(' ');
    alike.set(key, [...(alike.get(key) ?? []), claim]);
  }
  try {
    await services.db.transaction(async (tx) => {
      for (const group of alike.values()) {
        const [{ job, slot, attempts }] = group as [Claim];
        const workspaceId = { in: group.map((claim) => claim.workspaceId) };
        await tx.jobSlot.updateMany({
          where: { job: job.name, workspaceId, slot, state: 'running', attempts },
          data: { state: 'done', claimedUntil: null, lastError: null },
        });
      }
    });
  } catch (error) {
    // Their leases will expire and they be run again.
    services.log.warn({ err: error, slots: claims.length }, 'jobs that were run could not be noted');
  }
}
