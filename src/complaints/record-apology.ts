import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { touchCards } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { closeComplaintDuty, complaintSubject } from './complaint-duties.js';
import { handlersOf } from './handlers.js';
import { changedMeanwhile } from './move-complaint.js';
import { needComplaint } from './queries.js';
import { refuseRecused } from './recused.js';

/**
 * Notes that the apology call of a serious complaint was made (docs/processes.md#complaints). The service
 * department and those who carry the complaint may.
 * @throws UserError complaintNotFound, complaintMayNotReadContact, complaintAboutYou, complaintChanged
 */
export function recordApology(
  ctx: Context,
  { complaintId }: { complaintId: string },
): Promise<{ number: string }> {
  return commit(ctx, async (tx) => {
    const complaint = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
    const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
    if (!person || !may(person, 'complaint.read-contact', { ownerIds: handlersOf(complaint) })) {
      throw new UserError('complaintMayNotReadContact');
    }
    refuseRecused(person, complaint);
    const wasOwed = await closeComplaintDuty(tx, ctx, { kind: 'complaint.apology', complaintId });
    if (!wasOwed) throw await changedMeanwhile(tx, ctx, complaintId);
    await record(tx, ctx, { subject: complaintSubject(complaintId), event: 'complaint.apologised' });
    await touchCards(tx, ctx, { kind: 'complaint', subjectId: complaintId });
    return { number: complaint.number };
  });
}
