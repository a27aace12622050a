import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Complaint, Reader, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { touchCards } from '../outbox/cards.js';
import { UserError } from '../slack/user-error.js';
import { afterEnding } from './after-ending.js';
import { asideActor } from './aside-actor.js';
import { loadCompany } from './company.js';
import { openStates } from './complaint.js';
import { complaintSubject } from './complaint-duties.js';
import { asSeen, moveComplaint } from './move-complaint.js';
import { needComplaint, stillOpen } from './queries.js';
import { toldTo } from './recused.js';
import type { StepTaken } from './report-facts.js';

/**
 * Merges a repeat of the same matter into another open complaint (docs/processes.md#complaints): the merged one
 * points to it and nothing is owed for it any more; the other goes on as it was.
 * @throws UserError complaintNotFound, complaintForService, complaintAboutYou, complaintChanged and, at `into`,
 *   complaintMergeGone
 */
export function mergeComplaint(
  ctx: Context,
  params: { complaintId: string; seenVersion: number; intoId: string },
): Promise<StepTaken> {
  return commit(ctx, async (tx) => {
    const { complaintId } = params;
    const { workspaceId } = ctx;
    const complaint = await needComplaint(tx, { workspaceId, complaintId });
    const person = asideActor(ctx, { complaint, aside: 'merge' });
    asSeen(complaint, params.seenVersion);
    const company = await loadCompany(tx, ctx);
    const into = await openTarget(tx, ctx, { complaint, intoId: params.intoId, staffId: person.id });
    const { state } = await moveComplaint(tx, ctx, {
      complaint,
      event: 'merge',
      data: { outcome: 'merged', mergedIntoId: into.id, closedAt: ctx.now },
      history: 'complaint.merged',
      after: { intoId: into.id, into: into.number },
      channelId: company.service?.channelId ?? null,
    });
    await closeDuties(tx, ctx, { subject: complaintSubject(complaintId), outcome: 'cancelled' });
    // The call follows the end of the other.
    await afterEnding(tx, ctx, { complaint, company, calls: false });
    await record(tx, ctx, {
      subject: complaintSubject(into.id),
      event: 'complaint.took-in',
      after: { complaintId, number: complaint.number },
    });
    await touchCards(tx, ctx, { kind: 'complaint', subjectId: into.id });
    return { complaintId, number: complaint.number, state };
  });
}

/** The other complaint, held open until this transaction is over; never one about the person who acts. */
async function openTarget(
  tx: Tx,
  { workspaceId }: Context,
  { complaint, intoId, staffId }: { complaint: Complaint; intoId: string; staffId: string },
): Promise<Complaint> {
  const gone = new UserError('complaintMergeGone', undefined, { field: 'into' });
  if (intoId === complaint.id) throw gone;
  const [into] = await tx.complaint.updateManyAndReturn({
    where: {
      id: intoId,
      workspaceId,
      state: { in: [...openStates] },
      AND: [toldTo({ staffId })],
    },
    // An update that changes nothing holds the row: it is not closed meanwhile.
    data: { mergedIntoId: null },
  });
  if (!into) throw gone;
  return into;
}

/** As many as a menu holds. */
const MOST = 50;

/** Open complaints that this one may repeat: the same customer's first, then the latest. None about the asker. */
export async function mergeTargets(
  reader: Reader,
  { complaint, staffId }: { complaint: Complaint; staffId: string },
): Promise<Complaint[]> {
  const { id, workspaceId, customerId } = complaint;
  const where = { workspaceId, id: { not: id }, AND: [toldTo({ staffId })] };
  const [theirs, latest] = await Promise.all([
    // A customer has few. Asked for in order, SQLite would walk all that are open.
    customerId
      ? reader.complaint.findMany({ where: { ...where, customerId, state: { in: [...openStates] } } })
      : [],
    reader.complaint.findMany({
      where: { ...where, ...stillOpen },
      orderBy: [{ registeredAt: 'desc' }, { id: 'desc' }],
      take: MOST,
    }),
  ]);
  theirs.sort((a, b) => b.registeredAt.getTime() - a.registeredAt.getTime());
  return [...theirs.slice(0, MOST), ...latest.filter((one) => !theirs.some((other) => other.id === one.id))];
}
