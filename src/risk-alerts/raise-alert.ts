import type { Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { openDuty } from '../duties/open-duty.js';
import { enqueue } from '../outbox/enqueue.js';
import { may } from '../people/may.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { numbersOf } from '../settings/numbers.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { reachDutyKey, reacherOf, riskSubject } from './risk-alert.js';

const minute = 60_000;

/**
 * A customer's account is in danger: the owner is told at once, whatever the hour, and has to reach the customer
 * within the hour (or what the company set); else their lead is told (docs/processes.md#risk-alerts). With the owner away it is whoever
 * stands in for them.
 * @throws UserError customerNotFound, notAllowed, formSentBefore
 */
export function raiseAlert(
  ctx: Context,
  { customerId, situation, advice }: { customerId: string; situation: string; advice: string },
): Promise<{ alertId: string; toldId: string | null; dueAt: string }> {
  return commit(ctx, async (tx) => {
    await oncePerForm(tx, ctx);
    const { workspaceId, now, actor, services } = ctx;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer?.wrappedKey) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now });
    if (actor.type !== 'person' || !may(actor.staff, 'risk.raise', affair)) throw new UserError('notAllowed');
    const ownerId = reacherOf(customer);
    const [roster, workspace] = await Promise.all([
      loadRoster(tx, { workspaceId }),
      tx.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { settings: true } }),
    ]);
    const departmentId =
      roster.people.get(ownerId ?? '')?.departmentId ??
      roster.departments.find(({ key }) => key === 'market')?.id ??
      null;
    const reachWithin = numbersOf(workspace).riskReachMinutes * minute;
    const dueAt = new Date(now.getTime() + reachWithin);
    const alert = await tx.riskAlert.create({
      data: {
        workspaceId,
        customerId,
        situationSealed: services.vault.seal(customer.wrappedKey, situation),
        adviceSealed: services.vault.seal(customer.wrappedKey, advice),
        ownerId,
        raisedById: actor.staff.id,
        raisedAt: now,
        dueAt,
      },
    });
    const subject = riskSubject(alert.id);
    await record(tx, ctx, { subject, event: 'risk.raised', after: { customerId, ownerId, dueAt } });
    await openDuty(tx, ctx, {
      kind: 'risk.reach',
      key: reachDutyKey(alert.id),
      subject,
      customerId,
      departmentId,
      ownerId,
      dueAt,
      urgent: true,
      ladder: [
        { rung: 'before', at: new Date(now.getTime() + reachWithin / 2) },
        { rung: 'due', at: dueAt },
        { rung: 'lead', at: dueAt },
      ],
    });
    const toldId = standIn({ staffId: ownerId, departmentId, roster, now });
    if (toldId) {
      await enqueue(tx, ctx, {
        key: `risk.raised:${alert.id}`,
        destination: { staffId: toldId },
        template: 'risk.raised',
        params: { alertId: alert.id },
      });
    }
    return { alertId: alert.id, toldId, dueAt: dueAt.toISOString() };
  });
}
