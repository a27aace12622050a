import type { Context } from '../context.js';
import { ownersOf } from '../customers/customer.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import type { HandedOver, Leaving } from '../feature.js';
import { touchCards } from '../outbox/cards.js';
import { loadRoster, standIn } from '../people/stand-in.js';

/**
 * Somebody left: what they have offered and nobody answered yet gets another sender, who hears the outcome and
 * may withdraw it: the substitute, else the customer's owner in their department, else its lead
 * (docs/processes.md#absence). Runs after the customers were handed over.
 */
export async function handOverHandoffs(
  tx: Tx,
  ctx: Context,
  { staff, departmentId, toStaffId }: Leaving,
): Promise<HandedOver> {
  const { workspaceId, now } = ctx;
  const offered = await tx.handoff.findMany({
    where: { workspaceId, fromStaffId: staff.id, state: 'offered' },
    select: { id: true, customerId: true },
  });
  if (offered.length === 0) return {};
  const customers = await tx.customer.findMany({
    where: { workspaceId, id: { in: offered.map(({ customerId }) => customerId) } },
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
  for (const { id, customerId } of offered) {
    const sender = toStaffId ?? owners.get(customerId)?.find(colleague) ?? lead;
    // Nobody else in the whole company: it stays as it is.
    if (!sender) continue;
    await tx.handoff.updateMany({
      where: { id, workspaceId, state: 'offered' },
      data: { fromStaffId: sender },
    });
    await record(tx, ctx, {
      subject: { type: 'handoff', id },
      event: 'handoff.sender-changed',
      before: { fromStaffId: staff.id },
      after: { fromStaffId: sender, because: 'left' },
    });
    await touchCards(tx, ctx, { kind: 'handoff', subjectId: id });
  }
  return {};
}
