import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import { openDuty } from '../duties/open-duty.js';
import { departmentByKey, staffById } from '../people/queries.js';
import { workCalendar } from '../people/work-calendar.js';

/**
 * Asks something of one owner of a customer, in the caller's transaction: told at once, due in so many working days,
 * then the lead. Without an owner the lead of the department that should have one stands in. Says it once: a second
 * time it is the same duty.
 */
export async function ask(
  tx: Tx,
  ctx: Context,
  {
    kind,
    customer,
    ownerId,
    departmentKey,
    workingDays = 1,
  }: {
    kind: 'life-cycle.guide' | 'life-cycle.file-note' | 'life-cycle.fund' | 'life-cycle.reason';
    customer: Customer;
    ownerId: string | null;
    departmentKey: string;
    workingDays?: number;
  },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const owner = ownerId ? await staffById(tx, { workspaceId, staffId: ownerId }) : null;
  const departmentId =
    owner?.departmentId ?? (await departmentByKey(tx, { workspaceId, key: departmentKey }))?.id ?? null;
  const calendar = await workCalendar(tx, { workspaceId, departmentId });
  const dueAt = addWorkingDays(calendar, now, workingDays);
  await openDuty(tx, ctx, {
    kind,
    key: `${kind}:${customer.id}`,
    subject: { type: 'customer', id: customer.id },
    customerId: customer.id,
    departmentId,
    ownerId,
    dueAt,
    ladder: [
      { rung: 'asked', at: now },
      { rung: 'due', at: dueAt },
      { rung: 'lead', at: addWorkingDays(calendar, dueAt, 1) },
    ],
  });
}
