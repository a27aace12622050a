import { randomUUID } from 'node:crypto';
import { realNow } from '../clock.js';
import type { Services } from '../context.js';
import type { Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { administrators } from '../people/queries.js';
import { type Claim, leaseEnd, leaseMs } from './claim-slots.js';

/** How long a failed run waits before the second and third attempt, in milliseconds of real time. */
export const defaultRetryAfterMs: readonly number[] = [60_000, 300_000];

/**
 * Runs a claimed slot; hands it to `done`, or notes that it failed; never throws. A run that throws is tried again
 * with back-off, on any replica; after the last attempt administrators are told, once a day for each job. The job's
 * work and the note 'done' are two transactions: a job must bear being run again after a crash between them.
 */
export async function runSlot({
  services,
  claim,
  now,
  retryAfterMs,
  done,
}: {
  services: Services;
  claim: Claim;
  now: Date;
  retryAfterMs: readonly number[];
  done: (claim: Claim) => void;
}): Promise<void> {
  const { job, workspaceId, slot, attempts } = claim;
  const renewal = setInterval(() => void renew(services, claim), leaseMs / 3);
  renewal.unref();
  try {
    // Only a process that died while running can have used up the attempts without noting it.
    if (attempts > retryAfterMs.length + 1) throw new Error('The process that ran this slot died');
    await job.run({ services, workspaceId, slot, now });
    done(claim);
  } catch (error) {
    await fail({ services, claim, now, retryAfterMs, error });
  } finally {
    clearInterval(renewal);
  }
  services.nudge(workspaceId);
}

async function fail({
  services,
  claim,
  now,
  retryAfterMs,
  error,
}: {
  services: Services;
  claim: Claim;
  now: Date;
  retryAfterMs: readonly number[];
  error: unknown;
}): Promise<void> {
  const { job, workspaceId, slot, attempts } = claim;
  const reference = randomUUID().slice(0, 8);
  const wait = retryAfterMs[attempts - 1];
  const retryAt = wait === undefined ? null : new Date(realNow().getTime() + wait);
  const about = { reference, job: job.name, workspaceId, slot, attempts };
  if (retryAt) services.log.warn({ ...about, err: error }, 'job failed, retrying');
  else services.log.error({ ...about, err: error }, 'job failed, giving up');
  try {
    await services.db.transaction(async (tx) => {
      const mine = await note(tx, claim, {
        state: 'failed',
        retryAt,
        claimedUntil: null,
        lastError: reference,
      });
      if (mine && !retryAt) await tellAdministrators({ services, tx, claim, reference, now });
    });
  } catch (later) {
    // The lease will expire and the slot be run again.
    services.log.warn({ ...about, err: later }, 'a failed job could not be noted');
  }
}

async function tellAdministrators({
  services,
  tx,
  claim,
  reference,
  now,
}: {
  services: Services;
  tx: Tx;
  claim: Claim;
  reference: string;
  now: Date;
}): Promise<void> {
  const { job, workspaceId, slot } = claim;
  const ctx = { services, workspaceId, now };
  for (const { id: staffId } of await administrators(tx, { workspaceId })) {
    await enqueue(tx, ctx, {
      key: `scheduler.job-failed:${job.name}:${slot.toISOString().slice(0, 10)}:${staffId}`,
      destination: { staffId },
      template: 'scheduler.job-failed',
      params: { job: job.name, slot: slot.toISOString(), reference },
    });
  }
}

/** False when the slot was taken over by somebody else meanwhile. */
async function note(
  tx: Tx,
  { job, workspaceId, slot, attempts }: Claim,
  data: { state: string; claimedUntil: null; lastError: string | null; retryAt?: Date | null },
): Promise<boolean> {
  const { count } = await tx.jobSlot.updateMany({
    where: { job: job.name, workspaceId, slot, state: 'running', attempts },
    data,
  });
  return count === 1;
}

async function renew(services: Services, { job, workspaceId, slot, attempts }: Claim): Promise<void> {
  try {
    await services.db.transaction((tx) =>
      tx.jobSlot.updateMany({
        where: { job: job.name, workspaceId, slot, state: 'running', attempts },
        data: { claimedUntil: leaseEnd() },
      }),
    );
  } catch (error) {
    services.log.warn({ job: job.name, workspaceId, slot, err: error }, 'a job lease was not renewed');
  }
}
