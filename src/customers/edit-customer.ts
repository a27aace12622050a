import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { type HistoryEntry, historyOf, record } from '../db/history.js';
import { oneAfterTheOther } from '../db/one-after-the-other.js';
import type { Vault } from '../db/sealing.js';
import type { Customer, Reader, Tx } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';
import { may } from '../people/may.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import { checkBirthday } from './birthdays.js';
import { type Category, type Contact, type Details, ownersOf, type Source } from './customer.js';
import { knownPhonesOnRecord, refuseKnownPhone } from './known-phone.js';
import { keepNames, nameKey } from './names.js';
import { fromStored } from './phone.js';
import { customerById, openContact, openDetails, sealDetails } from './queries.js';
import { phoneHashes, readPhones } from './register-customer.js';

/** What can be edited: all but the stage and the owners. Texts as they are typed. */
export interface CustomerFields extends Details {
  name: string;
  /** one number a line */
  phones: string;
  source: Source;
  category: Category;
  accountNumber: string;
  other: string;
  address: string;
  /** YYYY-MM-DD, or '' */
  birthday: string;
}
export type FieldName = keyof CustomerFields;

const edited = 'customer.edited';
/** So many edits are looked through for what changed while a form was open. */
const mostEdits = 20;

/** The fields of a customer in clear. Call only for those who may edit them, with the reveal recorded. */
export function fieldsOf(vault: Vault, customer: Customer): CustomerFields {
  const contact = openContact(vault, customer) ?? { phones: [], other: '', address: '' };
  const details = openDetails(vault, customer) ?? { background: '', preferences: '', notes: '' };
  return {
    name: customer.name,
    phones: contact.phones.map(typedPhone).join('\n'),
    source: customer.source as Source,
    category: customer.category as Category,
    accountNumber: customer.accountNumber ?? '',
    other: contact.other,
    address: contact.address,
    birthday: customer.birthday ?? '',
    ...details,
  };
}

/** As a stored number is typed again. */
function typedPhone(stored: string): string {
  const { number, extension } = fromStored(stored);
  return extension ? `${number} ext. ${extension}` : number;
}

