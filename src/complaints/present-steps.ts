import type { ModalView } from '@slack/types';
import type { Context } from '../context.js';
import type { Asker } from '../slack/asker.js';
import { loadCompany } from './company.js';
import type { Screen } from './complaint.js';
import type { LoopStep } from './policies.js';
import { complaintFor } from './present.js';
import { stepActor } from './step-actor.js';
import { investigateView } from './views/investigate.js';

// Reads for the forms of the loop: what each shows to the one who asked. Refuses what that person may not do.

/**
 * The complaint behind a step's button, for whoever may take that step, if it is still due.
 * @throws UserError complaintNotFound, complaintChanged and what `stepActor` throws
 */
async function atStep(ctx: Context, { complaintId, step }: { complaintId: string; step: LoopStep & Screen }) {
  const reader = ctx.services.db.read;
  const { complaint, customerName, stillOffered } = await complaintFor(ctx, complaintId, step);
  const company = await loadCompany(reader, ctx);
  const person = await stepActor(reader, ctx, { complaint, company, step });
  stillOffered();
  return { complaint, customerName, company, person };
}

export async function presentInvestigate(
  { ctx, t }: Asker,
  { complaintId }: { complaintId: string },
): Promise<ModalView> {
  const { complaint, customerName } = await atStep(ctx, { complaintId, step: 'investigate' });
  return investigateView({ t, complaint, customerName });
}
