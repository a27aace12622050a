import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Complaint, Tx } from '../db/types.js';
import { touchCards, wantCard } from '../outbox/cards.js';
import { touchHomes } from '../outbox/homes.js';
import { UserError } from '../slack/user-error.js';
import { type ComplaintEvent, type ComplaintState, nextState, stateOf } from './complaint.js';
import { complaintSubject } from './complaint-duties.js';
import { needComplaint } from './queries.js';
import { recordStep, type StepTexts } from './record-step.js';

/** Columns that a step may set besides the state. */
export type StepData = Partial<
  Omit<
    Complaint,
    'id' | 'workspaceId' | 'state' | 'year' | 'sequence' | 'number' | 'policy' | 'solveDueAt' | 'version'
  >
>;

/**
 * What every step shares: the state moves only if the complaint still stands as it was read, so that of two
 * people at once one wins and the other is told how it stands now. Records the step, brings the cards up to date.
 * @throws UserError complaintChanged
 */
export async function moveComplaint(
  tx: Tx,
  ctx: Context,
  {
    complaint,
    event,
    data,
    history,
    after = {},
    step,
    newLoop = {},
    channelId,
  }: {
    complaint: Complaint;
    event: ComplaintEvent;
    data: StepData;
    /** `complaint.judged` … */
    history: string;
    /** Ids and plain values for the history. */
    after?: object;
    /** What was typed: kept as a row of its own, which the history names. */
    step?: StepTexts;
    /** Only a reopening moves the deadline: it begins a loop of its own. */
    newLoop?: { solveDueAt?: Date };
    /** The service department's channel: the card is posted there if it is not yet. */
    channelId: string | null;
  },
): Promise<{ state: ComplaintState; stepId: string | null }> {
  const { id, workspaceId, state: from, version } = complaint;
  const state = nextState(stateOf(from), event);
  const { count } = state
    ? await tx.complaint.updateMany({
        // A reassignment leaves the state as it is, and the loop comes back: the version tells them apart.
        where: { id, workspaceId, state: from, version },
        data: { ...data, ...newLoop, state, version: { increment: 1 } },
      })
    : { count: 0 };
  if (!state || count === 0) throw await changedMeanwhile(tx, ctx, id);
  const stepId = step ? await recordStep(tx, ctx, { complaintId: id, event, step }) : null;
  await record(tx, ctx, {
    subject: complaintSubject(id),
    event: history,
    before: { state: from },
    after: { state, ...after, ...(stepId ? { stepId } : {}) },
  });
  await touchCards(tx, ctx, { kind: 'complaint', subjectId: id });
  await touchHomes(tx, ctx, { staffIds: [complaint.registeredById] });
  if (channelId) await wantCard(tx, ctx, { kind: 'complaint', subjectId: id, channelId });
  return { state, stepId };
}

/**
 * A form is made from what stood when it was opened; another step meanwhile makes it stale, even one that led
 * back to the same state.
 * @throws UserError complaintChanged
 */
export function asSeen(complaint: Complaint, seenVersion: number): void {
  if (complaint.version === seenVersion) return;
  const { number, state } = complaint;
  throw new UserError('complaintChanged', { number, state: stateOf(state) });
}

/** The refusal that says how the complaint stands now. */
export async function changedMeanwhile(tx: Tx, ctx: Context, complaintId: string): Promise<UserError> {
  const { number, state } = await needComplaint(tx, { workspaceId: ctx.workspaceId, complaintId });
  return new UserError('complaintChanged', { number, state: stateOf(state) }) as UserError;
}
