import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';

/** Removes every briefing with what belongs to it; the schedules stay, they are the company's settings. */
export async function forgetBriefings(tx: Tx, { workspaceId }: Context): Promise<void> {
  const where = { workspaceId };
  await tx.briefingRead.deleteMany({ where });
  await tx.briefingCorrection.deleteMany({ where });
  await tx.briefing.deleteMany({ where });
}
