import type { Context } from '../context.js';
import { record } from '../db/history.js';
import type { Customer, Tx } from '../db/types.js';

/** What notes are about. */
export const noteKinds = ['first-contact', 'trading-habits', 'closing-reason'] as const;
export type NoteKind = (typeof noteKinds)[number];

/**
 * Keeps what was learned about a customer, sealed under their key, in the caller's transaction. Erasing the customer
 * destroys it with them.
 */
export async function addNote(
  tx: Tx,
  ctx: Context,
  { customer, kind, text }: { customer: Customer; kind: NoteKind; text: string },
): Promise<void> {
  const { workspaceId, actor, now, services } = ctx;
  if (!customer.wrappedKey) return;
  const note = await tx.customerNote.create({
    data: {
      workspaceId,
      customerId: customer.id,
      kind,
      textSealed: services.vault.seal(customer.wrappedKey, text),
      byId: actor.type === 'person' ? actor.staff.id : null,
      at: now,
    },
    select: { id: true },
  });
  await record(tx, ctx, {
    subject: { type: 'customer', id: customer.id },
    event: 'customer.noted',
    after: { kind, noteId: note.id },
  });
}
