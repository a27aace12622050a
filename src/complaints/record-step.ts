import type { Context } from '../context.js';
import type { ComplaintStep, Tx } from '../db/types.js';
import type { ComplaintEvent } from './complaint.js';

/** What is recorded: a step of the loop, or something beside it. */
export type StepEvent = ComplaintEvent | 'call-back';

/** What a step recorded besides the state: the texts that people typed, and what they chose. */
export type StepTexts = Partial<
  Omit<ComplaintStep, 'id' | 'workspaceId' | 'complaintId' | 'event' | 'byId' | 'at'>
>;

/**
 * Keeps what was recorded in a step as a row of its own, in the caller's transaction, and returns its id. A person
 * acts: there is no step that Baton takes by itself.
 */
export async function recordStep(
  tx: Tx,
  ctx: Context,
  { complaintId, event, step }: { complaintId: string; event: StepEvent; step: StepTexts },
): Promise<string> {
  if (ctx.actor.type !== 'person') throw new Error(`Nobody took the step ${event}`);
  const { workspaceId, now: at } = ctx;
  const byId = ctx.actor.staff.id;
  const { id } = await tx.complaintStep.create({
    data: { ...step, workspaceId, complaintId, event, byId, at },
    select: { id: true },
  });
  return id;
}
