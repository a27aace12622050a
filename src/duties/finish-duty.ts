import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { UserError } from '../slack/user-error.js';
import { closeDuties } from './close-duties.js';
import { needDuty } from './duty-at-hand.js';
import { findDutyKind } from './duty-kind.js';

/**
 * Ticks a duty off, where its kind allows that: nothing but the person's word says that it is done.
 * @throws UserError dutyNotFound, dutyClosed, dutyNotYours
 */
export function finishDuty(ctx: Context, { dutyId }: { dutyId: string }): Promise<{ dutyId: string }> {
  return commit(ctx, async (tx) => {
    const { duty } = await needDuty(tx, ctx, { dutyId, action: 'duty.done' });
    if (!findDutyKind(ctx.services.features, duty.kind)?.tickOff) throw new UserError('dutyNotFound');
    const closed = await closeDuties(tx, ctx, { key: duty.key, outcome: 'done' });
    if (closed === 0) throw new UserError('dutyClosed');
    await record(tx, ctx, {
      subject: { type: duty.subjectType, id: duty.subjectId },
      event: 'duty.done',
      after: { dutyId, kind: duty.kind },
    });
    return { dutyId };
  });
}
