import type { Tx } from '../db/types.js';

// A comparison and not "is not null": the index of what waits is entered by it.
const ever = new Date(0);

/** Nothing fires in this workspace any more: Baton is not installed there. What is owed stays owed. */
export async function pauseDuties(tx: Tx, { workspaceId }: { workspaceId: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Duty" SET "pausedNextAt" = "nextAt", "nextAt" = NULL
    WHERE "workspaceId" = ${workspaceId} AND "state" = 'open' AND "nextAt" >= ${ever}`;
}

/** It is again: what came due meanwhile fires with the next sweep, in one message for each person. */
export async function resumeDuties(tx: Tx, { workspaceId }: { workspaceId: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Duty" SET "nextAt" = "pausedNextAt", "pausedNextAt" = NULL
    WHERE "workspaceId" = ${workspaceId} AND "state" = 'open' AND "pausedNextAt" IS NOT NULL`;
}
