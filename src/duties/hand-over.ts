import type { Context } from '../context.js';
import type { Duty, Tx } from '../db/types.js';
import type { HandedOver, Leaving } from '../feature.js';
import { isPresent } from '../people/stand-in.js';
import { type Choose, reassignDuties } from './reassign-duty.js';

const pageSize = 50;

/**
 * Somebody left: what they owe goes to their substitute; without one, a duty about a customer goes to the
 * colleague of the department who owns the customer now, any other to whoever there carries the fewest duties
 * for their weight; with nobody there it is the lead's. None goes to who is barred from it: what a substitute must
 * not have is the lead's. Runs after the customers were handed over.
 * Rule: docs/processes.md#absence.
 */
export async function handOverDuties(tx: Tx, ctx: Context, leaving: Leaving): Promise<HandedOver> {
  const { staff, departmentId, toStaffId } = leaving;
  const { given, more } = await reassignDuties(tx, ctx, {
    fromStaffId: staff.id,
    departmentId,
    limit: pageSize,
    to: async (duties) =>
      toStaffId
        ? (_, barred) => (barred.includes(toStaffId) ? null : toStaffId)
        : byBalance(tx, ctx, { staffId: staff.id, departmentId, duties }),
  });
  return { duties: given.length, next: more ? 'more' : undefined };
}

async function byBalance(
  tx: Tx,
  ctx: Context,
  {
    staffId,
    departmentId,
    duties,
  }: { staffId: string; departmentId: string | null; duties: readonly Duty[] },
): Promise<Choose> {
  const { workspaceId, now } = ctx;
  if (!departmentId) return () => null;
  const members = await tx.staff.findMany({
    where: { workspaceId, departmentId, active: true, weight: { gt: 0 }, id: { not: staffId } },
    orderBy: { id: 'asc' },
  });
  const present = members.filter((member) => isPresent(member, now));
  const ids = present.map(({ id }) => id);
  const open = await tx.duty.groupBy({
    by: ['ownerId'],
    where: { workspaceId, ownerId: { in: ids }, state: 'open' },
    _count: { _all: true },
  });
  const loads = new Map(open.map(({ ownerId, _count }) => [ownerId, _count._all]));
  const customers = await tx.customer.findMany({
    where: { id: { in: duties.flatMap(({ customerId }) => customerId ?? []) } },
    select: { id: true, accountManagerId: true, serviceSpecialistId: true, technicalGuideId: true },
  });
  const ownersOf = new Map(
    customers.map((customer) => [
      customer.id,
      [customer.accountManagerId, customer.serviceSpecialistId, customer.technicalGuideId],
    ]),
  );
  return ({ customerId }, barred) => {
    const owners = customerId ? ownersOf.get(customerId) : undefined;
    const fit = present.filter(({ id }) => !barred.includes(id));
    const owner = fit.find(({ id }) => owners?.includes(id))?.id;
    const lightest = fit.toSorted((a, b) => load(a) - load(b))[0];
    const chosen = owner ?? lightest?.id ?? null;
    if (chosen) loads.set(chosen, (loads.get(chosen) ?? 0) + 1);
    return chosen;
  };

  function load({ id, weight }: { id: string; weight: number }): number {
    return (loads.get(id) ?? 0) / weight;
  }
}
