import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import type { HandedOver, Leaving } from '../feature.js';
import { vipGroup } from './queries.js';

/** The VIP keeper left: their substitute keeps the group, else the lead of Tech does until somebody is named. */
export async function handOverGroup(
  tx: Tx,
  ctx: Context,
  { staff, toStaffId }: Leaving,
): Promise<HandedOver> {
  const { workspaceId } = ctx;
  const group = await vipGroup(tx, { workspaceId });
  if (group?.keeperId !== staff.id) return {};
  const next = toStaffId ? await tx.staff.findFirst({ where: { id: toStaffId, workspaceId } }) : null;
  const keeperId = next && next.departmentId === staff.departmentId ? next.id : null;
  await tx.vipGroup.update({ where: { workspaceId }, data: { keeperId }, select: { workspaceId: true } });
  await record(tx, ctx, {
    subject: { type: 'workspace', id: workspaceId },
    event: 'vip.keeper-left',
    before: { keeperId: staff.id },
    after: { keeperId },
  });
  return {};
}
