import type { ModalView } from '@slack/types';
import type { Customer } from '../db/types.js';
import type { Rendered } from '../feature.js';
import type { Asker } from '../slack/asker.js';
import { readMetadata } from '../slack/forms.js';
import type { Contact } from './customer.js';
import { loadCustomerRecord } from './load-record.js';
import { marksOf } from './tell-apart.js';
import type { TimelinePlace } from './timeline.js';
import { foundMessage } from './views/find.js';
import { customerRecordView, recordMetadata } from './views/record.js';

/** What a search found, for the one who searched. */
export async function foundBy(
  asker: Asker,
  { query, customers }: { query: string; customers: readonly Customer[] },
): Promise<Rendered> {
  return foundMessage({ t: asker.t, query, customers, marks: await marksOf(asker, customers) });
}

/** A record that lies below a form, as it stands now. */
export function redrawRecord(asker: Asker, metadata: string): Promise<ModalView> {
  return recordViewOf(asker, readMetadata(metadata, recordMetadata));
}

/** A customer's record, as the one who asks may see it. */
export async function recordViewOf(
  asker: Asker,
  {
    customerId,
    contact = null,
    place = null,
  }: { customerId: string; contact?: Contact | null; place?: TimelinePlace | null },
): Promise<ModalView> {
  const { services } = asker.ctx;
  const record = await loadCustomerRecord(services.db.read, { asker, customerId, contact, place });
  const all = services.features.flatMap((feature) => feature.customerActions ?? []);
  const { customer, affair } = record;
  const offered = await Promise.all(all.map((offer) => offer.offered(asker, { customer, affair })));
  const offers = all.filter((_, index) => offered[index]);
  return customerRecordView({ t: asker.t, record, timeZone: asker.workspace.timeZone, offers });
}
