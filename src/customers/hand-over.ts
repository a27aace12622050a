import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import type { HandedOver, Leaving } from '../feature.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { chooseOwnerByBalance } from './choose-owner.js';
import { columnOfRole, ownerRoles } from './customer.js';

/**
 * Somebody left: each of their customers gets a new owner at once, the substitute if one is given, else by balance
 * within the department, else the department's lead or management (docs/processes.md#absence).
 */
export async function handOverCustomers(
  tx: Tx,
  ctx: Context,
  { staff, departmentId, toStaffId }: Leaving,
): Promise<HandedOver> {
  const { workspaceId, now } = ctx;
  const moved = new Set<string>();
  const roster = await loadRoster(tx, { workspaceId });
  const remaining = { ...roster, people: new Map([...roster.people].filter(([id]) => id !== staff.id)) };
  const fallback = standIn({ staffId: null, departmentId, roster: remaining, now });
  for (const ownerRole of ownerRoles) {
    const column = columnOfRole[ownerRole];
    const theirs = await tx.customer.findMany({
      where: { workspaceId, [column]: staff.id, stage: { not: 'closed' } },
      select: { id: true },
    });
    for (const { id } of theirs) {
      const next =
        toStaffId ??
        (departmentId
          ? await chooseOwnerByBalance(tx, { workspaceId, departmentId, ownerRole, now, except: [staff.id] })
          : null) ??
        fallback;
      // Nobody else in the whole company: the record keeps its last owner rather than none.
      if (!next) continue;
      const { count } = await tx.customer.updateMany({
        where: { id, workspaceId, [column]: staff.id },
        data: { [column]: next },
      });
      // A handoff was accepted meanwhile: its new owner keeps the customer.
      if (count === 0) continue;
      await record(tx, ctx, {
        subject: { type: 'customer', id },
        event: 'customer.owner-changed',
        before: { [column]: staff.id },
        after: { [column]: next, because: 'left' },
      });
      moved.add(id);
    }
  }
  return { customers: moved.size };
}
