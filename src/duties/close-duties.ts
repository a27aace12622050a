import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';

/**
 * Closes the open duties that match (at least one of subject, key, kind must be given) in the caller's
 * transaction and returns how many there were. Nothing more will be said or done about them: reminders not
 * sent yet are taken back.
 */
export async function closeDuties(
  tx: Tx,
  ctx: Context,
  which: {
    /** of one thing, or of each of several of one type */
    subject?: { type: string; id: string | readonly string[] };
    key?: string;
    kind?: string;
    /** of those, only what this person owes */
    ownerId?: string;
    outcome: 'done' | 'cancelled';
  },
): Promise<number> {
  if (!which.subject && !which.key && !which.kind) throw new Error('closeDuties needs to know which duties');
  const closed = await tx.duty.updateManyAndReturn({
    where: {
      workspaceId: ctx.workspaceId,
      state: 'open',
      ...(which.subject
        ? {
            subjectType: which.subject.type,
            subjectId:
              typeof which.subject.id === 'string' ? which.subject.id : { in: [...which.subject.id] },
          }
        : {}),
      ...(which.key ? { key: which.key } : {}),
      ...(which.kind ? { kind: which.kind } : {}),
      ...(which.ownerId ? { ownerId: which.ownerId } : {}),
    },
    data: {
      state: which.outcome,
      nextAt: null,
      closedAt: ctx.now,
      closedById: ctx.actor.type === 'person' ? ctx.actor.staff.id : null,
    },
    select: { id: true, ownerId: true, departmentId: true },
  });
  if (closed.length === 0) return 0;
  await tx.dutyNotice.deleteMany({
    where: { dutyId: { in: closed.map(({ id }) => id) }, deliveredAt: null },
  });
  await touchHomes(tx, ctx, {
    staffIds: closed.map(({ ownerId }) => ownerId),
    departmentIds: closed.map(({ ownerId, departmentId }) => (ownerId ? null : departmentId)),
  });
  return closed.length;
}
