import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { recordAll } from '../db/history.js';
import type { Duty, Tx } from '../db/types.js';
import { touchCardsOf } from '../outbox/cards.js';
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
    const given = { duty, ownerId: toStaffId, departmentId: duty.departmentId, word };
    if (!(await changeOwner(tx, ctx, given))) throw new UserError('dutyChanged');
    await follow(tx, ctx, [given]);
    return { dutyId, ownerId: toStaffId };
  });
}

/**
 * Hands over what somebody owes, when they left or changed department, the most urgent first: `to` names the new
 * owner of each duty, none of those barred from it, or null, and then it is the lead's of the duty's department, or
 * of `departmentId`, where they belonged. In the caller's transaction, so many at a time: a statement for each, and a
 * few for all of them. Returns what went to whom, and whether there may be more.
 */
export async function reassignDuties(
  tx: Tx,
  ctx: Context,
  {
    fromStaffId,
    departmentId,
    limit,
    to,
  }: {
    fromStaffId: string;
    departmentId?: string | null;
    limit: number;
    to: (duties: readonly Duty[]) => Promise<Choose>;
  },
): Promise<{ given: Given[]; more: boolean }> {
  const theirs = { workspaceId: ctx.workspaceId, ownerId: fromStaffId, state: 'open' };
  const first = await tx.duty.findMany({
    where: theirs,
    orderBy: { dueAt: 'asc' },
    take: limit,
    select: { id: true },
  });
  if (first.length === 0) return { given: [], more: false };
  // Locks them: one that fires while they are handed over would otherwise stay behind.
  const locked = await tx.duty.updateManyAndReturn({
    where: { id: { in: first.map(({ id }) => id) }, ownerId: fromStaffId, state: 'open' },
    data: { ownerId: fromStaffId },
  });
  const duties = locked.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
  const { features } = ctx.services;
  const barred: Barred = await barredFrom(tx, { features, workspaceId: ctx.workspaceId, duties });
  const choose = await to(duties);
  const given: Given[] = [];
  for (const duty of duties) {
    const ownerId = choose(duty, barred(duty));
    const home = duty.departmentId ?? departmentId ?? null;
    if (await changeOwner(tx, ctx, { duty, ownerId, departmentId: home })) {
      given.push({ duty, ownerId, departmentId: home });
    }
  }
  await follow(tx, ctx, given);
  return { given, more: first.length === limit };
}

/** The new owner of a duty, who is none of those barred from it; null: the lead's. */
export type Choose = (duty: Duty, barred: readonly string[]) => string | null;

/** A duty as it was, and who owes it now. */
export interface Given {
  duty: Duty;
  ownerId: string | null;
  departmentId: string | null;
  word?: string;
}

/** False when the duty has changed since it was read. */
async function changeOwner(tx: Tx, ctx: Context, { duty, ownerId, departmentId }: Given): Promise<boolean> {
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
      snoozedById: null,
    },
  });
  return count > 0;
}

/** What follows when duties have found other owners: a few statements for all of them. */
async function follow(tx: Tx, ctx: Context, given: readonly Given[]): Promise<void> {
  if (given.length === 0) return;
  const duties = given.map(({ duty }) => duty);
  await takeBackOwnersNotices(tx, ctx, duties);
  const { vault } = ctx.services;
  await recordAll(
    tx,
    ctx,
    given.map(({ duty, ownerId, word }) => ({
      subject: { type: 'duty', id: duty.id },
      event: 'duty.handed-over',
      before: { ownerId: duty.ownerId },
      after: { ownerId, ...(word ? { wordSealed: vault.sealForWorkspace(ctx.workspaceId, word) } : {}) },
    })),
  );
  for (const kind of new Set(duties.map(({ subjectType }) => subjectType))) {
    const subjectIds = duties.flatMap((duty) => (duty.subjectType === kind ? [duty.subjectId] : []));
    await touchCardsOf(tx, ctx, { kind, subjectIds });
  }
  await touchHomes(tx, ctx, {
    staffIds: [...new Set(given.flatMap(({ duty, ownerId }) => [duty.ownerId, ownerId]))],
    departmentIds: given.flatMap(({ duty, ownerId, departmentId }) => [
      duty.ownerId ? null : duty.departmentId,
      ownerId ? null : departmentId,
    ]),
  });
}
