import { addWorkingMinutes } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { chooseOwnerByBalance } from '../customers/choose-owner.js';
import { type OwnerRole, ownerOf } from '../customers/customer.js';
import type { Duty, Handoff, Tx } from '../db/types.js';
import { putOffRung } from '../duties/put-off-rung.js';
import { touchCards } from '../outbox/cards.js';
import { enqueue } from '../outbox/enqueue.js';
import { administrators, staffById } from '../people/queries.js';
import { isPresent, loadRoster, standIn } from '../people/stand-in.js';
import { workRules } from '../people/work-calendar.js';
import { decideHandoff, needHandoff } from './decide.js';
import { takeOver } from './take-over.js';

/**
 * What happens when an offer lay for 8 working hours: it is assigned, to the colleague it was offered to if they are
 * there, else by balance (docs/processes.md#handoffs).
 * With everybody away it goes to the lead, then management; with nobody at all there, it is tried again. Runs in
 * the transaction that fires the rung; an offer decided meanwhile is left alone.
 */
export async function assignLyingHandoff(tx: Tx, { ctx, duty }: { ctx: Context; duty: Duty }): Promise<void> {
  const { workspaceId, now } = ctx;
  const handoff = await needHandoff(tx, ctx, duty.subjectId);
  if (handoff.state !== 'offered') return;
  const departmentId = handoff.toDepartmentId;
  const ownerRole = handoff.ownerRole as OwnerRole;
  const newOwnerId =
    (await namedColleague(tx, ctx, handoff)) ??
    (await chooseOwnerByBalance(tx, {
      workspaceId,
      departmentId,
      ownerRole,
      now,
      // Within a department it would be no handoff to give it back to who has it.
      except: handoff.toStaffId ? [handoff.fromStaffId, await holderOf(tx, handoff)] : [],
    })) ??
    standIn({ staffId: null, departmentId, roster: await loadRoster(tx, { workspaceId }), now });
  if (!newOwnerId) return waitForSomebody(tx, ctx, { handoff, duty });
  const decided = await decideHandoff(tx, ctx, { handoff, event: 'assign', data: { newOwnerId } });
  await takeOver(tx, ctx, { handoff: decided, newOwnerId });
}

async function namedColleague(
  tx: Tx,
  { workspaceId, now }: Context,
  handoff: Handoff,
): Promise<string | null> {
  const { toStaffId, toDepartmentId } = handoff;
  const colleague = toStaffId ? await staffById(tx, { workspaceId, staffId: toStaffId }) : null;
  return colleague && colleague.departmentId === toDepartmentId && isPresent(colleague, now)
    ? colleague.id
    : null;
}

async function holderOf(tx: Tx, { customerId, ownerRole }: Handoff): Promise<string> {
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId } });
  return ownerOf(customer, ownerRole as OwnerRole) ?? '';
}

/**
 * Nobody at all is there, not even a lead or an administrator: the sender stays the owner and hears why, the
 * administrators too, and it is tried again until somebody is back.
 */
async function waitForSomebody(
  tx: Tx,
  ctx: Context,
  { handoff, duty }: { handoff: Handoff; duty: Duty },
): Promise<void> {
  const { workspaceId, now } = ctx;
  const { id: handoffId, toDepartmentId: departmentId } = handoff;
  const { calendar, numbers } = await workRules(tx, { workspaceId, departmentId });
  const assignAt = addWorkingMinutes(calendar, now, numbers.handoffRetryHours * 60);
  await putOffRung(tx, { duty, until: assignAt });
  await tx.handoff.updateMany({ where: { id: handoffId, workspaceId }, data: { assignAt } });
  await touchCards(tx, ctx, { kind: 'handoff', subjectId: handoffId });
  const told = [handoff.fromStaffId, ...(await administrators(tx, { workspaceId })).map(({ id }) => id)];
  for (const staffId of new Set(told)) {
    await enqueue(tx, ctx, {
      key: `handoff.nobody-there:${handoffId}:${staffId}`,
      destination: { staffId },
      template: 'handoff.nobody-there',
      params: { handoffId },
    });
  }
}
