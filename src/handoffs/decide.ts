import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Handoff, Reader, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { touchCards } from '../outbox/cards.js';
import { enqueue } from '../outbox/enqueue.js';
import { touchHomes } from '../outbox/homes.js';
import { may } from '../people/may.js';
import { departmentById } from '../people/queries.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { UserError } from '../slack/user-error.js';
import { type HandoffEvent, nextHandoffState } from './handoff.js';
import { handoffById } from './queries.js';

/**
 * What every decision on a handoff shares: the state moves only if it still stands as read (of two people
 * pressing at once one wins, the other is told who), the waiting duties close, the card changes, the sender
 * learns the outcome.
 * @throws UserError handoffNotFound, handoffMoved
 */
export async function decideHandoff(
  tx: Tx,
  ctx: Context,
  {
    handoff,
    event,
    data,
  }: {
    handoff: Handoff;
    event: HandoffEvent;
    data: { newOwnerId?: string; returnReason?: string };
  },
): Promise<Handoff> {
  const { workspaceId, now } = ctx;
  const state = nextHandoffState(handoff.state, event);
  const decidedById = ctx.actor.type === 'person' ? ctx.actor.staff.id : null;
  const { count } = state
    ? await tx.handoff.updateMany({
        where: { id: handoff.id, workspaceId, state: handoff.state },
        data: { ...data, state, decidedById, decidedAt: now },
      })
    : { count: 0 };
  if (!state || count === 0) throw await movedMeanwhile(tx, ctx, handoff.id);

  const subject = { type: 'handoff', id: handoff.id };
  await record(tx, ctx, {
    subject,
    event: `handoff.${state}`,
    before: { state: handoff.state },
    // Not what was typed: it stands in the handoff, which can be erased.
    after: { state, ...(data.newOwnerId ? { newOwnerId: data.newOwnerId } : {}) },
  });
  await closeDuties(tx, ctx, {
    subject,
    outcome: state === 'withdrawn' || state === 'returned' ? 'cancelled' : 'done',
  });
  await touchCards(tx, ctx, { kind: 'handoff', subjectId: handoff.id });
  await touchHomes(tx, ctx, { staffIds: [handoff.fromStaffId] });
  if (decidedById !== handoff.fromStaffId) {
    await enqueue(tx, ctx, {
      key: `handoff.outcome:${handoff.id}`,
      destination: { staffId: handoff.fromStaffId },
      template: 'handoff.outcome',
      params: { handoffId: handoff.id },
    });
  }
  return { ...handoff, ...data, state, decidedById, decidedAt: now };
}

/** @throws UserError handoffNotFound */
export async function needHandoff(tx: Tx, ctx: Context, handoffId: string): Promise<Handoff> {
  const handoff = await handoffById(tx, { workspaceId: ctx.workspaceId, handoffId });
  if (!handoff) throw new UserError('handoffNotFound');
  return handoff;
}

/**
 * Whether the asker may accept or return it: anybody of the receiving department; of what was offered to a colleague
 * of the same one, that colleague, who stands in for them, or their lead, and never who sent it.
 * @throws UserError notAllowed, handoffOnlyNamed
 */
export async function requireDeciding(reader: Reader, ctx: Context, handoff: Handoff): Promise<void> {
  const { workspaceId, now, actor } = ctx;
  const { toStaffId, toDepartmentId: departmentId, fromStaffId } = handoff;
  const asker = actor.type === 'person' ? actor.staff : null;
  if (!toStaffId) {
    const department = await departmentById(reader, { workspaceId, departmentId });
    if (!asker || !may(asker, 'handoff.decide', { department })) throw new UserError('notAllowed');
    return;
  }
  const roster = await loadRoster(reader, { workspaceId });
  const department = roster.departments.find(({ id }) => id === departmentId) ?? null;
  const standsIn = standIn({ staffId: toStaffId, departmentId, roster, now });
  const ownerIds = [toStaffId, standsIn].filter((id) => id !== fromStaffId);
  if (asker && may(asker, 'handoff.decide-named', { department, ownerIds })) return;
  throw new UserError('handoffOnlyNamed', { name: roster.people.get(toStaffId)?.name ?? null });
}

/**
 * A handoff that who asks has sent, or may decide on as if they had.
 * @throws UserError handoffNotFound, notAllowed
 */
export async function needSentHandoff(tx: Tx, ctx: Context, handoffId: string): Promise<Handoff> {
  const handoff = await needHandoff(tx, ctx, handoffId);
  const department = await departmentById(tx, {
    workspaceId: ctx.workspaceId,
    departmentId: handoff.fromDepartmentId,
  });
  const ownerIds = [handoff.fromStaffId];
  if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'handoff.withdraw', { department, ownerIds })) {
    throw new UserError('notAllowed');
  }
  return handoff;
}

async function movedMeanwhile(tx: Tx, ctx: Context, handoffId: string): Promise<UserError> {
  const stands = await needHandoff(tx, ctx, handoffId);
  const by = stands.decidedById
    ? await tx.staff.findUnique({ where: { id: stands.decidedById }, select: { name: true } })
    : null;
  return new UserError('handoffMoved', { state: stands.state, by: by?.name ?? null }) as UserError;
}
