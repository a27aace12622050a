import type { Context } from '../context.js';
import { ownersOf } from '../customers/customer.js';
import { recordAll } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { setDutyOwner } from '../duties/set-owner.js';
import type { HandedOver, Leaving } from '../feature.js';
import { touchCardsOf } from '../outbox/cards.js';
import { leadOf, loadRoster, standIn } from '../people/stand-in.js';

const pageSize = 100;

/**
 * Somebody left: what they have offered and nobody answered yet gets another sender, who hears the outcome and
 * may withdraw it: the substitute, else the customer's owner in their department, else its lead
 * (docs/processes.md#absence). What was offered to them by a colleague waits for their substitute there, else their
 * lead. Runs after the customers were handed over, and before the duties.
 */
export async function handOverHandoffs(
  tx: Tx,
  ctx: Context,
  { staff, departmentId, toStaffId, after }: Leaving,
): Promise<HandedOver> {
  const { workspaceId, now } = ctx;
  if (!after) await passNamedOn(tx, ctx, { staff, departmentId, toStaffId });
  const offered = await tx.handoff.findMany({
    where: {
      workspaceId,
      fromStaffId: staff.id,
      state: 'offered',
      // Those that nobody can be found for stay as they are.
      ...(after ? { id: { gt: after } } : {}),
    },
    orderBy: { id: 'asc' },
    take: pageSize,
    select: { id: true, customerId: true },
  });
  if (offered.length === 0) return {};
  const customers = await tx.customer.findMany({
    where: { id: { in: offered.map(({ customerId }) => customerId) } },
    select: { id: true, accountManagerId: true, serviceSpecialistId: true, technicalGuideId: true },
  });
  const owners = new Map(customers.map((customer) => [customer.id, ownersOf(customer)]));
  const roster = await loadRoster(tx, { workspaceId });
  const people = new Map([...roster.people].filter(([id]) => id !== staff.id));
  const colleague = (id: string) => {
    const person = people.get(id);
    return person?.active === true && person.departmentId === departmentId;
  };
  const lead = standIn({ staffId: null, departmentId, roster: { ...roster, people }, now });
  const senderOf = ({ customerId }: { customerId: string }) =>
    toStaffId ?? owners.get(customerId)?.find(colleague) ?? lead;
  const bySender = new Map<string, string[]>();
  for (const handoff of offered) {
    const sender = senderOf(handoff);
    // Nobody else in the whole company: it stays as it is.
    if (sender) bySender.set(sender, [...(bySender.get(sender) ?? []), handoff.id]);
  }
  for (const [sender, ids] of bySender) {
    const passed = await tx.handoff.updateManyAndReturn({
      where: { id: { in: ids }, state: 'offered' },
      data: { fromStaffId: sender },
      select: { id: true },
    });
    await recordAll(
      tx,
      ctx,
      passed.map(({ id }) => ({
        subject: { type: 'handoff', id },
        event: 'handoff.sender-changed',
        before: { fromStaffId: staff.id },
        after: { fromStaffId: sender, because: 'left' },
      })),
    );
    await touchCardsOf(tx, ctx, { kind: 'handoff', subjectIds: passed.map(({ id }) => id) });
  }
  return { next: offered.length === pageSize ? offered.at(-1)?.id : undefined };
}

async function passNamedOn(
  tx: Tx,
  ctx: Context,
  { staff, departmentId, toStaffId }: Pick<Leaving, 'staff' | 'departmentId' | 'toStaffId'>,
): Promise<void> {
  const { workspaceId, now } = ctx;
  const waits = { workspaceId, toStaffId: staff.id, state: 'offered' };
  if ((await tx.handoff.count({ where: waits })) === 0) return;
  const roster = await loadRoster(tx, { workspaceId });
  const people = new Map([...roster.people].filter(([id]) => id !== staff.id));
  const colleague = toStaffId && people.get(toStaffId)?.departmentId === departmentId ? toStaffId : null;
  const next = colleague ?? leadOf({ departmentId, roster: { ...roster, people }, now });
  // With nobody there, or where the sender would ask themselves, it stays as it is and is assigned in the end.
  if (!next) return;
  const passed = await tx.handoff.updateManyAndReturn({
    where: { ...waits, fromStaffId: { not: next } },
    data: { toStaffId: next },
    select: { id: true },
  });
  const ids = passed.map(({ id }) => id);
  const duties = await tx.duty.findMany({
    where: { workspaceId, key: { in: ids.map((id) => `handoff.accept:${id}`) } },
  });
  for (const duty of duties) await setDutyOwner(tx, ctx, { duty, ownerId: next });
  await recordAll(
    tx,
    ctx,
    ids.map((id) => ({
      subject: { type: 'handoff', id },
      event: 'handoff.receiver-changed',
      before: { toStaffId: staff.id },
      after: { toStaffId: next, because: 'left' },
    })),
  );
  await touchCardsOf(tx, ctx, { kind: 'handoff', subjectIds: ids });
}
