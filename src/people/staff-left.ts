import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Feature, HandedOver } from '../feature.js';
import { enqueue } from '../outbox/enqueue.js';
import { UserError } from '../slack/user-error.js';
import { staffById } from './queries.js';
import { leadOf, loadRoster, standIn } from './stand-in.js';

/**
 * Somebody was deactivated in Slack or left their department: customers and duties pass on at once, to the present
 * substitute or by balance; the lead gets the list (docs/processes.md#absence). Each feature moves what is its own.
 * Idempotent: the second time there is nothing left to move.
 * @throws UserError staffNotFound
 */
export function staffLeft(
  ctx: Context,
  params: {
    staffId: string;
    /** Where they belonged, when they have already left it. */
    departmentId?: string | null;
    deactivated: boolean;
  },
): Promise<Required<HandedOver>> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff) throw new UserError('staffNotFound');
    if (params.deactivated) {
      await tx.staff.update({ where: { id: staff.id }, data: { active: false }, select: { id: true } });
    }
    const departmentId = params.departmentId ?? staff.departmentId;
    const roster = await loadRoster(tx, { workspaceId });
    const others = { ...roster, people: new Map([...roster.people].filter(([id]) => id !== staff.id)) };
    const substitute = staff.substituteId ? others.people.get(staff.substituteId) : undefined;
    const toStaffId = substitute?.active ? standIn({ staffId: substitute.id, roster: others, now }) : null;

    const total = { customers: 0, duties: 0 };
    for (const feature of ctx.services.features as readonly Feature[]) {
      const moved = await feature.handOver?.(tx, ctx, { staff, departmentId, toStaffId });
      total.customers += moved?.customers ?? 0;
      total.duties += moved?.duties ?? 0;
    }
    await record(tx, ctx, {
      subject: { type: 'staff', id: staff.id },
      event: params.deactivated ? 'staff.deactivated' : 'staff.left-department',
      before: { departmentId, active: staff.active },
      after: { ...total, toStaffId },
    });
    const lead =
      leadOf({ departmentId, roster: others, now }) ??
      standIn({ staffId: null, departmentId, roster: others, now });
    if (lead && total.customers + total.duties > 0) {
      await enqueue(tx, ctx, {
        key: `people.handed-over:${staff.id}:${now.toISOString()}`,
        destination: { staffId: lead },
        template: 'people.handed-over',
        params: { staffId: staff.id, since: now.toISOString(), duties: String(total.duties) },
      });
    }
    return total;
  });
}
