import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Duty, Tx } from '../db/types.js';
import { touchCards } from '../outbox/cards.js';
import { touchHomes } from '../outbox/homes.js';
import { UserError } from '../slack/user-error.js';
import { type Barred, barredFrom } from './barred.js';
import { needDuty, takeBackOwnersNotices } from './duty-at-hand.js';
import { unchanged } from './fire.js';
import { builtInRungs, insertRung, nextInstant, readLadder, writeLadder } from './ladder.js';

/**
 * Hands a duty to a colleague with a word, which they read in their next reminder. Deadline and ladder stay;
 * a snooze ends. Owner, lead, management or administrator.
 * @throws UserError dutyNotFound, dutyClosed, dutyNotYours, handOverWordMissing, handOverToNobody,
 * handOverToOwner, handOverToBarred, dutyChanged
 */
export function reassignDuty(
  ctx: Context,
  { dutyId, toStaffId, reason }: { dutyId: string; toStaffId: string; reason: string },
): Promise<{ dutyId: string; ownerId: string }> {
  return commit(ctx, async (tx) => {
    const { duty, roster, barred } = await needDuty(tx, ctx, { dutyId, action: 'duty.reassign' });
    const word = reason.trim();
    if (!word) throw new UserError('handOverWordMissing', undefined, { field: 'word' });
    if (toStaffId === duty.ownerId) throw new UserError('handOverToOwner', undefined, { field: 'to' });
    if (!roster.people.get(toStaffId)?.active) {
      throw new UserError('handOverToNobody', undefined, { field: 'to' });
    }
    if (barred.includes(toStaffId)) throw new UserError('handOverToBarred', undefined, { field: 'to' });
    if (!(await giveTo(tx, ctx, { duty, ownerId: toStaffId, word }))) throw new UserError('dutyChanged');
    return { dutyId, ownerId: toStaffId };
  });
}

/**
 * Hands over everything that somebody owes, when they left or changed department: `to` names the new owner of
 * each duty, none of those barred from it, or null, and then it is the lead's of the duty's department, or of
 * `departmentId`, where they belonged. In the caller's transaction; returns what went to whom.
 */
export async function reassignDuties(
  tx: Tx,
  ctx: Context,
  {
    fromStaffId,
    departmentId,
    to,
  }: {
    fromStaffId: string;
    departmentId?: string | null;
    to: (duty: Duty, barred: readonly string[]) => string | null;
  },
): Promise<{ duty: Duty; ownerId: string | null }[]> {
  const theirs = { workspaceId: ctx.workspaceId, ownerId: fromStaffId, state: 'open' };
  // Locks them: one that fires while they are handed over would otherwise stay behind.
  await tx.duty.updateMany({ where: theirs, data: { ownerId: fromStaffId } });
  const duties = await tx.duty.findMany({
    where: theirs,
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const { features } = ctx.services;
  const barred: Barred = await barredFrom(tx, { features, workspaceId: ctx.workspaceId, duties });
  const given: { duty: Duty; ownerId: string | null }[] = [];
  for (const duty of duties) {
    const ownerId = to(duty, barred(duty));
    const home = duty.departmentId ?? departmentId ?? null;
    if (await giveTo(tx, ctx, { duty, ownerId, departmentId: home })) given.push({ duty, ownerId });
  }
  return given;
}

/** False when the duty has changed since it was read. */
async function giveTo(
  tx: Tx,
  ctx: Context,
  {
    duty,
    ownerId,
    departmentId = duty.departmentId,
    word,
  }: { duty: Duty; ownerId: string | null; departmentId?: string | null; word?: string },
): Promise<boolean> {
  const ladder = insertRung(
    readLadder(duty).filter(({ rung }, index) => index < duty.nextRung || !(rung in builtInRungs)),
    duty.nextRung,
    { rung: 'handed-over', at: ctx.now.toISOString() },
  );
  const { count } = await tx.duty.updateMany({
    where: unchanged(duty),
    data: {
      ownerId,
      departmentId,
      ladder: writeLadder(ladder),
      nextAt: nextInstant(ladder, duty.nextRung),
      snoozedUntil: null,
      snoozeReason: null,
    },
  });
  if (count === 0) return false;
  await takeBackOwnersNotices(tx, ctx, duty);
  const { vault } = ctx.services;
  await record(tx, ctx, {
    subject: { type: 'duty', id: duty.id },
    event: 'duty.handed-over',
    before: { ownerId: duty.ownerId },
    after: { ownerId, ...(word ? { wordSealed: vault.sealForWorkspace(ctx.workspaceId, word) } : {}) },
  });
  await touchCards(tx, ctx, { kind: duty.subjectType, subjectId: duty.subjectId });
  await touchHomes(tx, ctx, {
    staffIds: [duty.ownerId, ownerId],
    departmentIds: [duty.ownerId ? null : duty.departmentId, ownerId ? null : departmentId],
  });
  return true;
}
