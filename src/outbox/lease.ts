import { randomUUID } from 'node:crypto';
import { elapsedMs, realNow } from '../clock.js';
import type { Database } from '../db/types.js';
import { farAheadMs } from './recover-far-instants.js';

/** Of this process: leases of others on a SQLite file are of processes that are gone. */
const processId = randomUUID();
let made = 0;

/** A name no other outbox has, in this process or another. */
export function holderName(): string {
  made += 1;
  return `${processId}/${made}`;
}

/**
 * The right to send for one workspace, for a while. Its fence grows with every new holder: a claim or a
 * result written under an older fence changes nothing.
 */
export interface Lease {
  readonly fence: number;
  /** Whether a call that may take `ms` would end within the lease. */
  lasts(ms: number): boolean;
  /** Prolongs it; false once somebody else holds it. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes the lease of a workspace, or returns null while another sender holds it. */
export async function takeLease({
  db,
  workspaceId,
  holder,
  leaseMs,
  now,
  elapsed = now === realNow ? elapsedMs : () => now().getTime(),
}: {
  db: Database;
  workspaceId: string;
  holder: string;
  leaseMs: number;
  now: () => Date;
  /** How long it lasts is counted by this: the clock may be set back meanwhile. */
  elapsed?: () => number;
}): Promise<Lease | null> {
  const at = now();
  /** Nobody takes one for so long: whoever did had a clock that was far ahead. */
  const farAhead = new Date(at.getTime() + farAheadMs);
  // A read is enough to see that somebody has it: on PostgreSQL each refusal would be a transaction.
  const held = await db.read.senderLease.findUnique({ where: { workspaceId } });
  if (held && held.holder !== holder && held.until >= at && held.until <= farAhead) return null;
  let endsAt = elapsed() + leaseMs;
  const until = new Date(at.getTime() + leaseMs);
  const fence = await db
    .transaction(async (tx) => {
      const taken = await tx.senderLease.updateManyAndReturn({
        where: { workspaceId, OR: [{ until: { lt: at } }, { until: { gt: farAhead } }, { holder }] },
        data: { holder, until, fence: { increment: 1 } },
        select: { fence: true },
      });
      if (taken[0]) return taken[0].fence;
      if (held) return null;
      return (await tx.senderLease.create({ data: { workspaceId, holder, until, fence: 1 } })).fence;
    })
    .catch((error: unknown) => {
      // Two senders met at a workspace's first lease: the other one has it.
      if (error instanceof Error && 'code' in error && error.code === 'P2002') return null;
      throw error;
    });
  if (fence === null) return null;

  return {
    fence,
    lasts: (ms) => endsAt - elapsed() >= ms,
    async renew() {
      const nextEnd = elapsed() + leaseMs;
      const next = new Date(now().getTime() + leaseMs);
      const { count } = await db.transaction((tx) =>
        tx.senderLease.updateMany({ where: { workspaceId, holder, fence }, data: { until: next } }),
      );
      if (count > 0) endsAt = nextEnd;
      return count > 0;
    },
    async release() {
      endsAt = Number.NEGATIVE_INFINITY;
      await db.transaction((tx) =>
        tx.senderLease.updateMany({ where: { workspaceId, holder, fence }, data: { until: new Date(0) } }),
      );
    },
  };
}

/** Renews a lease while its holder works; returns what ends that. */
export function keepLease(
  lease: Lease,
  { leaseMs, lost, failed }: { leaseMs: number; lost: () => void; failed: (error: unknown) => void },
): () => void {
  const renewal = setInterval(() => {
    lease.renew().then((still) => {
      if (!still) lost();
    }, failed);
  }, leaseMs / 3);
  renewal.unref();
  return () => clearInterval(renewal);
}

/**
 * Ends leases that a killed process left on a SQLite file, which only one process can have open. On
 * PostgreSQL they run out by themselves.
 */
export async function endLeasesOfTheDead({ db }: { db: Database }): Promise<void> {
  if (db.provider !== 'sqlite') return;
  await db.transaction((tx) =>
    tx.senderLease.updateMany({
      where: { NOT: { holder: { startsWith: `${processId}/` } } },
      data: { until: new Date(0) },
    }),
  );
}
