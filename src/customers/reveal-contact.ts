import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Customer, Reader } from '../db/types.js';
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
    await revealable(tx, ctx, customerId);
    await record(tx, ctx, {
      subject: { type: 'customer', id: customerId },
      event: 'customer.contact-revealed',
    });
    return null;
  });
  // A repeated request passes by the work above: what it is shown, it may see now.
  return openContact(ctx.services.vault, await revealable(ctx.services.db.read, ctx, customerId));
}

async function revealable(reader: Reader, ctx: Context, customerId: string): Promise<Customer> {
  const { workspaceId, actor, now } = ctx;
  const customer = await customerById(reader, { workspaceId, customerId });
  if (!customer || actor.type !== 'person' || !may(actor.staff, 'customer.read')) {
    throw new UserError('customerNotFound');
  }
  if (!may(actor.staff, 'customer.read-contact', await customerAffair(reader, { customer, now }))) {
    throw new UserError('customerConfidential');
  }
  return customer;
}
