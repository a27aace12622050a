import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import type { Contact } from './customer.js';
import { customerById, openContact } from './queries.js';

/**
 * Shows a customer's contacts to somebody who may see them; every reveal is logged
 * (docs/processes.md#customers). The contacts never enter the recorded answer of a repeated request: they are
 * opened after the commit.
 * @throws UserError customerNotFound, customerConfidential
 */
export async function revealContact(
  ctx: Context,
  { customerId }: { customerId: string },
): Promise<Contact | null> {
  await commit(ctx, async (tx) => {
    const customer = await customerById(tx, { workspaceId: ctx.workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now: ctx.now });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'customer.read-contact', affair)) {
      throw new UserError('customerConfidential');
    }
    await record(tx, ctx, {
      subject: { type: 'customer', id: customerId },
      event: 'customer.contact-revealed',
    });
    return null;
  });
  const customer = await customerById(ctx.services.db.read, { workspaceId: ctx.workspaceId, customerId });
  return customer ? openContact(ctx.services.vault, customer) : null;
}
