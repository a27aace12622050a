import { realNow } from '../clock.js';
import type { Services } from '../context.js';
import { sweepDuties } from '../duties/sweep.js';
import { keepLease, takeLease } from '../outbox/lease.js';

/** The lease's name among those of the workspaces. */
const sweepLease = 'duties';
/** Real time. A killed process delays the sweep by at most this and a heartbeat. */
const leaseMs = 30_000;
const sweepLimit = 200;

/**
 * Sweeps duties until none is due, on one of all replicas: several at once would read the same duties and wait for
 * each other's rows. Where another one is at it, nothing is done; should it die, the next heartbeat takes over.
 * Nothing relies on the lease: who fires a rung is decided by its claim.
 */
export async function sweepAlone(
  services: Services,
  { holder, now, stopping }: { holder: string; now: Date; stopping: () => boolean },
): Promise<void> {
  const { db, log } = services;
  // One process has the file open.
  if (db.provider === 'sqlite') return sweepAll(services, { now, stopping });
  const lease = await takeLease({ db, workspaceId: sweepLease, holder, leaseMs, now: realNow });
  if (!lease) return;
  let lost = false;
  const end = keepLease(lease, {
    leaseMs,
    lost: () => {
      lost = true;
    },
    failed: (error) => log.warn({ err: error }, 'the lease of the duty sweep was not renewed'),
  });
  try {
    await sweepAll(services, { now, stopping: () => lost || stopping() });
  } finally {
    end();
    await lease.release();
  }
}

async function sweepAll(
  services: Services,
  { now, stopping }: { now: Date; stopping: () => boolean },
): Promise<void> {
  for (;;) {
    const { looked } = await sweepDuties(services, now, sweepLimit);
    if (looked < sweepLimit || stopping()) return;
  }
}
