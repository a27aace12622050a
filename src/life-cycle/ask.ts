import { addWorkingDays } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import type { Customer, Tx } from '../db/types.js';
import { askedLadder } from '../duties/asked-ladder.js';
import { openDuty } from '../duties/open-duty.js';
import { deskOf } from '../people/desk.js';
import type { NumberKey } from '../settings/numbers.js';

/** How long each may take. */
const within = {
  'life-cycle.guide': 'guideDays',
  'life-cycle.file-note': 'fileNoteDays',
  'life-cycle.fund': 'fundDays',
  'life-cycle.ask-habits': 'habitsDays',
  'life-cycle.reason': 'closingReasonDays',
} as const satisfies Record<string, NumberKey>;

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
  }: {
    kind: keyof typeof within;
    customer: Customer;
    ownerId: string | null;
    departmentKey: string;
  },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const desk = await deskOf(tx, { workspaceId, ownerId, departmentKey });
  const { departmentId, calendar, numbers } = desk;
  const dueAt = addWorkingDays(calendar, now, numbers[within[kind]]);
  await openDuty(tx, ctx, {
    kind,
    key: `${kind}:${customer.id}`,
    subject: { type: 'customer', id: customer.id },
    customerId: customer.id,
    departmentId,
    ownerId,
    dueAt,
    ladder: askedLadder(calendar, { from: now, dueAt, leadDays: numbers.lifeCycleLeadDays }),
  });
}