/** Which edit of a customer is the latest: a form tells by it whether what it shows still stands. */
export async function latestEdit(reader: Reader, { workspaceId, id }: Customer): Promise<string> {
  const latest = await reader.history.findFirst({
    where: { workspaceId, subjectType: 'customer', subjectId: id, event: edited },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  return latest?.id ?? '';
}

/**
 * Changes what is known of a customer (docs/processes.md#customers). Old and new values are kept, sealed under the
 * customer's key. Of two who edit at once the second is refused and looks at what changed (`editsSince`).
 * @param seen the latest edit when the form was filled
 * @throws UserError customerNotFound, notAllowed, customerEdited, customerBirthday, customerNameMissing, customerCategoryNeedsLead,
 *   customerPhoneUnreadable, customerPhoneKnown, customerPhoneTriesUp
 */
export function editCustomer(
  ctx: Context,
  params: { customerId: string; seen: string; fields: CustomerFields; acceptKnownPhone: boolean },
): Promise<{ customerId: string }> {
  const { customerId } = params;
  return commit(
    ctx,
    async (tx) => {
      await change(tx, ctx, params);
      return { customerId };
    },
    params.acceptKnownPhone ? undefined : knownPhonesOnRecord(ctx),
  );
}

async function change(
  tx: Tx,
  ctx: Context,
  {
    customerId,
    seen,
    fields,
    acceptKnownPhone,
  }: { customerId: string; seen: string; fields: CustomerFields; acceptKnownPhone: boolean },
): Promise<void> {
  const { workspaceId, services, actor, now } = ctx;
  const { vault } = services;
  await oneAfterTheOther(tx, { db: services.db, things: [`customer:${customerId}`] });
  const customer = await customerById(tx, { workspaceId, customerId });
  if (!customer?.wrappedKey) throw new UserError('customerNotFound');
  const affair = await customerAffair(tx, { customer, now });
  if (actor.type !== 'person' || !may(actor.staff, 'customer.edit', affair))
    throw new UserError('notAllowed');
  if ((await latestEdit(tx, customer)) !== seen) throw new UserError('customerEdited');
  checkBirthday(fields.birthday, now);
  if (!nameKey(fields.name)) throw new UserError('customerNameMissing', undefined, { field: 'name' });
  const before = fieldsOf(vault, customer);
  if (before.category === 'key-account' && fields.category !== before.category) {
    if (!may(actor.staff, 'customer.lower-category', affair)) {
      throw new UserError('customerCategoryNeedsLead', undefined, { field: 'category' });
    }
  }

  const kept = openContact(vault, customer)?.phones ?? [];
  const stored = await phonesOf(tx, ctx, { typed: fields.phones.split('\n'), kept });
  const after: CustomerFields = { ...fields, phones: stored.map(typedPhone).join('\n') };
  const changed = (Object.keys(before) as FieldName[]).filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return;
  if (changed.includes('phones')) {
    await keepPhones(tx, ctx, { customer, kept, stored, acceptKnownPhone });
  }
  const contact: Contact = { phones: stored, other: after.other, address: after.address };
  const data = {
    name: after.name,
    nameKey: nameKey(after.name),
    source: after.source,
    category: after.category,
    accountNumber: after.accountNumber || null,
    birthday: after.birthday || null,
    birthMonthDay: after.birthday.slice(-'MM-DD'.length) || null,
    contactSealed: vault.seal(customer.wrappedKey, JSON.stringify(contact)),
    detailsSealed: sealDetails(vault, customer.wrappedKey, {
      background: after.background,
      preferences: after.preferences,
      notes: after.notes,
    }),
  };
  await tx.customer.updateMany({ where: { id: customerId, workspaceId }, data });
  if (changed.includes('name')) await keepNames(tx, [{ ...customer, name: after.name }]);
  const sealed = (values: CustomerFields) =>
    vault.seal(
      customer.wrappedKey ?? '',
      JSON.stringify(Object.fromEntries(changed.map((field) => [field, values[field]]))),
    );
  await record(tx, ctx, {
    subject: { type: 'customer', id: customerId },
    event: edited,
    before: { changed, sealed: sealed(before) },
    after: { changed, sealed: sealed(after) },
  });
  await touchHomes(tx, ctx, { staffIds: ownersOf(customer) });
}

/** How each number is stored: those that are there already as they are, however an earlier build read them. */
async function phonesOf(
  tx: Tx,
  ctx: Context,
  { typed, kept }: { typed: readonly string[]; kept: readonly string[] },
): Promise<string[]> {
  const known = new Map(kept.map((stored) => [typedPhone(stored), stored]));
  const stored: string[] = [];
  for (const line of typed.map((text) => text.trim()).filter(Boolean)) {
    const same = known.get(line);
    stored.push(...(same ? [same] : (await readPhones(tx, ctx, [line])).stored));
  }
  return [...new Set(stored)];
}

/** Looks new numbers up at other customers, and makes the customer be found by those they have now. */
async function keepPhones(
  tx: Tx,
  ctx: Context,
  {
    customer,
    kept,
    stored,
    acceptKnownPhone,
  }: { customer: Customer; kept: readonly string[]; stored: readonly string[]; acceptKnownPhone: boolean },
): Promise<void> {
  const { workspaceId, services } = ctx;
  const numbersOf = (phones: readonly string[]) => [...new Set(phones.map((one) => fromStored(one).number))];
  const before = new Set(numbersOf(kept));
  const numbers = numbersOf(stored);
  const hashes = phoneHashes(services.vault, { workspaceId, numbers });
  await oneAfterTheOther(tx, { db: services.db, things: hashes.map(({ fullHash }) => fullHash) });
  const added = numbers.filter((number) => !before.has(number));
  if (added.length > 0 && !acceptKnownPhone) await refuseKnownPhone(tx, ctx, added);
  await tx.customerPhone.deleteMany({ where: { customerId: customer.id } });
  await tx.customerPhone.createMany({
    data: hashes.map((hash) => ({ workspaceId, customerId: customer.id, ...hash })),
  });
}

/** What an edit changed. */
export interface Edit {
  /** Staff id, or null for nobody of the company. */
  byId: string | null;
  at: Date;
  changed: readonly FieldName[];
  before: Partial<CustomerFields>;
  after: Partial<CustomerFields>;
}

/** Reads an edit from the history; for those who may see the customer's contacts. */
export function readEdit(vault: Vault, wrappedKey: string, entry: HistoryEntry): Edit {
  const open = (side: HistoryEntry['before']) =>
    JSON.parse(vault.open(wrappedKey, String(side?.sealed))) as Partial<CustomerFields>;
  return {
    byId: entry.actorType === 'person' ? entry.actorId : null,
    at: entry.at,
    changed: (entry.after?.changed ?? []) as FieldName[],
    before: open(entry.before),
    after: open(entry.after),
  };
}

/** The edits after the one that a form has seen, the oldest first. */
export async function editsSince(
  reader: Reader,
  { vault, customer, seen }: { vault: Vault; customer: Customer; seen: string },
): Promise<Edit[]> {
  const { workspaceId, id, wrappedKey } = customer;
  if (!wrappedKey) return [];
  const latest = await historyOf(reader, {
    workspaceId,
    subject: { type: 'customer', id },
    event: edited,
    limit: mostEdits,
  });
  const known = latest.findIndex((entry) => entry.id === seen);
  return (known === -1 ? latest : latest.slice(0, known))
    .toReversed()
    .map((entry) => readEdit(vault, wrappedKey, entry));
}
