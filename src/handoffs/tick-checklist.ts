import type { Context } from '../context.js';
import { ownersOf } from '../customers/customer.js';
import { customerById } from '../customers/queries.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Handoff, Reader } from '../db/types.js';
import { touchCards } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { departmentById } from '../people/queries.js';
import { UserError } from '../slack/user-error.js';
import { needHandoff } from './decide.js';
import { checklistOf } from './handoff.js';

/** While it waits, and for good once it was taken over. */
const checked = ['offered', 'accepted', 'assigned'];

/** Whether its checklist can be ticked as it stands. */
export function hasOpenChecklist(handoff: Handoff): boolean {
  return checked.includes(handoff.state) && checklistOf(handoff).length > 0;
}

/**
 * Items of a handoff's checklist are done, or are not after all: what differs from what the form showed. Who ticked an
 * item first stays with it (docs/processes.md#handoffs).
 * @throws UserError handoffNotFound, notAllowed, handoffMoved
 */
export function tickChecklist(
  ctx: Context,
  { handoffId, seen, done }: { handoffId: string; seen: readonly number[]; done: readonly number[] },
): Promise<{ handoffId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now, actor } = ctx;
    // Locks it: of two who tick at once, the second sees what the first one ticked.
    await tx.handoff.updateMany({ where: { id: handoffId, workspaceId }, data: { workspaceId } });
    const handoff = await needHandoff(tx, ctx, handoffId);
    await requireChecking(tx, ctx, handoff);
    if (!checked.includes(handoff.state))
      throw new UserError('handoffMoved', { state: handoff.state, by: null });
    const staffId = actor.type === 'person' ? actor.staff.id : '';
    const items = checklistOf(handoff).length;
    const ticks = await tx.handoffTick.findMany({ where: { handoffId }, select: { item: true } });
    const ticked = new Set(ticks.map(({ item }) => item));
    const fresh = done.filter((item) => item < items && !seen.includes(item) && !ticked.has(item));
    const undone = seen.filter((item) => !done.includes(item) && ticked.has(item));
    if (fresh.length + undone.length === 0) return { handoffId };
    if (fresh.length > 0) {
      await tx.handoffTick.createMany({
        data: fresh.map((item) => ({ workspaceId, handoffId, item, staffId, at: now })),
      });
    }
    if (undone.length > 0) {
      await tx.handoffTick.deleteMany({ where: { handoffId, item: { in: undone } } });
    }
    await record(tx, ctx, {
      subject: { type: 'handoff', id: handoffId },
      event: 'handoff.checked',
      before: { items: [...ticked].sort((a, b) => a - b) },
      after: { ticked: fresh, unticked: undone },
    });
    await touchCards(tx, ctx, { kind: 'handoff', subjectId: handoffId });
    return { handoffId };
  });
}

/**
 * Whoever has to do with it may tick: the receiving department, the sender, the customer's owners.
 * @throws UserError notAllowed
 */
export async function requireChecking(reader: Reader, ctx: Context, handoff: Handoff): Promise<void> {
  const { workspaceId, actor } = ctx;
  const { customerId, toDepartmentId: departmentId } = handoff;
  const department = await departmentById(reader, { workspaceId, departmentId });
  const customer = await customerById(reader, { workspaceId, customerId });
  const ownerIds = [handoff.fromStaffId, handoff.newOwnerId, ...(customer ? ownersOf(customer) : [])];
  if (actor.type === 'person' && may(actor.staff, 'handoff.check', { department, ownerIds })) return;
  throw new UserError('notAllowed');
}
