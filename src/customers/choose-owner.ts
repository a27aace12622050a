import type { Staff, Tx } from '../db/types.js';
import { isPresent } from '../people/stand-in.js';
import type { OwnerRole } from './customer.js';

interface Choice {
  workspaceId: string;
  departmentId: string;
  ownerRole: OwnerRole;
  now: Date;
  /** People who must not be chosen: the one who leaves, the one complained about. */
  except?: readonly string[];
}

/** Chooses one owner by balance (see `chooseOwnersByBalance`). Null when nobody of the department is there. */
export async function chooseOwnerByBalance(tx: Tx, choice: Choice): Promise<string | null> {
  const [ownerId = null] = await chooseOwnersByBalance(tx, { ...choice, count: 1 });
  return ownerId;
}

/**
 * Chooses owners for so many customers, one after the other, by balance (docs/processes.md#balance): fewest customers
 * per unit of capacity weight; absent people are skipped; ties go to who was assigned least recently, then by id.
 * Marks the chosen as just assigned. Empty when nobody of the department is there.
 *
 * The department row is locked first, so that two choices at once see each other's outcome. The same few statements
 * whatever the number of customers: how many each has is kept by the database.
 */
export async function chooseOwnersByBalance(
  tx: Tx,
  { workspaceId, departmentId, ownerRole, now, except = [], count }: Choice & { count: number },
): Promise<string[]> {
  await tx.department.updateMany({
    where: { id: departmentId, workspaceId },
    data: { balanceTurn: { increment: 1 } },
  });
  const members = await tx.staff.findMany({
    where: { workspaceId, departmentId, active: true, weight: { gt: 0 } },
  });
  let candidates = members.filter((member) => isPresent(member, now) && !except.includes(member.id));
  if (candidates.length === 0 || count === 0) return [];
  const rows = await tx.ownerLoad.findMany({
    where: { workspaceId, ownerRole },
    select: { staffId: true, customers: true },
  });
  const loads = new Map(rows.map(({ staffId, customers }) => [staffId, customers]));
  while (candidates.length > 0) {
    const chosen = inTurn(candidates, { loads, now, count });
    const ids = [...new Set(chosen)];
    // Whoever was deactivated or left since they were read has handed over already, and takes nothing new.
    const there = await tx.staff.updateManyAndReturn({
      where: { id: { in: ids }, departmentId, active: true },
      data: { lastAssignedAt: now },
      select: { id: true },
    });
    if (there.length === ids.length) return chosen;
    const present = new Set(there.map(({ id }) => id));
    candidates = candidates.filter(({ id }) => present.has(id) || !ids.includes(id));
  }
  return [];
}

/** Who gets each of so many customers, every one counted for the next. */
function inTurn(
  candidates: readonly Staff[],
  { loads, now, count }: { loads: ReadonlyMap<string, number>; now: Date; count: number },
): string[] {
  const ranked = candidates.map(({ id, weight, lastAssignedAt }) => ({
    id,
    weight,
    customers: loads.get(id) ?? 0,
    last: lastAssignedAt?.getTime() ?? 0,
  }));
  return Array.from({ length: count }, () => {
    const next = ranked.reduce((best, one) => (goesBefore(one, best) ? one : best));
    next.customers++;
    next.last = now.getTime();
    return next.id;
  });
}

interface Ranked {
  id: string;
  weight: number;
  customers: number;
  last: number;
}

function goesBefore(a: Ranked, b: Ranked): boolean {
  const difference = a.customers / a.weight - b.customers / b.weight || a.last - b.last;
  return difference < 0 || (difference === 0 && a.id < b.id);
}
