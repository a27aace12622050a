import type { Tx } from '../db/types.js';
import { isPresent } from '../people/stand-in.js';
import { columnOfRole, type OwnerRole } from './customer.js';

/**
 * Chooses an owner by balance (docs/processes.md#balance): fewest customers per unit of capacity weight;
 * absent people are skipped; ties go to who was assigned least recently, then by id. Marks the chosen one as
 * just assigned. Null when nobody of the department is there.
 *
 * The department row is locked first, so that two choices at once see each other's outcome.
 */
export async function chooseOwnerByBalance(
  tx: Tx,
  {
    workspaceId,
    departmentId,
    ownerRole,
    now,
    except = [],
  }: {
    workspaceId: string;
    departmentId: string;
    ownerRole: OwnerRole;
    now: Date;
    /** People who must not be chosen: the one who leaves, the one complained about. */
    except?: readonly string[];
  },
): Promise<string | null> {
  await tx.department.updateMany({
    where: { id: departmentId, workspaceId },
    data: { balanceTurn: { increment: 1 } },
  });
  const members = await tx.staff.findMany({
    where: { workspaceId, departmentId, active: true, weight: { gt: 0 } },
  });
  const present = members.filter((member) => isPresent(member, now) && !except.includes(member.id));
  if (present.length === 0) return null;

  const column = columnOfRole[ownerRole];
  const loads = await tx.customer.groupBy({
    by: [column],
    where: { workspaceId, stage: { not: 'closed' }, [column]: { in: present.map((member) => member.id) } },
    _count: { _all: true },
  });
  const loadOf = new Map(loads.map((row) => [row[column], row._count._all]));
  const ranked = present
    .map((member) => ({
      id: member.id,
      perWeight: (loadOf.get(member.id) ?? 0) / member.weight,
      last: member.lastAssignedAt?.getTime() ?? 0,
    }))
    .sort((a, b) => a.perWeight - b.perWeight || a.last - b.last || (a.id < b.id ? -1 : 1));
  for (const { id } of ranked) {
    // Whoever was deactivated or left since they were read has handed over already, and takes nothing new.
    const { count } = await tx.staff.updateMany({
      where: { id, departmentId, active: true },
      data: { lastAssignedAt: now },
    });
    if (count > 0) return id;
  }
  return null;
}
