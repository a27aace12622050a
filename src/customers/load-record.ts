import type { Customer, Reader } from '../db/types.js';
import { may } from '../people/may.js';
import { staffByIds } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import { type Contact, ownersOf } from './customer.js';
import { customerById, openDetails } from './queries.js';
import { maskedPhonesOf } from './tell-apart.js';
import { type TimelinePlace, timelineOf } from './timeline.js';
import type { CustomerRecord } from './views/record.js';

/**
 * Everything that a customer's record shows to this person.
 * @throws UserError customerNotFound
 */
export async function loadCustomerRecord(
  reader: Reader,
  {
    asker,
    customerId,
    contact = null,
    place = null,
  }: { asker: Asker; customerId: string; contact?: Contact | null; place?: TimelinePlace | null },
): Promise<CustomerRecord> {
  const { workspaceId, now, services } = asker.ctx;
  const customer = await customerById(reader, { workspaceId, customerId });
  if (!customer || !may(asker.staff, 'customer.read')) throw new UserError('customerNotFound');
  const [affair, owners, firstContact] = await Promise.all([
    customerAffair(reader, { customer, now }),
    staffByIds(reader, { workspaceId, staffIds: ownersOf(customer) }),
    openFirstContact(reader, customer),
  ]);
  const mayReveal = may(asker.staff, 'customer.read-contact', affair);
  return {
    customer,
    affair,
    owners,
    maskedPhones: maskedPhonesOf(services.vault, customer),
    contact,
    mayReveal,
    mayEdit: may(asker.staff, 'customer.edit', affair),
    mayMove: may(asker.staff, 'customer.move-stage', affair),
    // What is known of a key account is as confidential as its contacts.
    details: mayReveal ? openDetails(services.vault, customer) : null,
    timeline: await timelineOf(asker, { customer, readable: mayReveal, place }),
    firstContactDueAt: may(asker.staff, 'customer.change', affair) ? (firstContact?.dueAt ?? null) : null,
  };
}

function openFirstContact(reader: Reader, { workspaceId, id }: Customer) {
  return reader.duty.findFirst({
    where: {
      workspaceId,
      subjectType: 'customer',
      subjectId: id,
      state: 'open',
      kind: 'customer.first-contact',
    },
    select: { dueAt: true },
  });
}
