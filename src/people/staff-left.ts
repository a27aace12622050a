import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Staff, Tx } from '../db/types.js';
import type { HandedOver } from '../feature.js';
import { enqueue } from '../outbox/enqueue.js';
import { UserError } from '../slack/user-error.js';
import { staffById } from './queries.js';
import { leadOf, loadRoster, presentInChain, standIn, substituteOf } from './stand-in.js';

/**
 * Somebody was deactivated in Slack, or belongs to their department no more: customers and duties pass on at once
 * (docs/processes.md#absence). Idempotent: the second time there is nothing left to move.
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
    const { workspaceId } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff) throw new UserError('staffNotFound');
    if (params.deactivated && staff.active) {
      await tx.staff.update({ where: { id: staff.id }, data: { active: false }, select: { id: true } });
    }
    const departmentId = params.departmentId ?? staff.departmentId;
    return handOver(tx, ctx, { staff, departmentId, deactivated: params.deactivated });
  });
}

/**
 * Passes on what somebody has, in the caller's transaction: to their present substitute, else by balance, as each
 * feature does with what is its own; the lead of the department gets the list. `staff` as it was before.
 */
export async function handOver(
  tx: Tx,
  ctx: Context,
  { staff, departmentId, deactivated }: { staff: Staff; departmentId: string | null; deactivated: boolean },
): Promise<Required<HandedOver>> {
  const { workspaceId, now } = ctx;
  const roster = await loadRoster(tx, { workspaceId });
  const others = { ...roster, people: new Map([...roster.people].filter(([id]) => id !== staff.id)) };
  const toStaffId = presentInChain({ staffId: substituteOf(staff, now), roster: others, now });

  const total = { customers: 0, duties: 0 };
  for (const feature of ctx.services.features) {
    const moved = await feature.handOver?.(tx, ctx, { staff, departmentId, toStaffId });
    total.customers += moved?.customers ?? 0;
    total.duties += moved?.duties ?? 0;
  }
  const moved = total.customers + total.duties > 0;
  if (moved || (deactivated && staff.active)) {
    await record(tx, ctx, {
      subject: { type: 'staff', id: staff.id },
      event: deactivated ? 'staff.deactivated' : 'staff.left-department',
      before: { departmentId, active: staff.active },
      after: { ...total, toStaffId },
    });
  }
  const lead =
    leadOf({ departmentId, roster: others, now }) ??
    standIn({ staffId: null, departmentId, roster: others, now });
  if (lead && moved) {
    await enqueue(tx, ctx, {
      key: `people.handed-over:${staff.id}:${now.toISOString()}`,
      destination: { staffId: lead },
      template: 'people.handed-over',
      params: { staffId: staff.id, since: now.toISOString(), duties: String(total.duties) },
    });
  }
  return total;
}
