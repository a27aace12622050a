import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { closeDuties } from '../duties/close-duties.js';
import { enqueue } from '../outbox/enqueue.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { alertAffair, needAlert } from './queries.js';
import { riskSubject, type Way } from './risk-alert.js';

/**
 * Records that the customer of an alert was reached, which ends it and tells whoever raised it; or an attempt in
 * vain, after which it stays owed.
 * @throws UserError riskNotFound, notAllowed, riskReached, riskOutcomeMissing
 */
export function recordAttempt(
  ctx: Context,
  { alertId, reached, way, outcome }: { alertId: string; reached: boolean; way: Way; outcome: string },
): Promise<{ alertId: string; reached: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now, actor, services } = ctx;
    const { alert, customer } = await needAlert(tx, { workspaceId, alertId });
    const affair = await alertAffair(tx, { alert, customer, now });
    if (actor.type !== 'person' || !may(actor.staff, 'risk.record', affair))
      throw new UserError('notAllowed');
    const said = outcome.trim();
    if (reached && !said) throw new UserError('riskOutcomeMissing', undefined, { field: 'outcome' });
    const { count } = await tx.riskAlert.updateMany({
      where: { id: alertId, workspaceId, state: 'open' },
      data: reached
        ? {
            state: 'reached',
            reachedById: actor.staff.id,
            reachedAt: now,
            reachedBy: way,
            outcomeSealed: customer.wrappedKey ? services.vault.seal(customer.wrappedKey, said) : null,
          }
        : { attempts: { increment: 1 } },
    });
    if (count === 0) {
      const by = alert.reachedById
        ? await tx.staff.findUnique({ where: { id: alert.reachedById }, select: { name: true } })
        : null;
      throw new UserError('riskReached', { by: by?.name ?? null });
    }
    const subject = riskSubject(alertId);
    await record(tx, ctx, { subject, event: reached ? 'risk.reached' : 'risk.not-reached', after: { way } });
    if (!reached) return { alertId, reached };
    await closeDuties(tx, ctx, { subject, outcome: 'done' });
    await tx.customer.update({
      where: { id: customer.id },
      data: { lastActivityAt: now },
      select: { id: true },
    });
    if (alert.raisedById !== actor.staff.id) {
      await enqueue(tx, ctx, {
        key: `risk.reached:${alertId}`,
        destination: { staffId: alert.raisedById },
        template: 'risk.reached',
        params: { alertId },
      });
    }
    return { alertId, reached };
  });
}
