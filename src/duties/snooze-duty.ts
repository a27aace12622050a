import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { touchHomes } from '../outbox/homes.js';
import { UserError } from '../slack/user-error.js';
import { needDuty, takeBackOwnersNotices } from './duty-at-hand.js';
import { unchanged } from './fire.js';
import { builtInRungs, insertRung, nextInstant, readLadder, writeLadder } from './ladder.js';

/** A reminder may be put off by two weeks at most; who needs longer agrees it with their lead. */
export const longestSnoozeDays = 14;

/**
 * Silences a duty's reminders to whoever asks for it, its owner or who stands in for them, until a business instant,
 * for a reason, and reminds them then. Only the owner's rungs are silenced, and only for that person: a substitute
 * does not rest because the owner wanted to, nor the owner because a substitute did. The lead and management
 * are told at their time, and what happens by itself happens, so that nobody can put off a deadline by themselves. A second snooze replaces the first.
 * @throws UserError dutyNotFound, dutyClosed, dutyNotYours, snoozeReasonMissing, snoozeInPast, snoozeTooLong,
 * dutyChanged
 */
export function snoozeDuty(
  ctx: Context,
  { dutyId, until, reason }: { dutyId: string; until: Date; reason: string },
): Promise<{ dutyId: string; until: string }> {
  return commit(ctx, async (tx) => {
    const { duty } = await needDuty(tx, ctx, { dutyId, action: 'duty.snooze' });
    const why = reason.trim();
    if (!why) throw new UserError('snoozeReasonMissing', undefined, { field: 'reason' });
    if (until <= ctx.now) throw new UserError('snoozeInPast', undefined, { field: 'time' });
    if (until.getTime() > ctx.now.getTime() + longestSnoozeDays * 86_400_000) {
      throw new UserError('snoozeTooLong', { days: longestSnoozeDays }, { field: 'time' });
    }
    const at = until.toISOString();
    const ladder = insertRung(
      readLadder(duty).filter(({ rung }, index) => index < duty.nextRung || !(rung in builtInRungs)),
      duty.nextRung,
      { rung: 'snoozed', at },
    );
    const { count } = await tx.duty.updateMany({
      where: unchanged(duty),
      data: {
        ladder: writeLadder(ladder),
        nextAt: nextInstant(ladder, duty.nextRung),
        snoozedUntil: until,
        snoozeReason: why,
        snoozedById: ctx.actor.type === 'person' ? ctx.actor.staff.id : null,
      },
    });
    if (count === 0) throw new UserError('dutyChanged');
    await takeBackOwnersNotices(tx, ctx, [duty]);
    await touchHomes(tx, ctx, { staffIds: [duty.ownerId] });
    await record(tx, ctx, {
      subject: { type: 'duty', id: duty.id },
      event: 'duty.snoozed',
      before: { until: duty.snoozedUntil?.toISOString() ?? null },
      after: { until: at },
    });
    return { dutyId, until: at };
  });
}
