import { addWorkingMinutes } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { openDuty } from '../duties/open-duty.js';
import { workRules } from '../people/work-calendar.js';
import { UserError } from '../slack/user-error.js';
import { decideHandoff, needHandoff, requireDeciding } from './decide.js';

/**
 * The receiving department gives the handoff back with a reason. The sender stays the owner and owes the next
 * step; the bounce is counted when it is offered again (docs/processes.md#handoffs).
 * @throws UserError handoffNotFound, notAllowed, handoffOnlyNamed, handoffReasonMissing, handoffMoved
 */
export function returnHandoff(
  ctx: Context,
  { handoffId, reason }: { handoffId: string; reason: string },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const handoff = await needHandoff(tx, ctx, handoffId);
    await requireDeciding(tx, ctx, handoff);
    const returnReason = reason.trim();
    if (!returnReason) throw new UserError('handoffReasonMissing', undefined, { field: 'reason' });
    await decideHandoff(tx, ctx, { handoff, event: 'return', data: { returnReason } });

    const departmentId = handoff.fromDepartmentId;
    const { calendar, numbers } = await workRules(tx, { workspaceId, departmentId });
    const minutes = numbers.handoffLeadHours * 60;
    const dueAt = addWorkingMinutes(calendar, now, minutes);
    await openDuty(tx, ctx, {
      kind: 'handoff.returned',
      key: `handoff.returned:${handoff.id}`,
      subject: { type: 'customer', id: handoff.customerId },
      customerId: handoff.customerId,
      departmentId,
      ownerId: handoff.fromStaffId,
      dueAt,
      ladder: [
        { rung: 'due', at: dueAt },
        { rung: 'lead', at: addWorkingMinutes(calendar, dueAt, minutes) },
      ],
    });
    return { handoffId };
  });
}
